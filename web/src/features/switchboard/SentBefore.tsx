/** Why something was not saved; where the same request was saved before with other words, the way to that one. */
import { Link } from 'react-router';
import { Problem } from '@/api/client';
import { texts, useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';

const words = texts({ open: '打开已保存的那一张' }, { open: 'Open the one that was saved' });

interface Given {
  failure: unknown;
  /** Where the list is: /slips, /tickets. */
  list: string;
  onClose: () => void;
}

export function SentBefore({ failure, list, onClose }: Given) {
  const t = useTexts(words);
  const before = failure instanceof Problem && failure.key.endsWith('.sent_before') ? failure : null;
  return (
    <>
      <Refused failure={failure} />
      {before ? (
        <Link to={`${list}/${String(before.params.id)}`} onClick={onClose}>
          {t('open')}
        </Link>
      ) : null}
    </>
  );
}
