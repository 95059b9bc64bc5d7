/** A number that nobody had: offered to be kept with the customer whom the agent chose. */
import { CheckCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Pop } from '@/api/desk';
import { groupPhone } from '@/shared/format/phone';
import { useTexts } from '@/shared/i18n/texts';
import { useCallersNumber } from './pop';
import { popWords } from './pop-words';

export function PopNumber({ pop }: { pop: Pop }) {
  const t = useTexts(popWords);
  const keeping = useCallersNumber(pop.interaction);
  if (!pop.customer || pop.caller_number === 'settled') return null;
  const number = groupPhone(pop.number);
  const name = pop.customer.name;
  if (pop.caller_number === 'added') {
    return (
      <p className="pop-keep" role="status">
        <CheckCircleOutlined aria-hidden /> {t('numberKept', { name })}
        <Button
          type="link"
          size="small"
          disabled={keeping.isPending}
          onClick={() => keeping.mutate('take back')}
        >
          {t('undo')}
        </Button>
      </p>
    );
  }
  return (
    <p className="pop-keep">
      <span>{t('keepNumberText', { number })}</span>
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        disabled={keeping.isPending}
        onClick={() => keeping.mutate('add')}
      >
        {t('keepNumber', { name })}
      </Button>
    </p>
  );
}
