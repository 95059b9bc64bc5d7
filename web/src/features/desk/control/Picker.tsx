/** Choose whom to call in: type, arrows, Enter. Focus stays in the field. */
import { Input, type InputRef } from 'antd';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { To } from '@/api/control';
import { useBoard } from '@/shared/board/board-store';
import { useFoundInDirectory } from '@/shared/dial/directory';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { StateMark } from '@/shared/ui/StateMark';
import { optionId, PickerList } from '../PickerList';
import { recentOf } from './recent';
import { targetsFor, type Target } from './targets';
import { useCallTargets } from './use-call-targets';
import type { Dialling } from './verbs';
import { controlWords } from './words';

interface Given {
  verb: Dialling;
  agent: string;
  choose: (to: To, reason: string) => void;
  close: () => void;
}

function Line({ target }: { target: Target }) {
  const t = useTexts(controlWords);
  const { kind, id } = target.to;
  const found = target.group === 'directory';
  if (kind === 'number' && !found) return <span className="num">{t('outside', { number: id })}</span>;
  if (kind === 'extension' && !found) return <span className="num">{t('extension', { number: id })}</span>;
  const waiting = kind === 'queue' && target.aside !== '0';
  return (
    <>
      <span className="picker-name">{target.name}</span>
      {target.aside && kind !== 'queue' ? <span className="quiet num">{target.aside}</span> : null}
      {waiting ? <span className="quiet">{t('waiting', { n: target.aside })}</span> : null}
      {target.state ? <StateMark state={target.state} /> : null}
    </>
  );
}

export function Picker({ verb, agent, choose, close }: Given) {
  const t = useTexts(controlWords);
  const locale = useLocale();
  const board = useBoard();
  const id = useId();
  const field = useRef<InputRef>(null);
  // Once more a frame later: a menu from which this is opened keeps focus until it is gone.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [at, setAt] = useState(0);
  const recent = useMemo(() => recentOf(agent), [agent]);
  const directory = useFoundInDirectory(typed);
  const house = useCallTargets().data;
  const targets = useMemo(
    () =>
      board
        ? targetsFor({ board, me: agent, verb, typed: typed.trim(), recent, house, directory, locale })
        : [],
    [board, agent, verb, typed, recent, house, directory, locale],
  );
  const nth = Math.min(at, targets.length - 1);
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((nth + step + targets.length) % Math.max(targets.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = targets[nth];
      if (chosen) choose(chosen.to, reason.trim());
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
  };
  return (
    // The keys of both fields: they are handled in one place.
    <div className="picker" role="group" aria-label={t(`${verb}Title`)} onKeyDown={onKey}>
      <Input
        ref={field}
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={targets.length ? optionId(id, nth) : undefined}
        aria-label={t('find')}
        placeholder={t('find')}
        maxLength={40}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <PickerList
        id={id}
        label={t(`${verb}Title`)}
        choices={targets}
        nth={nth}
        heading={(one) => t(one.group)}
        line={(one) => <Line target={one} />}
        choose={(one) => choose(one.to, reason.trim())}
      />
      {targets.length ? null : <p className="quiet">{t('nobody')}</p>}
      {verb === 'transfer' || verb === 'consult' ? (
        <Input
          aria-label={t('reason')}
          placeholder={t('reason')}
          maxLength={120}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      <p className="picker-keys quiet">{t('pickerKeys', { verb: t(verb) })}</p>
    </div>
  );
}
