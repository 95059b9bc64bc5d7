/** Somebody else changed what is being written here: what they did, what one did oneself, and how to go on. */
import { Alert, Button } from 'antd';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import type { Body } from './entries';
import { clashes } from './meanwhile';
import { meanwhileWords } from './meanwhile-words';
import type { Meanwhile, useItem } from './use-item';
import './meanwhile.css';

interface Props {
  item: Pick<ReturnType<typeof useItem>, 'meanwhile' | 'choose' | 'aside' | 'takeBack'>;
  /** What differs between two bodies, in words. */
  say: (before: Body, after: Body) => string[];
  /** What a field is called. */
  field: (name: string) => string;
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  return (
    <div>
      <h4>{title}</h4>
      <ul>
        {lines.map((line, nth) => (
          <li key={nth}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Both({ meanwhile, say, field }: Omit<Props, 'item'> & { meanwhile: Meanwhile }) {
  const t = useTexts(meanwhileWords);
  const { before, theirs, mine, removes } = meanwhile;
  const fields = clashes(before, theirs, mine).map(field);
  return (
    <>
      <p>{t('text')}</p>
      <div className="meanwhile-both">
        <Lines title={t('theirs')} lines={removes ? [t('removes')] : say(before, theirs)} />
        <Lines title={t('mine')} lines={say(before, mine)} />
      </div>
      {fields.length ? <p>{t('clash', { fields: fields.join(' · ') })}</p> : null}
    </>
  );
}

export function MeanwhileNote({ item, say, field }: Props) {
  const t = useTexts(meanwhileWords);
  const locale = useLocale();
  const { meanwhile, choose, aside, takeBack } = item;
  if (!meanwhile)
    return aside ? (
      <Alert
        type="info"
        showIcon
        title={t('taken')}
        action={<Button onClick={takeBack}>{t('takeBack')}</Button>}
      />
    ) : null;
  const name = nameIn(meanwhile.by, locale) || t('system');
  const at = whenOf(meanwhile.at, dateAt(serverNow()));
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="meanwhile"
      title={meanwhile.discarded ? t('discarded') : t('changed', { name, at })}
      description={
        <>
          <Both meanwhile={meanwhile} say={say} field={field} />
          <div className="meanwhile-ways">
            {meanwhile.removes ? null : (
              <Button type="primary" onClick={() => choose('both')}>
                {t('both')}
              </Button>
            )}
            <Button onClick={() => choose('theirs')}>{t('takeTheirs')}</Button>
            <Button onClick={() => choose('mine')}>{t('keepMine')}</Button>
          </div>
        </>
      }
    />
  );
}
