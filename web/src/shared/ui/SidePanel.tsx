/**
 * A panel at the right edge of the content. It never covers the header or the call bar: a call keeps its buttons
 * whatever is open. Escape closes the topmost; the page behind stays usable. What
 * opens begins where its content asks for it (`autoFocus`), else at the button that closes it; when it closes, one goes
 * on where one was.
 */
import { CloseOutlined } from '@ant-design/icons';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { texts, useTexts } from '@/shared/i18n/texts';

const words = texts({ close: '关闭' }, { close: 'Close' });

/** The id of the element that panels are put into; the frame draws it around the content. */
export const SIDE = 'side';

interface PanelProps {
  title: string;
  width: number;
  onClose: () => void;
  children: ReactNode;
}

/** Where one was before each panel that is open, the last place first. */
const openers = new WeakMap<Element, readonly Element[]>();

/** Where one is now, and where one was before the panel that this lies in, which may be gone by then. */
function wayHere(): readonly Element[] {
  const here = document.activeElement;
  const panel = here?.closest('aside');
  return here ? [here, ...((panel && openers.get(panel)) ?? [])] : [];
}

/** Back to where one was, unless something else was taken up by then. */
function useFocusBack(close: RefObject<HTMLElement | null>): void {
  const [before] = useState(wayHere);
  useEffect(() => {
    const panel = close.current?.closest('aside');
    if (panel) openers.set(panel, before);
    return () => {
      const back = before.find((one) => one.isConnected);
      if (document.activeElement === document.body && back instanceof HTMLElement) back.focus();
    };
  }, [before, close]);
}

export function SidePanel({ title, width, onClose, children }: PanelProps) {
  const t = useTexts(words);
  const close = useRef<HTMLButtonElement>(null);
  useFocusBack(close);
  useEffect(() => {
    const body = close.current?.closest('aside');
    if (!body?.contains(document.activeElement)) close.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      // The one that was put in last lies over the others.
      const mine = close.current?.closest('aside');
      if (!mine || mine !== mine.parentElement?.querySelector(':scope > aside:last-of-type')) return;
      event.preventDefault();
      onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  const place = document.getElementById(SIDE);
  if (!place) return null;
  return createPortal(
    <aside className="side-panel" style={{ width }} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button
          ref={close}
          type="button"
          className="bare side-panel-close"
          aria-label={t('close')}
          onClick={onClose}
        >
          <CloseOutlined />
        </button>
      </header>
      <div className="side-panel-body">{children}</div>
    </aside>,
    place,
  );
}
