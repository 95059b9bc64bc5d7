/** The tests of a flow: run together, each with what was wrong, shown on the drawing, changed. */
import { CaretRightOutlined, CheckCircleFilled, CloseCircleFilled, PlusOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { testFlow, type Outcome } from '@/api/flows';
import { useTexts } from '@/shared/i18n/texts';
import { Empty } from '@/shared/ui/Empty';
import { Refused } from '@/shared/ui/Refused';
import { useEditing } from '../editing';
import type { FlowTest, Graph } from '../graph';
import { saySaid } from '../say';
import { sayDid, sayEnds } from './does';
import { TestForm } from './TestForm';
import { walkWords } from './walk-words';

/** Why a test failed, in words. */
function useWhy(): (outcome: Outcome) => string {
  const { graph, words } = useEditing();
  const t = useTexts(walkWords);
  return ({ key, params, words: said }) => {
    const came = sayEnds(params.came, graph, words, t);
    const wanted = String(params.wanted);
    if (key === 'flow.test_not_heard') return t('why_test_not_heard', { wanted: saySaid(wanted, words) });
    if (key === 'flow.test_ended_elsewhere')
      return t('why_test_ended_elsewhere', { wanted: sayEnds(params.wanted, graph, words, t), came });
    if (key === 'flow.test_not_done') return t('why_test_not_done', { wanted: sayDid(wanted, t), came });
    return words.name(said ?? undefined) || key;
  };
}

interface LineProps {
  test: FlowTest;
  outcome: Outcome | undefined;
  onShow: (outcome: Outcome) => void;
  onEdit: () => void;
  onRemove: () => void;
}

function Line({ test, outcome, onShow, onEdit, onRemove }: LineProps) {
  const { graph, words, disabled } = useEditing();
  const t = useTexts(walkWords);
  const why = useWhy();
  return (
    <li>
      <div className="flow-row">
        {outcome ? (
          <span className={outcome.key ? 'is-bad' : 'is-good'}>
            {outcome.key ? <CloseCircleFilled aria-hidden /> : <CheckCircleFilled aria-hidden />}{' '}
            {t(outcome.key ? 'failed' : 'passed')}
          </span>
        ) : (
          <span className="quiet">{t('notRun')}</span>
        )}
        <strong>{test.name}</strong>
      </div>
      <p className="quiet">
        {[...test.does.map((one) => sayDid(one, t)), sayEnds(test.ends, graph, words, t)].join(' → ')}
      </p>
      {outcome?.key ? <p className="fault">{why(outcome)}</p> : null}
      <div className="flow-doing">
        {outcome ? (
          <Button size="small" onClick={() => onShow(outcome)}>
            {t('show')}
          </Button>
        ) : null}
        {disabled ? null : (
          <>
            <Button size="small" onClick={onEdit}>
              {t('edit')}
            </Button>
            <Button size="small" danger aria-label={`${t('remove')} ${test.name}`} onClick={onRemove}>
              {t('remove')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

/** How all went, as a whole. */
function Whole({ outcomes }: { outcomes: Outcome[] }) {
  const t = useTexts(walkWords);
  const failed = outcomes.filter(({ key }) => key).length;
  return (
    <Alert
      type={failed ? 'error' : 'success'}
      showIcon
      role="status"
      title={failed ? t('someFailed', { n: failed }) : t('allPassed', { n: outcomes.length })}
    />
  );
}

export function Tests({ onPath }: { onPath: (path: string[]) => void }) {
  const { graph, change, disabled } = useEditing();
  const t = useTexts(walkWords);
  const [editing, setEditing] = useState<number | null>(null);
  const running = useMutation({ mutationFn: (asked: Graph) => testFlow(asked) });
  const tests = graph.tests ?? [];
  const write = (next: FlowTest[], about = ''): void => {
    running.reset();
    change({ ...graph, tests: next }, about);
  };
  const edited = editing === null ? undefined : tests[editing];
  if (edited && editing !== null)
    return (
      <TestForm
        test={edited}
        onChange={(test) =>
          write(
            tests.map((one, nth) => (nth === editing ? test : one)),
            `test/${editing}`,
          )
        }
        onDone={() => setEditing(null)}
      />
    );
  const add = (): void => {
    write([...tests, { name: t('test', { n: tests.length + 1 }), does: [] }]);
    setEditing(tests.length);
  };
  return (
    <div className="flow-form">
      <div className="flow-doing">
        {tests.length ? (
          <Button
            type="primary"
            icon={<CaretRightOutlined aria-hidden />}
            loading={running.isPending}
            onClick={() => running.mutate(graph)}
          >
            {t('runAll')}
          </Button>
        ) : null}
        {disabled ? null : (
          <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
            {t('addTest')}
          </Button>
        )}
      </div>
      <Refused failure={running.error} />
      {running.data ? <Whole outcomes={running.data} /> : null}
      {tests.length ? (
        <ol className="flow-tests">
          {tests.map((test, nth) => (
            <Line
              key={nth}
              test={test}
              outcome={running.data?.[nth]}
              onShow={({ path }) => onPath(path)}
              onEdit={() => setEditing(nth)}
              onRemove={() => write(tests.filter((_, at) => at !== nth))}
            />
          ))}
        </ol>
      ) : (
        <Empty title={t('noTests')}>{t('noTestsText')}</Empty>
      )}
    </div>
  );
}
