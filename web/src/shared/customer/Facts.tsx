/** Each fact that is written down, and what system, people and knowledge base say of it. */
import { CheckOutlined, CloseOutlined, QuestionOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { checkFacts, getFacts, sayFact, type FactResult, type FactShown } from '@/api/customers';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { knownWords } from './words';

const SIGNS = { right: CheckOutlined, wrong: CloseOutlined, open: QuestionOutlined } as const;
const RESULTS = ['right', 'wrong', 'open'] as const;
const WHY = [
  'number_plan', 'no_such_number', 'mail_form', 'check_character', 'identity_birthday', 'not_yet', 'asked',
  'said', 'answered',
] as const; // prettier-ignore
type Why = (typeof WHY)[number];

type Said = FactShown['said'][number];

function Layer({ said }: { said: Said }) {
  const t = useTexts(knownWords);
  const locale = useLocale();
  const Sign = SIGNS[said.result];
  const why = WHY.includes(said.why as Why) ? t(`why_${said.why as Why}`) : said.why;
  const by = t('by', { who: nameIn(said.by, locale), when: whenOf(said.at, dateAt(serverNow())) });
  return (
    <span className={`fact-said is-${said.result}`} title={[why, by.trim()].filter(Boolean).join(' · ')}>
      <Sign aria-hidden /> {t(`layer_${said.layer}`)} {t(said.result)}
      <span className="quiet">{by}</span>
    </span>
  );
}

interface OneProps {
  fact: FactShown;
  say: ((result: FactResult) => void) | null;
}

function One({ fact, say }: OneProps) {
  const t = useTexts(knownWords);
  const name = nameIn(fact.name, useLocale());
  return (
    <li>
      <strong>{name}</strong>
      <span className="fact-layers">
        {fact.said.map((said) => (
          <Layer key={said.layer} said={said} />
        ))}
        {fact.said.length ? null : <span className="quiet">{t(fact.stale ? 'stale' : 'unsaid')}</span>}
      </span>
      {say ? (
        <span className="fact-buttons">
          {RESULTS.map((result) => {
            const Sign = SIGNS[result];
            const label = t('say', { name, result: t(result) });
            return (
              <Button
                key={result}
                size="small"
                type="text"
                icon={<Sign />}
                aria-label={label}
                title={label}
                onClick={() => say(result)}
              />
            );
          })}
        </span>
      ) : null}
    </li>
  );
}

export function Facts({ customer, changes }: { customer: string; changes: boolean }) {
  const t = useTexts(knownWords);
  const client = useQueryClient();
  const key = ['customers', customer, 'facts'];
  const asked = useQuery({ queryKey: key, queryFn: () => getFacts(customer) });
  const again = {
    onSuccess: (now: Awaited<ReturnType<typeof getFacts>>) => {
      client.setQueryData(key, now);
      void client.invalidateQueries({ queryKey: ['customers', customer, 'readiness'] });
    },
    onError: () => void client.invalidateQueries({ queryKey: key }),
  };
  const saying = useMutation({
    mutationFn: (say: { field: string; result: FactResult; revision: number }) =>
      sayFact(customer, say.field, say.result, say.revision),
    ...again,
  });
  const checking = useMutation({ mutationFn: () => checkFacts(customer), ...again });
  if (!asked.data) return asked.isError ? <Refused failure={asked.error} /> : <Skeleton active />;
  const { facts, revision } = asked.data;
  return (
    <div className="facts-verified">
      <p className="quiet">
        {t('factsText')}
        {changes ? (
          <Button size="small" type="link" loading={checking.isPending} onClick={() => checking.mutate()}>
            {t('check')}
          </Button>
        ) : null}
      </p>
      <Refused failure={saying.error ?? checking.error} />
      <ul>
        {facts.map((fact) => (
          <One
            key={fact.field}
            fact={fact}
            say={changes ? (result) => saying.mutate({ field: fact.field, result, revision }) : null}
          />
        ))}
      </ul>
    </div>
  );
}
