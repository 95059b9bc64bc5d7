/** What may be done with a recording beside listening: keep it from being deleted, take it out of the house. */
import { ExportOutlined, LockOutlined, UnlockOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import { exportRecording, getSpace, holdRecording, releaseRecording } from '@/api/keeping';
import type { Recording } from '@/api/types';
import { dateAt, dateOf, timeOf, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow, useServerSecond } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { Refused } from '@/shared/ui/Refused';
import { keepingWords } from './keeping-words';

const SHORTEST = 3;
const LOOK_MS = 60_000;

type Wish = 'hold' | 'export';

/** The name of the file says too who took it out, and when. */
function save(id: string, who: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  const at = dateAt(serverNow());
  link.download = `${id}-${who}-${dateOf(at)}-${timeOf(at).replace(/:/g, '')}.wav`;
  link.click();
  URL.revokeObjectURL(address);
}

/** The moment that will be written down. */
function Now() {
  const now = useServerSecond();
  return <span className="num">{`${dateOf(dateAt(now))} ${timeOf(dateAt(now))}`}</span>;
}

interface ReasonProps {
  wish: Wish;
  recording: Recording;
  onClose: () => void;
}

/** Asks why; it is written down with who and when. */
function Reason({ wish, recording, onClose }: ReasonProps) {
  const t = useTexts(keepingWords);
  const locale = useLocale();
  const { user } = useSession();
  const field = useRef<TextAreaRef>(null);
  const kept = useQueryClient();
  const { message } = App.useApp();
  const [why, setWhy] = useState('');
  const doing = useMutation({
    mutationFn: async () => {
      if (wish === 'export') save(recording.id, user.login, await exportRecording(recording.id, why.trim()));
      else await holdRecording(recording.id, why.trim());
    },
    onSuccess: () => {
      void kept.invalidateQueries({ queryKey: ['recordings'] });
      if (wish === 'export') void message.success(t('exported'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t(wish === 'hold' ? 'holdTitle' : 'exportTitle')}
      okText={t(wish === 'hold' ? 'hold' : 'export')}
      okButtonProps={{ disabled: why.trim().length < SHORTEST, loading: doing.isPending }}
      onOk={() => doing.mutate()}
      onCancel={onClose}
      afterOpenChange={(open) => (open ? field.current?.focus() : undefined)}
      transitionName=""
    >
      <p>{t(wish === 'hold' ? 'holdText' : 'exportText')}</p>
      <p className="quiet keeping-who">
        {t(wish === 'hold' ? 'holdBy' : 'exportBy', { who: nameIn(user.name, locale), login: user.login })}{' '}
        <Now />
      </p>
      <Input.TextArea
        ref={field}
        aria-label={t('why')}
        placeholder={t('why')}
        value={why}
        maxLength={200}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Refused failure={doing.error} />
    </Modal>
  );
}

export function Keeping({ recording }: { recording: Recording }) {
  const t = useTexts(keepingWords);
  const session = useSession();
  const kept = useQueryClient();
  const [wish, setWish] = useState<Wish | null>(null);
  const ways = useRef<HTMLSpanElement>(null);
  const close = (): void => {
    setWish(null);
    requestAnimationFrame(() => ways.current?.querySelector('button')?.focus());
  };
  const releasing = useMutation({
    mutationFn: () => releaseRecording(recording.id),
    onSuccess: () => void kept.invalidateQueries({ queryKey: ['recordings'] }),
  });
  const mayHold = may(session, 'recordings.hold');
  const { hold } = recording;
  return (
    <>
      {hold ? (
        <span className="pill held" title={hold.why}>
          <LockOutlined /> {t('held')} · {whenOf(hold.at, dateAt(serverNow()))} · {hold.why}
        </span>
      ) : null}
      <Refused failure={releasing.error} />
      <span className="keeping" ref={ways}>
        {mayHold && hold ? (
          <Button size="small" icon={<UnlockOutlined />} onClick={() => releasing.mutate()}>
            {t('release')}
          </Button>
        ) : null}
        {mayHold && !hold ? (
          <Button size="small" icon={<LockOutlined />} onClick={() => setWish('hold')}>
            {t('hold')}
          </Button>
        ) : null}
        {may(session, 'recordings.export') ? (
          <Button size="small" icon={<ExportOutlined />} onClick={() => setWish('export')}>
            {t('export')}
          </Button>
        ) : null}
      </span>
      {wish ? <Reason wish={wish} recording={recording} onClose={close} /> : null}
    </>
  );
}

/** Says when the disk that recordings lie on fills up, long before it is full. */
export function RoomNotice() {
  const t = useTexts(keepingWords);
  const session = useSession();
  const space = useQuery({
    queryKey: ['recordings-space'],
    queryFn: getSpace,
    enabled: may(session, 'recordings.all'),
    refetchInterval: LOOK_MS,
  });
  const state = space.data?.state ?? 'ok';
  if (state === 'ok') return null;
  const percent = Math.floor(space.data?.free_percent ?? 0);
  return (
    <Alert
      type={state === 'full' ? 'error' : 'warning'}
      showIcon
      role="alert"
      title={state === 'full' ? t('full') : t('low', { percent })}
      description={t(state === 'full' ? 'fullText' : 'lowText')}
    />
  );
}
