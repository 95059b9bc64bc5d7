/**
 * On every page of somebody with a desk, while a major incident runs: what to say; the call, and the case that is looked
 * at, linked by one key.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useMemo, useRef, useState, type RefObject } from 'react';
import { Link, useMatch } from 'react-router';
import type { CaseWhole } from '@/api/cases';
import { joinIncident, type Incident } from '@/api/incidents';
import { useOffer, type Command } from '@/shared/commands/registry';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useRunningIncidents } from '@/shared/incidents/running';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { Keys } from '@/shared/ui/Keys';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { useMe } from '../me';
import { useHints, useLookedAt } from './hints';
import { stripWords } from './words';
import './strip.css';

/** No letter: each of them does something else in a call. */
const KEY = 'Alt+;';

/** What can be linked: the call in hand, or a case. */
type What = 'call' | 'case';
interface Linking {
  incident: Incident;
  what: What;
  id: string;
}

/** Each is linked once, however often it is asked for. `linked`: what was, here. */
function useLinking() {
  const t = useTexts(stripWords);
  const client = useQueryClient();
  const { message } = App.useApp();
  const sayRefusal = useSayRefusal();
  const [linked, setLinked] = useState<readonly string[]>([]);
  const linking = useMutation({
    mutationFn: ({ incident, what, id }: Linking) =>
      joinIncident(
        incident.case,
        what === 'call' ? { interaction: id, case: null } : { interaction: null, case: id },
      ),
    onSuccess: (_, { incident, what, id }) => {
      setLinked((before) => [...before, `${incident.case} ${id}`]);
      void message.success(t(what === 'call' ? 'linkedTo' : 'caseLinkedTo', { what: incident.what }));
      void client.invalidateQueries({ queryKey: ['incidents'] });
      if (what === 'case') void client.invalidateQueries({ queryKey: ['cases', 'one', id] });
    },
    onError: sayRefusal,
  });
  return { linked, link: linking.mutate };
}

/** The case that may still belong to one of them: not a master, and of no other. */
function linkable(row: CaseWhole | undefined, running: readonly Incident[]): string | null {
  if (!row || running.some((one) => one.case === row.id)) return null;
  return row.master && !running.some((one) => one.case === row.master?.id) ? null : row.id;
}

/** What one key does next, of an only incident: the call first, then the case. */
function nextOf(only: Incident, call: string | null, row: string | null, done: (id: string) => boolean) {
  const ways: Linking[] = [
    ...(call ? [{ incident: only, what: 'call' as const, id: call }] : []),
    ...(row ? [{ incident: only, what: 'case' as const, id: row }] : []),
  ];
  return ways.find(({ id }) => !done(id));
}

interface KeyProps {
  incident: Incident | undefined;
  what: What | undefined;
  id: string | undefined;
  /** There are several to choose from. */
  several: boolean;
  link: (linking: Linking) => void;
  strip: RefObject<HTMLElement | null>;
}

/** One key links what is to be linked next, or leads to the choice. */
function useKey({ incident, what, id, several, link, strip }: KeyProps): void {
  const t = useTexts(stripWords);
  const commands = useMemo<Command[]>(() => {
    const offered = { id: 'incident.link', keys: KEY, group: t('group') };
    if (several) {
      const run = (): void => strip.current?.querySelector<HTMLElement>('button:enabled')?.focus();
      return [{ ...offered, title: t('choose'), run }];
    }
    if (!incident || !what || !id) return [];
    const title = `${t(what === 'call' ? 'link' : 'linkCase')} · ${incident.what}`;
    return [{ ...offered, title, run: () => link({ incident, what, id }) }];
  }, [several, incident, what, id, link, strip, t]);
  useOffer(commands);
}

const WORDS = {
  call: { link: 'link', linked: 'linked' },
  case: { link: 'linkCase', linked: 'caseLinked' },
} as const;

interface LinkProps {
  what: What;
  done: boolean;
  byKey: boolean;
  link: () => void;
}

function LinkButton({ what, done, byKey, link }: LinkProps) {
  const t = useTexts(stripWords);
  return (
    <Button size="small" disabled={done} onClick={link}>
      {t(done ? WORDS[what].linked : WORDS[what].link)} {byKey ? <Keys keys={KEY} /> : null}
    </Button>
  );
}

function Saying({ incident, why }: { incident: Incident; why: string | undefined }) {
  const t = useTexts(stripWords);
  const say = nameIn(incident.say, useLocale());
  const { expected_end: end } = incident;
  return (
    <>
      <span className="pill bad">{t('title')}</span>{' '}
      <Link to={`/cases/${incident.case}`}>{incident.what}</Link>{' '}
      {say ? <span>{t('say', { say })}</span> : null}{' '}
      {end ? <span className="quiet">{t('until', { when: whenOf(end, dateAt(serverNow())) })}</span> : null}
      {why === undefined ? null : <strong role="status">{why ? t('maybe', { why }) : t('maybeType')}</strong>}
    </>
  );
}

export default function IncidentStrip() {
  const t = useTexts(stripWords);
  const contact = useMe().data?.contact ?? null;
  const running = useRunningIncidents();
  const works = may(useSession(), 'cases.work');
  const looked = useLookedAt(useMatch('/cases/:id')?.params.id);
  const hints = useHints(contact, running);
  const { linked, link } = useLinking();
  const strip = useRef<HTMLElement>(null);
  const row = works ? linkable(looked, running) : null;
  const isDone = (incident: string, one: string): boolean =>
    linked.includes(`${incident} ${one}`) || (one === looked?.id && looked.master?.id === incident);
  const only = running.length === 1 ? running[0] : undefined;
  const next = only && nextOf(only, contact, row, (one) => isDone(only.case, one));
  const several = running.length > 1 && (contact ?? row) !== null;
  useKey({ incident: only, what: next?.what, id: next?.id, several, link, strip });
  if (!running.length) return null;
  const fitting = running.toSorted((a, b) => Number(b.case in hints) - Number(a.case in hints));
  return (
    <section className="incident-strip" aria-label={t('title')} ref={strip}>
      {fitting.map((incident) => {
        const button = (what: What, id: string) => (
          <LinkButton
            what={what}
            done={isDone(incident.case, id)}
            byKey={next?.id === id}
            link={() => link({ incident, what, id })}
          />
        );
        return (
          <p key={incident.case}>
            <Saying incident={incident} why={hints[incident.case]} />
            {contact ? button('call', contact) : null}
            {row ? button('case', row) : null}
          </p>
        );
      })}
    </section>
  );
}
