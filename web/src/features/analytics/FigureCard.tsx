/** One big figure: opens the list behind it; its definition is a hover or a click on the question mark away. */
import { QuestionCircleOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTexts } from '@/shared/i18n/texts';
import { boardWords } from './words';

interface FigureProps {
  title: string;
  value: ReactNode;
  note: ReactNode;
  help: string;
  to?: string | undefined;
  tone?: 'wait' | 'bad' | 'live' | 'good' | undefined;
}

export function FigureCard({ title, value, note, help, to, tone }: FigureProps) {
  const t = useTexts(boardWords);
  const figure = <span className={`figure-value ${tone ? `is-${tone}` : ''}`}>{value}</span>;
  return (
    <section className="panel figure">
      <h2>
        {title}
        <Popover
          content={<p className="figure-help">{help}</p>}
          title={t('definition')}
          trigger={['hover', 'click']}
        >
          <button type="button" className="bare" aria-label={`${title}: ${t('definition')}`}>
            <QuestionCircleOutlined />
          </button>
        </Popover>
      </h2>
      {to ? (
        <Link to={to} title={t('openList')}>
          {figure}
        </Link>
      ) : (
        figure
      )}
      <p className="figure-note">{note}</p>
    </section>
  );
}
