/** From the wrap-up to a new case: with the contact, the customer and the note that was written. */
import { FileDoneOutlined } from '@ant-design/icons';
import { useContext } from 'react';
import { Link } from 'react-router';
import { useTexts, texts } from '@/shared/i18n/texts';
import { may, SessionContext } from '@/shared/session/session';
import { usePop } from './pop';

const words = texts({ toCase: '转工单' }, { toCase: 'Open a case' });

export function ToCase({ interaction, note }: { interaction: string; note: string }) {
  const session = useContext(SessionContext);
  if (!session || !may(session, 'cases.work')) return null;
  return <Way interaction={interaction} note={note} />;
}

function Way({ interaction, note }: { interaction: string; note: string }) {
  const t = useTexts(words);
  const customer = usePop(interaction).data?.customer?.id;
  const query = new URLSearchParams({ interaction, ...(customer ? { customer } : {}) });
  return (
    <Link to={`/cases/new?${query.toString()}`} state={{ text: note }}>
      <FileDoneOutlined aria-hidden /> {t('toCase')}
    </Link>
  );
}
