/** One guide: what to say step by step, what never to promise, when to call for help, and the warnings. */
import { CheckCircleFilled, CheckCircleOutlined, StopOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Guide, GuideStep, Kept } from '@/api/calm';
import type { Name } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import type { Deed } from './use-calm';
import { calmWords } from './words';
import './calm.css';

interface Given {
  guide: Guide;
  kept: Kept;
  busy: boolean;
  keep: (deed: Deed) => void;
  /** Ends the call, where there is one. */
  end: (() => void) | null;
  /** Says what one sees: to ask for help, and to mark the customer. */
  help: ReactNode;
  mark: ReactNode;
}

function Step({ step, done, toggle }: { step: GuideStep; done: boolean; toggle: () => void }) {
  const t = useTexts(calmWords);
  const locale = useLocale();
  const name = nameIn(step.name, locale);
  return (
    <li className={done ? 'calm-step is-done' : 'calm-step'}>
      <Button
        type="text"
        size="small"
        aria-pressed={done}
        aria-label={`${t('doneStep')}: ${name}`}
        icon={done ? <CheckCircleFilled aria-hidden /> : <CheckCircleOutlined aria-hidden />}
        onClick={toggle}
      />
      <div>
        <strong>{name}</strong>
        <p className="calm-say">{nameIn(step.say, locale)}</p>
        {step.hint ? <p className="quiet">{nameIn(step.hint, locale)}</p> : null}
      </div>
    </li>
  );
}

function Lines({ title, lines, look }: { title: string; lines: readonly Name[]; look: string }) {
  const locale = useLocale();
  if (!lines.length) return null;
  return (
    <section className={look} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.zh}>{nameIn(line, locale)}</li>
        ))}
      </ul>
    </section>
  );
}

const TWICE = ['first', 'second'] as const;

/** Nobody is cut off before they were warned twice: each button appears when its turn has come. */
function Warnings({ guide, kept, busy, keep, end, mark }: Omit<Given, 'help'>) {
  const t = useTexts(calmWords);
  const locale = useLocale();
  const { warnings } = guide;
  if (!warnings) return null;
  const over = (): void => {
    keep({ guide: guide.id, what: 'ended', step: '' });
    end?.();
  };
  return (
    <section className="calm-warnings" aria-label={t('warnings')}>
      <h3>{t('warnings')}</h3>
      <ol>
        {TWICE.map((which, nth) => (
          <li key={which}>
            <p className="calm-say">{nameIn(warnings[which], locale)}</p>
            {kept.warnings > nth ? (
              <span className="quiet">
                <CheckCircleFilled aria-hidden /> {t('warned')}
              </span>
            ) : (
              <Button
                size="small"
                disabled={busy || kept.warnings !== nth || kept.ended}
                onClick={() => keep({ guide: guide.id, what: 'warned', step: which })}
              >
                {t(`warn_${which}`)}
              </Button>
            )}
          </li>
        ))}
        <li>
          <p className="calm-say">{nameIn(warnings.end, locale)}</p>
          {kept.ended ? (
            <>
              <span className="quiet" role="status">
                <StopOutlined aria-hidden /> {t('ended')}
              </span>
              {mark}
            </>
          ) : (
            <Button danger size="small" disabled={busy || kept.warnings < 2} onClick={over}>
              {t(end ? 'end' : 'record')}
            </Button>
          )}
        </li>
      </ol>
    </section>
  );
}

export function CalmGuide(given: Given) {
  const { guide, kept, keep, help } = given;
  const t = useTexts(calmWords);
  return (
    <div className="calm-body">
      <Warnings {...given} />
      <ol className="calm-steps" aria-label={t('steps')}>
        {guide.steps.map((step) => {
          const done = kept.done.includes(step.id);
          return (
            <Step
              key={step.id}
              step={step}
              done={done}
              toggle={() => keep({ guide: guide.id, what: done ? 'undone' : 'done', step: step.id })}
            />
          );
        })}
      </ol>
      <Lines title={t('never')} lines={guide.never} look="calm-never" />
      <Lines title={t('callHelp')} lines={guide.call_help} look="calm-when" />
      {help}
    </div>
  );
}
