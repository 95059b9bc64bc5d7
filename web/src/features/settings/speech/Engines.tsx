/** The engines that hear, or that speak, in the order in which they are asked. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { SpeechState } from '@/api/speech';
import type { Body } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { dropped, moved, replaced } from '@/shared/lists';
import { EngineCard } from './EngineCard';
import { engineOf, enginesOf, type Side } from './plan';
import { speechWords } from './words';

interface Props {
  side: Side;
  body: Body;
  state: SpeechState | undefined;
  faultAt: (place: string) => string;
  disabled: boolean;
  onChange: (body: Body) => void;
}

export function Engines({ side, body, state, faultAt, disabled, onChange }: Props) {
  const t = useTexts(speechWords);
  const engines = enginesOf(body, side);
  const write = (next: readonly unknown[]): void => onChange({ ...body, [side]: next });
  return (
    <section className="speech-part" aria-label={t(side)}>
      <h3>{t(side)}</h3>
      <p className="quiet">{engines.length ? t('order') : t(side === 'hear' ? 'noHear' : 'noSay')}</p>
      <ol className="speech-engines">
        {engines.map((engine, nth) => (
          <EngineCard
            key={nth}
            side={side}
            nth={nth}
            last={nth === engines.length - 1}
            engine={engine}
            state={state}
            fault={faultAt(`${side}.${nth}`)}
            disabled={disabled}
            onChange={(next) => write(next ? replaced(engines, nth, next) : dropped(engines, nth))}
            onMove={(by) => write(moved(engines, nth, by))}
          />
        ))}
      </ol>
      {disabled || engines.length >= 5 ? null : (
        <Button
          icon={<PlusOutlined aria-hidden />}
          aria-label={`${t(side)} ${t('add')}`}
          onClick={() => write([...engines, engineOf('builtin', side)])}
        >
          {t('add')}
        </Button>
      )}
    </section>
  );
}
