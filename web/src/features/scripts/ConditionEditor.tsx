/** Which way a script takes by itself: over what the desk knows of the call. */
import { AutoComplete, Button, Input, Select } from 'antd';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { COMPARISONS, simpleOf, whenOf, type Case, type Comparison, type Node, type Simple } from './draft';
import type { Way } from './GraphEditor';
import { KNOWN, variableName } from './known';
import { WaySelect } from './LineEditor';
import { editWords } from './edit-words';

interface CaseGiven {
  one: Case;
  ways: Way[];
  change: (one: Case) => void;
  remove: () => void;
}

function CaseEditor({ one, ways, change, remove }: CaseGiven) {
  const t = useTexts(editWords);
  const locale = useLocale();
  const simple = simpleOf(one.when);
  const put = (part: Partial<Simple>): void => {
    if (simple) change({ ...one, when: whenOf({ ...simple, ...part }) });
  };
  return (
    <li className="library-decide">
      {simple ? (
        <>
          <AutoComplete
            size="small"
            className="library-variable"
            aria-label={t('variable')}
            value={simple.value}
            options={KNOWN.map((value) => ({ value, label: `${variableName(value, locale)} (${value})` }))}
            popupMatchSelectWidth={false}
            onChange={(value) => put({ value })}
          />
          <Select<Comparison>
            size="small"
            aria-label={t('how')}
            popupMatchSelectWidth={false}
            value={simple.how}
            onChange={(how) => put({ how })}
            options={COMPARISONS.map((value) => ({ value, label: t(value) }))}
          />
          <Input
            size="small"
            className="library-value"
            aria-label={t('value')}
            value={simple.to}
            onChange={(event) => put({ to: event.target.value })}
          />
        </>
      ) : (
        <code title={t('kept')}>{JSON.stringify(one.when)}</code>
      )}
      <WaySelect label={t('goTo')} to={one.next} ways={ways} change={(next) => change({ ...one, next })} />
      <Button size="small" type="text" danger onClick={remove}>
        {t('remove')}
      </Button>
    </li>
  );
}

interface Given {
  node: Node;
  ways: Way[];
  change: (node: Node) => void;
}

export function ConditionEditor({ node, ways, change }: Given) {
  const t = useTexts(editWords);
  const cases = node.cases ?? [];
  const put = (after: Case[]): void => change({ ...node, cases: after });
  const fresh: Case = { when: { value: 'rings', above: 3 } };
  return (
    <>
      <strong>{t('when')}</strong>
      <ul className="library-choices">
        {cases.map((one, place) => (
          <CaseEditor
            key={place}
            one={one}
            ways={ways}
            change={(after) => put(cases.map((each, at) => (at === place ? after : each)))}
            remove={() => put(cases.filter((_, at) => at !== place))}
          />
        ))}
      </ul>
      <div className="library-decide">
        <Button size="small" type="dashed" onClick={() => put([...cases, fresh])}>
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
