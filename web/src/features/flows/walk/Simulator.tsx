/** Walking the draft: keys, words and silence go in; what is heard and where it leads comes out, lit on the drawing. */
import { RollbackOutlined, SaveOutlined, UndoOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { Outcome } from '@/api/flows';
import { useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { useEditing } from '../editing';
import { PromptLine } from '../said/PromptLine';
import { saySaid, titleOf } from '../say';
import { mayDo, sayDid, sayEnds, testOf, writtenOf, type Verb } from './does';
import { Supposed } from './Supposed';
import type { useWalk } from './use-walk';
import { walkWords } from './walk-words';

const KEYS = [...'123456789*0#'];

interface Doing {
  verbs: Verb[];
  /** The kind of node it stands at, for what "done" means there. */
  kind: string;
  act: (written: string) => void;
}

function Keypad({ act }: Pick<Doing, 'act'>) {
  const t = useTexts(walkWords);
  return (
    <div className="flow-keypad" role="group" aria-label={t('pressKey')}>
      {KEYS.map((digit) => (
        <Button key={digit} aria-label={t('press', { digit })} onClick={() => act(`press ${digit}`)}>
          {digit}
        </Button>
      ))}
    </div>
  );
}

function Speaking({ act }: Pick<Doing, 'act'>) {
  const t = useTexts(walkWords);
  const [words, setWords] = useState('');
  const say = (): void => {
    if (!words.trim()) return;
    act(writtenOf({ verb: 'say', what: words.trim() }));
    setWords('');
  };
  return (
    <div className="flow-row">
      <Input
        aria-label={t('sayPlace')}
        placeholder={t('sayPlace')}
        value={words}
        maxLength={200}
        onChange={(event) => setWords(event.target.value)}
        onPressEnter={say}
      />
      <Button disabled={!words.trim()} onClick={say}>
        {t('say')}
      </Button>
    </div>
  );
}

const FINISHES = { enqueue: 'finish_queue', dial: 'finish_talk', message: 'finish_message' } as const;

function Inputs({ verbs, kind, act }: Doing) {
  const t = useTexts(walkWords);
  const plain = verbs.filter((verb) => verb !== 'press' && verb !== 'say');
  return (
    <>
      {verbs.includes('press') ? <Keypad act={act} /> : null}
      {verbs.includes('say') ? <Speaking act={act} /> : null}
      <div className="flow-doing">
        {plain.map((verb) => (
          <Button key={verb} onClick={() => act(verb)}>
            {t(verb === 'finish' ? (FINISHES[kind as keyof typeof FINISHES] ?? 'finish') : verb)}
          </Button>
        ))}
      </div>
    </>
  );
}

/** What was heard, in order. */
function Heard({ heard }: { heard: string[] }) {
  const { words } = useEditing();
  const t = useTexts(walkWords);
  if (!heard.length) return null;
  return (
    <ol className="flow-heard" aria-label={t('heard')}>
      {heard.map((one, nth) => (
        <li key={nth}>
          {one.startsWith('=') ? (
            <p>{t('pieces', { what: one.slice(1) })}</p>
          ) : /^(music|silence:\d+)$/.test(one) ? (
            <p>{saySaid(one, words)}</p>
          ) : (
            <PromptLine id={one} />
          )}
        </li>
      ))}
    </ol>
  );
}

/** Keeps the walk as a test under a name. */
function Keep({ onKeep }: { onKeep: (name: string) => void }) {
  const t = useTexts(walkWords);
  const [name, setName] = useState('');
  const keep = (): void => {
    if (!name.trim()) return;
    onKeep(name.trim());
    setName('');
  };
  return (
    <div className="flow-row">
      <Input
        aria-label={t('testName')}
        placeholder={t('testName')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={keep}
      />
      <Button icon={<SaveOutlined aria-hidden />} disabled={!name.trim()} onClick={keep}>
        {t('keep')}
      </Button>
    </div>
  );
}

function Now({ came }: { came: Outcome }) {
  const { graph, words, choose } = useEditing();
  const t = useTexts(walkWords);
  const at = came.path.at(-1) ?? '';
  const stands = 'node' in came.ended;
  return (
    <p className="flow-now" role="status">
      <strong>
        {stands
          ? t('now', { what: titleOf(at, graph.nodes[at], words) })
          : sayEnds(came.ended, graph, words, t)}
      </strong>
      {graph.nodes[at] ? (
        <Button type="link" size="small" onClick={() => choose(at)}>
          {titleOf(at, graph.nodes[at], words)}
        </Button>
      ) : null}
    </p>
  );
}

export function Simulator({ walk }: { walk: ReturnType<typeof useWalk> }) {
  const { graph, change, disabled } = useEditing();
  const t = useTexts(walkWords);
  const { message } = App.useApp();
  const { came, does } = walk;
  const node = graph.nodes[came?.path.at(-1) ?? ''];
  const keep = (name: string): void => {
    if (!came) return;
    change({ ...graph, tests: [...(graph.tests ?? []), testOf(name, walk.given, does, came)] });
    void message.success(t('kept', { name }));
  };
  return (
    <div className="flow-form">
      <p className="quiet">{t('text')}</p>
      <details className="flow-more">
        <summary>{t('world')}</summary>
        <Supposed given={walk.given} onChange={walk.suppose} />
      </details>
      <Refused failure={walk.failure} />
      {came ? <Now came={came} /> : null}
      {came ? <Inputs verbs={mayDo(node, came.ended)} kind={node?.do ?? ''} act={walk.act} /> : null}
      <div className="flow-doing">
        <Button icon={<RollbackOutlined aria-hidden />} disabled={!does.length} onClick={walk.back}>
          {t('back')}
        </Button>
        <Button icon={<UndoOutlined aria-hidden />} disabled={!does.length} onClick={walk.restart}>
          {t('restart')}
        </Button>
      </div>
      {does.length ? (
        <ol className="flow-did" aria-label={t('did')}>
          {does.map((one, nth) => (
            <li key={nth}>{sayDid(one, t)}</li>
          ))}
        </ol>
      ) : null}
      {came ? <Heard heard={came.heard} /> : null}
      {disabled || !came ? null : <Keep onKeep={keep} />}
    </div>
  );
}
