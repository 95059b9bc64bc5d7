/** Somebody else wrote meanwhile: what both changed can be taken over, part by part; the rest is in the form already. */
import { Alert, Button } from 'antd';
import type { Name } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import type { Draft, Part } from './draft';
import { formWords } from './form-words';

interface Props {
  /** As it stands now. */
  draft: Draft;
  clashes: Part[];
  by: Name | null;
  onTake: (part: Part) => void;
}

export function Meanwhile({ draft, clashes, by, onTake }: Props) {
  const t = useTexts(formWords);
  const locale = useLocale();
  const said = (part: Part): string => {
    if (part === 'phones')
      return listIn(
        draft.phones.map((phone) => groupPhone(phone.number)),
        locale,
      );
    if (part === 'addresses')
      return listIn(
        draft.addresses.map((address) => address.text),
        locale,
      );
    if (part === 'tags') return listIn(draft.tags, locale);
    if (part === 'fields') return listIn(Object.values(draft.fields), locale);
    if (part === 'level' || part === 'kind') return t(draft[part]);
    if (part === 'risk') return t(`risk_${draft.risk}`);
    return draft[part];
  };
  return (
    <Alert
      type="info"
      showIcon
      title={t('meanwhile', { who: nameIn(by, locale) || t('somebody') })}
      description={
        clashes.length ? (
          <ul className="clashes">
            {clashes.map((part) => (
              <li key={part}>
                <span>
                  {t(LABELS[part])}
                  {locale === 'zh-CN' ? '：' : ': '}
                  <strong>{said(part) || t('nothing')}</strong>
                </span>
                <Button size="small" onClick={() => onTake(part)}>
                  {t('takeTheirs')}
                </Button>
              </li>
            ))}
          </ul>
        ) : (
          t('joined')
        )
      }
    />
  );
}

const LABELS = {
  kind: 'kind',
  name: 'name',
  company: 'company',
  level: 'level',
  risk: 'risk',
  language: 'language',
  note: 'note',
  phones: 'numbers',
  mails: 'mails',
  addresses: 'addresses',
  tags: 'tags',
  fields: 'fields',
} as const satisfies Record<Part, string>;
