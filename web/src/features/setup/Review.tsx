/** Everything once more before it is published, each part a click away from being changed. */
import { Button } from 'antd';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useLocale } from '@/shared/i18n/locale';
import type { Answers, Step } from './answers';
import { setupWords } from './words';

export function Review({ answers, onGo }: { answers: Answers; onGo: (step: Step) => void }) {
  const t = useTexts(setupWords);
  const locale = useLocale();
  const { company, line, administrator, agent } = answers;
  const weekdays = t('weekdays');
  const hours = line.always
    ? t('alwaysOpen')
    : `${line.days.map((day) => weekdays[day - 1]).join('')} ${line.periods.map((one) => one.join('–')).join(t('and'))}`;
  const who = agent.same ? administrator : agent.person;
  const parts: [Step, string[]][] = [
    ['company', [nameIn(company, locale), company.zone.replace(/_/g, ' ')]],
    ['line', [line.number, nameIn(line, locale), hours]],
    ['administrator', [nameIn(administrator, locale), administrator.login]],
    [
      'agent',
      [nameIn(who, locale), `${t('agentNumber')} ${agent.number}`, `${t('extension')} ${agent.extension}`],
    ],
  ];
  return (
    <dl className="setup-review">
      {parts.map(([step, said]) => (
        <div key={step}>
          <dt>{t(step)}</dt>
          <dd>{said.filter(Boolean).join(' · ')}</dd>
          <dd>
            <Button type="link" size="small" onClick={() => onGo(step)}>
              {t('change')}
              <span className="only-heard">{t(step)}</span>
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  );
}
