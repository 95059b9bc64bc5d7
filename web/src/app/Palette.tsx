/** Ctrl+K: anything that can be done now, found by typing; numbers and names lead to the lists. */
import { Modal } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useCommands, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Keys } from '@/shared/ui/Keys';
import { useFinds } from './use-finds';
import { frameWords } from './words';

/** What is named so comes before what only has these letters. */
const named = (one: Command, typed: string): number =>
  one.title.toLowerCase().includes(typed.trim().toLowerCase()) ? 0 : 1;

/** Whether the letters of `typed` come in `title` in their order. */
export function matches(title: string, typed: string): boolean {
  let from = 0;
  const inside = title.toLowerCase();
  for (const letter of typed.toLowerCase().replace(/\s/g, '')) {
    const place = inside.indexOf(letter, from);
    if (place < 0) return false;
    from = place + 1;
  }
  return true;
}

function useFound(typed: string): Command[] {
  const t = useTexts(frameWords);
  const session = useSession();
  const go = useNavigate();
  const commands = useCommands();
  return useMemo(() => {
    const found = commands
      .filter((one) => one.id !== 'palette' && matches(`${one.title} ${one.group}`, typed))
      .sort((a, b) => named(a, typed) - named(b, typed));
    const what = typed.trim();
    if (!what) return found;
    const group = t('search');
    const lead = (path: string) => () => void go(`${path}?search=${encodeURIComponent(what)}`);
    const finds: Command[] = [];
    if (may(session, 'interactions.own', 'interactions.all')) {
      finds.push({ id: 'find-i', title: t('findInteractions', { what }), group, run: lead('/interactions') });
    }
    if (may(session, 'customers.see')) {
      finds.push({ id: 'find-c', title: t('findCustomers', { what }), group, run: lead('/customers') });
    }
    return [...found, ...finds];
  }, [commands, typed, t, session, go]);
}

/** So many commands come before what was found in the house. */
const FIRST = 6;

export function Palette({ onClose }: { onClose: () => void }) {
  const t = useTexts(frameWords);
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const commands = useFound(typed);
  const { finds, searching } = useFinds(typed);
  const found = useMemo(
    () => [...commands.slice(0, FIRST), ...finds, ...commands.slice(FIRST)],
    [commands, finds],
  );
  const chosen = Math.min(place, found.length - 1);

  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (command: Command | undefined): void => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setPlace(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setPlace(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') run(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={560}
      className="palette"
      transitionName=""
    >
      <input
        className="palette-input"
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[chosen] ? `do-${found[chosen].id}` : undefined}
        aria-label={t('palette')}
        placeholder={t('palette')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKey}
      />
      <ul id="palette-list" role="listbox" ref={list} className="palette-list">
        {found.map((command, nth) => (
          <li
            key={command.id}
            id={`do-${command.id}`}
            role="option"
            aria-selected={nth === chosen}
            onMouseMove={() => setPlace(nth)}
            onClick={() => run(command)}
          >
            <span className="quiet palette-group">{command.group}</span>
            <span>{command.title}</span>
            {command.keys ? <Keys keys={command.keys} /> : null}
          </li>
        ))}
      </ul>
      {found.length ? null : <p className="palette-none quiet">{t(searching ? 'searching' : 'nothing')}</p>}
    </Modal>
  );
}
