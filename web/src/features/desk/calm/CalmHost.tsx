/**
 * The complaint guide beside the form: it opens by itself when the type or a word says complaint, and by one key. What
 * is done of it is kept with the contact.
 */
import { CustomerServiceOutlined, HeartOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { AbleAgent, Guide, Kept } from '@/api/calm';
import type { Me } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { CalmGuide } from '@/shared/calm/CalmGuide';
import { Experts } from '@/shared/calm/Experts';
import { MarkForm } from '@/shared/calm/MarkForm';
import { offered, type Offer } from '@/shared/calm/offer';
import { useGuides, useKeeping, useKept } from '@/shared/calm/use-calm';
import { calmWords } from '@/shared/calm/words';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { typePath, useWrapUpTypes } from '@/shared/ui/names';
import { useCallAction } from '../actions';
import { useCallShown } from '../call';
import { useVerbs } from '../control/verbs';
import { usePop, whoOf } from '../pop';
import { useCallWords } from '../use-call-words';
import { useDraft } from '../use-draft';

interface Given {
  me: Me;
  interaction: string;
  moment: 'ringing' | 'talking' | 'wrap_up';
}

/** A leader comes in by the quiet request of the call bar; an expert is asked aside, and joins from there. */
function Help({ me, guide, asked }: { me: Me; guide: Guide; asked: (note: string) => void }) {
  const t = useTexts(calmWords);
  const locale = useLocale();
  const [experts, setExperts] = useState(false);
  const acting = useCallAction();
  const call = useCallShown(me);
  const verbs = useVerbs(me.contact ?? '');
  const help = me.call?.help ?? null;
  const leader = (): void => {
    acting.mutate({ action: help ? 'no_help' : 'help' });
    if (!help) asked(t('askLeader'));
  };
  const expert = (who: AbleAgent): void => {
    verbs.mutate({ do: 'consult', to: { kind: 'agent', id: who.id }, reason: nameIn(guide.name, locale) });
    asked(`${t('expert')}: ${nameIn(who.name, locale)}`);
    setExperts(false);
  };
  const leaderWord = help ? (help.seen_by ? 'leaderSeen' : 'leaderAsked') : 'askLeader';
  return (
    <div className="calm-help" role="group" aria-label={t('help')}>
      <Button
        type="primary"
        icon={<CustomerServiceOutlined aria-hidden />}
        aria-pressed={help !== null}
        title="Alt+Q"
        onClick={leader}
      >
        {t(leaderWord)}
      </Button>
      {guide.skill && call?.may.includes('consult') ? (
        <Button aria-expanded={experts} onClick={() => setExperts(!experts)}>
          {t('expert')}
        </Button>
      ) : null}
      {experts ? <Experts skill={guide.skill} me={me.agent.id} ask={expert} /> : null}
    </div>
  );
}

function useOffered(guides: Guide[], { me, interaction, moment }: Given) {
  const who = whoOf(usePop(interaction).data);
  const { draft } = useDraft(me.agent.id, interaction, who);
  const types = useWrapUpTypes().data;
  const lines = useCallWords(interaction, moment === 'talking');
  return useMemo(() => {
    const heard = lines.filter(({ side }) => side === 'outside').map(({ text }) => text);
    const path = typePath(types ?? [], draft.type).map(({ id }) => id);
    return offered(guides, { types: path, texts: [draft.note, ...heard] });
  }, [guides, types, draft.type, draft.note, lines]);
}

const NOTHING: Kept = { guide: '', done: [], warnings: 0, ended: false, entries: [] };

interface OpenedGiven extends Given {
  guide: Guide;
  guides: Guide[];
  kept: Kept;
  keeping: ReturnType<typeof useKeeping>;
  offer: Offer | null;
  choose: (guide: string) => void;
}

function Why({ offer }: { offer: Offer }) {
  const t = useTexts(calmWords);
  return (
    <p className="quiet calm-why">{offer.word ? t('becauseWord', { word: offer.word }) : t('becauseType')}</p>
  );
}

function Opened({ me, interaction, moment, guide, guides, kept, keeping, offer, choose }: OpenedGiven) {
  const t = useTexts(calmWords);
  const locale = useLocale();
  const acting = useCallAction();
  const customer = usePop(interaction).data?.customer?.id;
  const talking = moment === 'talking';
  const keep = (what: 'opened' | 'help', id: string, note = ''): void =>
    keeping.mutate({ guide: id, what, step: '', note });
  return (
    <section className="panel" aria-label={t('title')}>
      <div className="panel-head calm-head">
        <h2>{t('title')}</h2>
        <Select
          size="small"
          aria-label={t('kind')}
          style={{ minWidth: 160 }}
          value={guide.id}
          options={guides.map((one) => ({ value: one.id, label: nameIn(one.name, locale) }))}
          onChange={(next: string) => {
            choose(next);
            keep('opened', next);
          }}
        />
        <Button size="small" type="text" className="push" title="Alt+B" onClick={() => choose('')}>
          {t('close')}
        </Button>
      </div>
      {offer?.guide === guide.id ? <Why offer={offer} /> : null}
      <CalmGuide
        guide={guide}
        kept={kept}
        busy={keeping.isPending}
        keep={keeping.mutate}
        end={talking ? () => acting.mutate({ action: 'hang_up' }) : null}
        help={talking ? <Help me={me} guide={guide} asked={(note) => keep('help', guide.id, note)} /> : null}
        mark={customer ? <MarkForm customer={customer} interaction={interaction} /> : null}
      />
    </section>
  );
}

function Folded({ open }: { open: () => void }) {
  const t = useTexts(calmWords);
  return (
    <Button icon={<HeartOutlined aria-hidden />} title="Alt+B" onClick={open}>
      {t('open')}
    </Button>
  );
}

/** Which guide is open: the one that was chosen, else the one that was worked by, else what is offered. */
function useGuide(given: Given, kept: Kept) {
  const t = useTexts(calmWords);
  const guides = useGuides();
  const offer = useOffered(guides, given);
  const [chosen, choose] = useState<string | null>(null);
  const usual = kept.guide || (offer?.guide ?? '');
  const guide = guides.find((one) => one.id === (chosen ?? usual));
  const other = guide ? '' : usual || (guides[0]?.id ?? '');
  const toggle = useCallback(() => choose(other), [other]);
  const commands = useMemo<Command[]>(
    () => [{ id: 'calm', title: t('open'), keys: 'Alt+b', group: t('group'), run: toggle }],
    [t, toggle],
  );
  useOffer(commands);
  return { guides, guide, offer, choose, toggle };
}

export default function CalmHost(given: Given) {
  const of = { interaction: given.interaction };
  const kept = useKept(of) ?? NOTHING;
  const keeping = useKeeping(of);
  const { guides, guide, offer, choose, toggle } = useGuide(given, kept);
  if (given.moment === 'ringing') return null;
  if (!guide) return <Folded open={toggle} />;
  return <Opened {...given} {...{ guide, guides, kept, keeping, offer, choose }} />;
}
