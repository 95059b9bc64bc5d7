/** One request for help with a case: who, why, since when, who sees to it. */
import { CustomerServiceOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { CaseHelp } from '@/api/calm';
import { numberOf } from '@/shared/format/case-number';
import { microsOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Elapsed } from '@/shared/ui/Elapsed';
import { AnswerHelp } from './AnswerHelp';
import { useSeeHelp } from './use-helps';
import { helpWords } from './words';
import './helps.css';

function Stands({ help }: { help: CaseHelp }) {
  const t = useTexts(helpWords);
  const locale = useLocale();
  if (help.mine) return <span className="pill live">{t('mine')}</span>;
  if (help.seen_by)
    return <span className="pill good">{t('seen', { who: nameIn(help.seen_by, locale) })}</span>;
  if (help.late) return <span className="pill bad">{t('late')}</span>;
  if (help.asked_by_me)
    return <span className="pill wait">{t(help.skill ? 'waitsExpert' : 'waitsLeader')}</span>;
  return null;
}

export function HelpLine({ help, answers = true }: { help: CaseHelp; answers?: boolean }) {
  const t = useTexts(helpWords);
  const locale = useLocale();
  const seeing = useSeeHelp();
  const who = nameIn(help.asked_by, locale);
  return (
    <li className="help-line">
      <CustomerServiceOutlined aria-hidden />
      {help.asked_by_me ? null : <strong>{t('asks', { who })}</strong>}
      <span className="help-why">{help.reason || <span className="quiet">{t('noReason')}</span>}</span>
      <Link to={`/cases/${help.case}`}>
        <span className="num">{numberOf(help.number)}</span> {help.subject}
      </Link>
      {help.interaction ? <Link to={`/interactions/${help.interaction}`}>{t('toCall')}</Link> : null}
      <span className="quiet num">
        <Elapsed since={microsOf(help.asked_at)} />
      </span>
      <Stands help={help} />
      {help.asked_by_me || help.seen_by ? null : (
        <Button size="small" type="primary" loading={seeing.isPending} onClick={() => seeing.mutate(help.id)}>
          {t('see')}
        </Button>
      )}
      {help.mine && answers ? <AnswerHelp help={help} /> : null}
    </li>
  );
}
