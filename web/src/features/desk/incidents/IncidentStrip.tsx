/** On every page of somebody with a desk, while a major incident runs: what to say, and the call linked by one key. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { joinIncident, type Incident } from '@/api/incidents';
import { useOffer, type Command } from '@/shared/commands/registry';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useRunningIncidents } from '@/shared/incidents/running';
import { serverNow } from '@/shared/live/clock';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { useMe } from '../me';
import { stripWords } from './words';
import './strip.css';

interface Linking {
  incident: Incident;
  interaction: string;
}

/** The call is linked once, however often it is asked for. `linked`: by incident, the last call that was. */
function useLinking() {
  const t = useTexts(stripWords);
  const client = useQueryClient();
  const { message } = App.useApp();
  const sayRefusal = useSayRefusal();
  const [linked, setLinked] = useState<Record<string, string>>({});
  const linking = useMutation({
    mutationFn: ({ incident, interaction }: Linking) =>
      joinIncident(incident.case, { interaction, case: null }),
    onSuccess: (_, { incident, interaction }) => {
      setLinked((before) => ({ ...before, [incident.case]: interaction }));
      void message.success(t('linkedTo', { what: incident.what }));
      void client.invalidateQueries({ queryKey: ['incidents'] });
    },
    onError: sayRefusal,
  });
  return { linked, link: linking.mutate };
}

export default function IncidentStrip() {
  const t = useTexts(stripWords);
  const locale = useLocale();
  const contact = useMe().data?.contact ?? null;
  const running = useRunningIncidents();
  const { linked, link } = useLinking();
  const strip = useRef<HTMLElement>(null);
  const only = running.length === 1 ? running[0] : undefined;
  const commands = useMemo<Command[]>(
    () =>
      contact && running.length
        ? [
            {
              id: 'incident.link',
              title: only ? `${t('link')} · ${only.what}` : t('choose'),
              keys: 'Alt+f',
              group: t('group'),
              run: () => {
                if (only) link({ incident: only, interaction: contact });
                else strip.current?.querySelector('button')?.focus();
              },
            },
          ]
        : [],
    [contact, running.length, only, link, t],
  );
  useOffer(commands);
  if (!running.length) return null;
  const now = dateAt(serverNow());
  return (
    <section className="incident-strip" aria-label={t('title')} ref={strip}>
      {running.map((incident) => {
        const say = nameIn(incident.say, locale);
        return (
          <p key={incident.case}>
            <span className="pill bad">{t('title')}</span>{' '}
            <Link to={`/cases/${incident.case}`}>{incident.what}</Link>{' '}
            {say ? <span>{t('say', { say })}</span> : null}{' '}
            {incident.expected_end ? (
              <span className="quiet">{t('until', { when: whenOf(incident.expected_end, now) })}</span>
            ) : null}
            {contact ? (
              <Button
                size="small"
                disabled={linked[incident.case] === contact}
                onClick={() => link({ incident, interaction: contact })}
              >
                {linked[incident.case] === contact ? t('linked') : t('link')} {only ? <kbd>Alt F</kbd> : null}
              </Button>
            ) : null}
          </p>
        );
      })}
    </section>
  );
}
