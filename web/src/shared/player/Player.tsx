/** Plays one recording: waveform of both sides, own controls, speed. The sound is fetched when opened. */
import { CaretRightFilled, PauseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Skeleton } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { getMarks, type Pause } from '@/api/keeping';
import { fetchSound } from '@/api/sound';
import type { Recording } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { clockOf } from '@/shared/format/duration';
import { texts, useTexts } from '@/shared/i18n/texts';
import { Failed } from '@/shared/ui/Empty';
import { readWave } from './wave';
import { WaveView } from './WaveView';
import './player.css';

const words = texts(
  {
    play: '播放',
    pause: '暂停',
    speed: '播放速度',
    paused: '暂停录音（如卡号）',
    position: '播放位置',
    customer: '客户',
    agent: '坐席',
    group: '播放录音',
    toggle: '播放或暂停',
    back: '后退 5 秒',
    forth: '前进 5 秒',
    deleted: '这段录音的保存期已过，声音已经删除；联络记录仍在。',
  },
  {
    play: 'Play',
    pause: 'Pause',
    speed: 'Speed',
    paused: 'Recording paused (such as a card number)',
    position: 'Position',
    customer: 'Customer',
    agent: 'Agent',
    group: 'Player',
    toggle: 'Play or pause',
    back: 'Back 5 s',
    forth: 'Forward 5 s',
    deleted: 'Its time was over and the sound was deleted; the interaction is still there.',
  },
);

const COLUMNS = 480;
const SPEEDS = [1, 1.25, 1.5, 2];
const SKIP = 5;
const NONE: Pause[] = [];

/** An address for bytes that are already here, given back when no longer needed. */
function useAddress(bytes: ArrayBuffer | undefined): string | undefined {
  const address = useMemo(
    () => (bytes ? URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' })) : undefined),
    [bytes],
  );
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address]);
  return address;
}

function usePauses({ id, seconds }: Pick<Recording, 'id' | 'seconds'>): Pause[] {
  const marks = useQuery({
    queryKey: ['marks', id, seconds],
    queryFn: () => getMarks(id),
    staleTime: Infinity,
  });
  return marks.data?.pauses ?? NONE;
}

/** When recording was paused, in words, beside the grey spans of the waveform. */
function Paused({ pauses }: { pauses: Pause[] }) {
  const t = useTexts(words);
  if (!pauses.length) return null;
  const spans = pauses.map((one) => `${clockOf(one.start)}–${clockOf(one.end)}`);
  return (
    <span className="player-side is-paused">
      {t('paused')} {spans.join(' ')}
    </span>
  );
}

interface Moves {
  toggle: () => void;
  skip: (seconds: number) => void;
}

/** Keys that work wherever focus is, for the one recording that a page is about. */
function usePlayerKeys(wanted: boolean, { toggle, skip }: Moves): void {
  const t = useTexts(words);
  const commands = useMemo<Command[]>(() => {
    if (!wanted) return [];
    const group = t('group');
    return [
      { id: 'player-toggle', title: t('toggle'), keys: 'Space', group, run: toggle },
      { id: 'player-back', title: t('back'), keys: 'ArrowLeft', group, run: () => skip(-SKIP) },
      { id: 'player-forth', title: t('forth'), keys: 'ArrowRight', group, run: () => skip(SKIP) },
    ];
  }, [wanted, t, toggle, skip]);
  useOffer(commands);
}

interface PlayerProps {
  recording: Pick<Recording, 'id' | 'audio' | 'seconds' | 'deleted_at'>;
  /** The recording that the page is about: it plays at once, and obeys the keys. */
  autoPlay?: boolean;
}

function Sounding({ recording, autoPlay = false }: PlayerProps) {
  const t = useTexts(words);
  // What is still being recorded has no length yet: once it has, it is fetched anew.
  const sound = useQuery({
    queryKey: ['sound', recording.id, recording.seconds],
    queryFn: () => fetchSound(recording.audio),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const pauses = usePauses(recording);
  const wave = useMemo(() => (sound.data ? readWave(sound.data, COLUMNS) : null), [sound.data]);
  const address = useAddress(sound.data);
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState(1);

  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed, address]);
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    const follow = (): void => {
      setAt(audio.current?.currentTime ?? 0);
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  const seconds = wave?.seconds ?? 0;
  const go = useCallback(
    (to: number): void => {
      const place = Math.min(Math.max(to, 0), seconds);
      if (audio.current) audio.current.currentTime = place;
      setAt(place);
    },
    [seconds],
  );
  const skip = useCallback((by: number) => go((audio.current?.currentTime ?? 0) + by), [go]);
  const toggle = useCallback((): void => {
    const one = audio.current;
    if (one) void (one.paused ? one.play() : one.pause());
  }, []);
  usePlayerKeys(autoPlay, { toggle, skip });

  if (sound.isPending) return <Skeleton.Node active style={{ width: '100%', height: 96 }} />;
  if (sound.isError) return <Failed failure={sound.error} again={() => void sound.refetch()} />;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') skip(SKIP);
    else if (event.key === 'ArrowLeft') skip(-SKIP);
    else if (event.key === ' ') toggle();
    else return;
    event.preventDefault();
  };
  return (
    <div className="player">
      <audio
        ref={audio}
        src={address}
        autoPlay={autoPlay}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
      />
      <div className="player-top">
        {wave ? (
          <WaveView
            wave={wave}
            place={seconds ? at / seconds : 0}
            pauses={pauses}
            onSeek={(place) => go(place * seconds)}
          />
        ) : null}
      </div>
      <div className="player-controls">
        <Button
          type="primary"
          shape="circle"
          icon={playing ? <PauseOutlined /> : <CaretRightFilled />}
          aria-label={t(playing ? 'pause' : 'play')}
          onClick={toggle}
        />
        <span
          className="num"
          role="slider"
          tabIndex={0}
          aria-label={t('position')}
          aria-valuemin={0}
          aria-valuemax={Math.round(seconds)}
          aria-valuenow={Math.round(at)}
          aria-valuetext={clockOf(at)}
          onKeyDown={onKey}
        >
          {clockOf(at)} / {clockOf(seconds)}
        </span>
        <span className="player-side is-customer">{t('customer')}</span>
        <span className="player-side is-agent">{t('agent')}</span>
        <Paused pauses={pauses} />
        <span className="player-right">
          <Segmented
            size="small"
            aria-label={t('speed')}
            value={speed}
            options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
            onChange={setSpeed}
          />
        </span>
      </div>
    </div>
  );
}

export function Player(given: PlayerProps) {
  const t = useTexts(words);
  if (given.recording.deleted_at) return <p className="quiet">{t('deleted')}</p>;
  return <Sounding {...given} />;
}
