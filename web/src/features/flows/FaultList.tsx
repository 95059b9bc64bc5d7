/** Everything that is wrong with the graph, in words, each with the way to its node. */
import { CheckCircleOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Empty } from '@/shared/ui/Empty';
import { useEditing } from './editing';
import { useFaultWords } from './faults';
import { pageWords } from './page-words';
import { titleOf } from './say';
import type { useCheck } from './use-flow';

export function FaultList({ checked }: { checked: ReturnType<typeof useCheck> }) {
  const { graph, choose, words } = useEditing();
  const t = useTexts(pageWords);
  const say = useFaultWords();
  const { problems, waiting, failed } = checked;
  if (failed) return <Alert type="warning" showIcon title={t('cannotCheck')} />;
  if (!problems.length)
    return <Empty icon={<CheckCircleOutlined />} title={t(waiting ? 'checking' : 'noFaults')} />;
  return (
    <ul className="flow-faults">
      {problems.map((one, nth) => (
        <li key={nth}>
          {one.node && graph.nodes[one.node] ? (
            <Button type="link" size="small" onClick={() => choose(one.node)}>
              {titleOf(one.node, graph.nodes[one.node], words)}
            </Button>
          ) : null}
          <span>{say(one)}</span>
        </li>
      ))}
    </ul>
  );
}
