/** Which way a script takes by itself: over what the desk knows of the call. */
import { Button } from 'antd';
import { ConditionFields } from '@/shared/flow/ConditionFields';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import type { Case } from './draft';
import { editWords } from './edit-words';
import { valuesOf } from './known';
import type { StepFields } from './step';
import { useVariables } from './use-variables';
import { WaySelect } from './WaySelect';

const FRESH: Case = { when: { value: 'rings', above: 3 } };

export function ConditionEditor({ graph, node, ways, change }: StepFields) {
  const t = useTexts(editWords);
  const locale = useLocale();
  const variables = useVariables(graph);
  const cases = node.cases ?? [];
  const put = (after: Case[]): void => change({ ...node, cases: after });
  const putOne = (place: number, part: Partial<Case>): void =>
    put(cases.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <>
      <strong>{t('when')}</strong>
      <ul className="library-choices">
        {cases.map((one, place) => (
          <li key={place} className="library-choice">
            <ConditionFields
              when={one.when}
              label={t('caseN', { n: place + 1 })}
              variables={variables}
              valuesOf={(variable) => valuesOf(variable, locale)}
              disabled={false}
              onChange={(when) => putOne(place, { when })}
            />
            <div className="library-decide">
              <WaySelect
                label={`${t('caseN', { n: place + 1 })} ${t('goTo')}`}
                to={one.next}
                ways={ways}
                change={(next) => putOne(place, { next })}
              />
              <Button
                size="small"
                type="text"
                danger
                aria-label={`${t('remove')} ${t('caseN', { n: place + 1 })}`}
                onClick={() => put(cases.filter((_, at) => at !== place))}
              >
                {t('remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <div className="library-decide">
        <Button size="small" type="dashed" onClick={() => put([...cases, FRESH])}>
          {t('addCase')}
        </Button>
        <WaySelect
          label={t('otherwise')}
          to={node.otherwise}
          ways={ways}
          change={(otherwise) => change({ ...node, otherwise })}
        />
      </div>
    </>
  );
}
