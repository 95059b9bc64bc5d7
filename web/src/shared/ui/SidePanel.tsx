/**
 * A panel at the right edge of the content. It never covers the header or the call bar: a call keeps its buttons
 * whatever is open. Escape closes the topmost; the page behind stays usable. What
 * opens begins where its content asks for it (`autoFocus`), else at the button that closes it.
 */
import { CloseOutlined } from '@ant-design/icons';
import { useEffect, useRef, type ReactNode } from 'react';
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

export function SidePanel({ title, width, onClose, children }: PanelProps) {
  const t = useTexts(words);
  const close = useRef<HTMLButtonElement>(null);
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
