/** What the words of a new case suggest, and why: taken by a click or a key, never by itself. */
import { BulbOutlined, WarningOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useMemo, type ReactNode } from 'react';
import { suggestForCase, type CasePriority, type CaseSuggestions } from '@/api/cases';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts, type Speak } from '@/shared/i18n/texts';
import { Keys } from '@/shared/ui/Keys';
import { useSettled } from '@/shared/ui/use-settled';
import { suggestWords } from './suggest-words';

export const KEYS = { type: 'Alt+t', priority: 'Alt+c' } as const;
const SHORTEST = 2;
/** While the customer is talking, more may be said. */
const AGAIN = 15_000;

interface Said {
  subject: string;
  text: string;
  interaction: string | null;
}

/** What is on the screen to be taken; null: nothing. */
export interface Offered {
  type: string | null;
  priority: CasePriority | null;
  risks: string[];
}

interface Props {
  said: Said;
  /** What was chosen so far; what somebody chose is not suggested anew. */
  type: string | null;
  priority: CasePriority | null;
  /** What a case of the chosen type is without anybody saying so. */
  usual: CasePriority;
  onTake: (what: { type: string } | { priority: CasePriority }) => void;
  onShown: (offered: Offered) => void;
}

function useSuggestions({ subject, text, interaction }: Said): CaseSuggestions | undefined {
  const said = { subject: useSettled(subject), text: useSettled(text) };
  const enough = interaction !== null || said.subject.length + said.text.length >= SHORTEST;
  const asked = useQuery({
    queryKey: ['cases', 'suggested', said.subject, said.text, interaction],
    queryFn: ({ signal }) => suggestForCase({ ...said, interaction }, signal),
    enabled: enough,
    placeholderData: keepPreviousData,
    refetchInterval: interaction ? AGAIN : false,
    retry: false,
    gcTime: 0,
  });
  return enough ? asked.data : undefined;
}

type Reasons = CaseSuggestions['risks'][number]['words'];

function useBecause(): (words: Reasons, rule?: string) => string {
  const t = useTexts(suggestWords);
  const locale = useLocale();
  return (words, rule) => {
    const each = words.map((one) => t(one.said ? 'wordSaid' : 'word', { word: one.text }));
    const named = listIn(each, locale);
    return rule ? t('byRule', { rule, words: named }) : t('because', { words: named });
  };
}

interface LineProps {
  because: string;
  children: ReactNode;
  take?: { label: string; keys: string; run: () => void };
}

function Line({ because, children, take }: LineProps) {
  const t = useTexts(suggestWords);
  return (
    <li>
      <strong>{children}</strong>
      <span className="quiet">{because}</span>
      {take ? (
        <Button size="small" aria-label={take.label} onClick={take.run}>
          {t('take')} <Keys keys={take.keys} />
        </Button>
      ) : null}
    </li>
  );
}

/** What is still to be suggested: nothing that was chosen, no priority that it would have anyway. */
function offeredOf(found: CaseSuggestions, { type, priority, usual }: Props) {
  const { priority: urgency } = found;
  return {
    kind: type === null ? found.type : null,
    urgency: priority === null && urgency && urgency.value !== usual ? urgency : null,
    risks: found.risks,
  };
}

type Kind = NonNullable<CaseSuggestions['type']>;
type Urgency = NonNullable<CaseSuggestions['priority']>;

function TypeLine({ kind, onTake }: { kind: Kind; onTake: Props['onTake'] }) {
  const t = useTexts(suggestWords);
  const name = nameIn(kind.path_name, useLocale());
  const because = useBecause()(kind.words);
  if (!kind.whole) return <Line because={because}>{t('typeHead', { name })}</Line>;
  const take = { label: t('takeType'), keys: KEYS.type, run: () => onTake({ type: kind.id }) };
  return (
    <Line because={because} take={take}>
      {t('typeIs', { name })}
    </Line>
  );
}

function PriorityLine({ urgency, onTake }: { urgency: Urgency; onTake: Props['onTake'] }) {
  const t = useTexts(suggestWords);
  const rule = nameIn(urgency.rule_name, useLocale());
  const because = useBecause()(urgency.words, rule);
  const run = (): void => onTake({ priority: urgency.value });
  return (
    <Line because={because} take={{ label: t('takePriority'), keys: KEYS.priority, run }}>
      {t('priorityIs', { name: t(urgency.value) })}
    </Line>
  );
}

/** By keys, from wherever one is writing. */
function useTakingByKeys(type: string | null, priority: CasePriority | null, onTake: Props['onTake']): void {
  const t = useTexts(suggestWords);
  const commands = useMemo<Command[]>(() => {
    const group = t('title');
    const offered: Command[] = [];
    if (type)
      offered.push({
        id: 'take-type',
        title: t('takeType'),
        keys: KEYS.type,
        over: true,
        group,
        run: () => onTake({ type }),
      });
    if (priority)
      offered.push({
        id: 'take-priority',
        title: t('takePriority'),
        keys: KEYS.priority,
        over: true,
        group,
        run: () => onTake({ priority }),
      });
    return offered;
  }, [t, onTake, type, priority]);
  useOffer(commands);
}

function Found({ found, ...props }: Props & { found: CaseSuggestions }) {
  const t = useTexts(suggestWords);
  const because = useBecause();
  const { onTake, onShown } = props;
  const { kind, urgency, risks } = offeredOf(found, props);
  const type = kind?.whole ? kind.id : null;
  const priority = urgency?.value ?? null;
  const names = risks.map(({ name }) => name).join(' ');
  useEffect(
    () => onShown({ type, priority, risks: names ? names.split(' ') : [] }),
    [onShown, type, priority, names],
  );
  const group = t('title');
  useTakingByKeys(type, priority, onTake);
  if (!kind && !urgency && !risks.length) return null;
  return (
    <section className="case-suggested" aria-label={group}>
      <h4>
        <BulbOutlined aria-hidden /> {group}
        {found.heard ? <span className="quiet">{t('heard')}</span> : null}
      </h4>
      <ul aria-live="polite">
        {risks.map((risk) => (
          <Line key={risk.name} because={because(risk.words)}>
            <span className={risk.urgent ? 'fault' : undefined}>
              <WarningOutlined aria-hidden /> {riskName(t, risk.name)}
              {risk.urgent ? ` · ${t('urgent')}` : ''}
            </span>
          </Line>
        ))}
        {kind ? <TypeLine kind={kind} onTake={onTake} /> : null}
        {urgency ? <PriorityLine urgency={urgency} onTake={onTake} /> : null}
      </ul>
    </section>
  );
}

/** A class of risk that this page has no word for yet is shown as it is called. */
const riskName = (t: Speak<(typeof suggestWords)['zh-CN']>, name: string): string =>
  name in suggestWords['zh-CN'] ? t(name as 'fire') : name;

export function Suggested(props: Props) {
  const found = useSuggestions(props.said);
  return found ? <Found found={found} {...props} /> : null;
}
