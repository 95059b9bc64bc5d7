/** On every page, while I am signed in: what keeps calls away from me, and how to mend it. */
import { ExclamationCircleFilled, LoadingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Me } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { useFinding, useMend } from './phone-mend';
import type { Finding } from './phone-trouble';
import { phoneWords } from './phone-words';

/** What mends itself at once is not worth a line. */
const PASSING_MS = 2_000;

function Line({ me, finding }: { me: Me; finding: Finding }) {
  const t = useTexts(phoneWords);
  const mend = useMend(me);
  const [late, setLate] = useState(!finding.passing);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), PASSING_MS);
    return () => window.clearTimeout(timer);
  }, []);
  if (!late) return null;
  const why = t(finding.trouble);
  return (
    <div className={finding.passing ? 'phone-strip is-passing' : 'phone-strip'} role="status">
      <span aria-hidden>{finding.passing ? <LoadingOutlined /> : <ExclamationCircleFilled />}</span>
      <span>{me.state === 'talking' ? why : t('notOffered', { why })}</span>
      <span className="phone-strip-how">{t(`${finding.trouble}How`)}</span>
      {finding.mend ? (
        <Button size="small" onClick={() => mend(finding.mend)}>
          {t(finding.mend)}
        </Button>
      ) : null}
    </div>
  );
}

export function PhoneStrip({ me }: { me: Me }) {
  const finding = useFinding(me);
  // Lost sound is said on the call bar itself.
  if (!finding || finding.trouble === 'mending' || me.state === 'signed_out') return null;
  return <Line key={finding.trouble} me={me} finding={finding} />;
}
