/** The editor of one flow: outline and drawing of the same, and at the side what one is about. */
import { Alert, App, Button, Skeleton } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ConfigEntry } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { MeanwhileNote } from '@/shared/config/MeanwhileNote';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { usePreferences } from '@/shared/session/preferences';
import { sentenceFor } from '@/shared/i18n/refusals';
import { diffWords } from './diff-words';
import { useDropOff } from './drop-off';
import { EditingContext, type Editing } from './editing';
import { addNode, removeNode, setField } from './edits';
import { useFaultWords } from './faults';
import { Outline } from './Outline';
import { pageWords } from './page-words';
import { PublishBar } from './PublishBar';
import { Side, type Panel } from './Side';
import { titleOf } from './say';
import { useLines } from './Told';
import { Toolbar } from './Toolbar';
import { useCheck, useFlow } from './use-flow';
import { useKept } from './use-kept';
import { useNamed, useSayer } from './use-sayer';
import { useWalk } from './walk/use-walk';

const Canvas = lazy(() => import('./Canvas'));

interface Props {
  entry: ConfigEntry;
  mayChange: boolean;
}

type Flow = ReturnType<typeof useFlow>;

/** Undo, redo and save by key, wherever focus is. */
function useEditorKeys(
  { undo, redo, mayUndo, mayRedo, item }: Flow,
  save: () => void,
  mayChange: boolean,
): void {
  const t = useTexts(pageWords);
  const { changed } = item;
  const commands = useMemo<Command[]>(() => {
    if (!mayChange) return [];
    const group = t('group');
    return [
      ...(mayUndo ? [{ id: 'flow-undo', title: t('undo'), keys: 'Ctrl+z', group, run: undo }] : []),
      ...(mayRedo ? [{ id: 'flow-redo', title: t('redo'), keys: 'Ctrl+y', group, run: redo }] : []),
      ...(changed ? [{ id: 'flow-save', title: t('save'), keys: 'Ctrl+s', group, run: save }] : []),
    ];
  }, [t, mayChange, mayUndo, mayRedo, changed, undo, redo, save]);
  useOffer(commands);
}

/** Somebody else's changes meanwhile, or why the draft was not kept. */
function Notes({ flow, entry }: { flow: Flow; entry: ConfigEntry }) {
  const d = useTexts(diffWords);
  const locale = useLocale();
  const say = useLines();
  const { item } = flow;
  const { left, settle } = useKept(entry.key, item.body, item.changed);
  const t = useTexts(pageWords);
  const takeUp = (): void => {
    if (left) flow.write(left);
    settle();
  };
  const field = (name: string): string => d(name === 'name' ? 'fieldName' : 'fieldGraph');
  return (
    <>
      {left ? (
        <Alert
          type="info"
          showIcon
          title={t('left')}
          action={
            <div className="flow-row">
              <Button onClick={takeUp}>{t('takeUp')}</Button>
              <Button type="text" onClick={settle}>
                {t('forget')}
              </Button>
            </div>
          }
        />
      ) : null}
      {item.meanwhile || item.aside ? <MeanwhileNote item={item} say={say} field={field} /> : null}
      {item.failure && !entry.draft_removes ? (
        <Alert type="error" showIcon role="alert" title={sentenceFor(item.failure, locale)} />
      ) : null}
    </>
  );
}

export function FlowEditor({ entry, mayChange }: Props) {
  const t = useTexts(pageWords);
  const { message } = App.useApp();
  const { look } = usePreferences();
  const flow = useFlow(entry);
  const { graph, change } = flow;
  const [chosen, choose] = useState<string | null>(null);
  const [panel, setPanel] = useState<Panel | null>(null);
  const [tested, setTested] = useState<string[] | null>(null);
  const words = useSayer();
  const choices = useNamed();
  const checked = useCheck(graph);
  const sayFault = useFaultWords();
  const dropOff = useDropOff(entry.key, panel === 'dropOff');
  const walk = useWalk(graph, panel === 'simulate');
  const path = tested ?? walk.came?.path;
  const save = (): void => flow.save(() => void message.success(t('saved')));
  useEditorKeys(flow, save, mayChange);
  const open = (next: Panel | null): void => {
    setTested(null);
    if (next === null) walk.restart();
    setPanel(next);
  };
  const pick = (name: string | null): void => {
    choose(name);
    if (name !== null) setPanel('node');
    else if (panel === 'node') setPanel(null);
  };
  const remove = (name: string): void => {
    const called = titleOf(name, graph.nodes[name], words);
    change(removeNode(graph, name));
    pick(null);
    void message.info(`${t('deleted', { name: called })} · ${t('undo')} Ctrl+Z`);
  };
  const editing: Editing = {
    graph,
    change,
    set: (name, at, value) => change(setField(graph, name, at, value), [name, ...at].join('/')),
    add: (adding) => {
      const made = addNode(graph, adding);
      change(made.graph);
      pick(made.name);
    },
    remove,
    chosen,
    choose: pick,
    problems: checked.problems,
    disabled: !mayChange,
    words,
    choices,
  };
  const { problems } = checked;
  const shown = useMemo(
    () => ({
      start: t('start'),
      side: panel,
      ends: t('endsShort'),
      path: path ?? [],
      fault: (name: string) =>
        problems
          .filter((one) => one.node === name)
          .map(sayFault)
          .join(' '),
      calls: dropOff.told,
      went: dropOff.went,
    }),
    [t, panel, path, problems, sayFault, dropOff.told, dropOff.went],
  );
  return (
    <EditingContext value={editing}>
      <div className="page flow-page">
        <Toolbar entry={entry} flow={flow} checked={checked} panel={panel} onPanel={open} onSave={save} />
        {mayChange ? (
          <PublishBar unsaved={flow.item.changed} />
        ) : (
          <Alert type="info" showIcon title={t('readOnly')} />
        )}
        <Notes flow={flow} entry={entry} />
        <div className={panel ? 'flow-body has-side' : 'flow-body'}>
          <Outline />
          <section className="flow-canvas panel" aria-label={t('drawing')}>
            <p className="only-heard">{t('drawingText')}</p>
            <Suspense fallback={<Skeleton active className="flow-wait" />}>
              <Canvas shown={shown} dark={look === 'dark'} />
            </Suspense>
          </section>
          {panel ? (
            <Side
              panel={panel}
              entry={entry}
              flow={flow}
              checked={checked}
              dropOff={dropOff}
              walk={walk}
              onPath={setTested}
              onClose={() => open(null)}
            />
          ) : null}
        </div>
      </div>
    </EditingContext>
  );
}
