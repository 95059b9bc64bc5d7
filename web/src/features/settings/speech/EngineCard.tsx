/** One engine of a plan: what it is, where it is, how long it may take, and whether sound may go there. */
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons';
import { Alert, AutoComplete, Button, Input, InputNumber, Select, Switch } from 'antd';
import type { SpeechState } from '@/api/speech';
import { withSet } from '@/shared/config/entries';
import { isTable, textOf, withField } from '@/shared/flow/plain';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { engineOf, ENGINES, hasAddress, hasModel, USUAL_SECONDS, type Engine, type Side } from './plan';
import { speechWords } from './words';

interface Props {
  side: Side;
  nth: number;
  last: boolean;
  engine: Engine;
  state: SpeechState | undefined;
  fault: string;
  disabled: boolean;
  onChange: (engine: Engine | null) => void;
  onMove: (by: number) => void;
}

type FieldsProps = Pick<Props, 'side' | 'engine' | 'state' | 'disabled'> & {
  set: (field: string, value: unknown) => void;
};

function Model({ engine, state, disabled, set }: Omit<FieldsProps, 'side'>) {
  const t = useTexts(speechWords);
  const model = textOf(engine.model);
  const models = (state?.parts.models ?? []).map((value) => ({ value, label: value }));
  if (engine.engine !== 'sherpa_onnx')
    return (
      <Field label={t('model')}>
        <Input
          value={model}
          maxLength={128}
          disabled={disabled}
          onChange={(event) => set('model', event.target.value)}
        />
      </Field>
    );
  return (
    <Field label={t('model')} rule={models.length ? '' : t('noModels')}>
      <Select
        value={model || null}
        options={withSet(models, model || null)}
        disabled={disabled}
        onChange={(next: string) => set('model', next)}
      />
    </Field>
  );
}

function Place({ engine, state, disabled, set }: FieldsProps) {
  const t = useTexts(speechWords);
  const kind = textOf(engine.engine);
  return (
    <>
      {hasAddress(engine) ? (
        <Field label={t('url')} rule={t(kind === 'funasr_ws' ? 'urlRule_funasr_ws' : 'urlRule_openai_http')}>
          <Input
            value={textOf(engine.url)}
            maxLength={300}
            disabled={disabled}
            onChange={(event) => set('url', event.target.value)}
          />
        </Field>
      ) : null}
      {hasModel(engine) ? <Model engine={engine} state={state} disabled={disabled} set={set} /> : null}
      {kind === 'openai_http' ? (
        <Field label={t('key')} rule={t('keyRule')}>
          <AutoComplete
            value={textOf(engine.key)}
            options={(state?.keys ?? []).map((value) => ({ value, label: value }))}
            disabled={disabled}
            onChange={(key: string) => set('key', key)}
          />
        </Field>
      ) : null}
    </>
  );
}

function Voices({ engine, state, disabled, set }: FieldsProps) {
  const t = useTexts(speechWords);
  const voices = isTable(engine.voices) ? engine.voices : {};
  const builtin = engine.engine === 'builtin';
  const of = (language: string): { value: string; label: string }[] =>
    builtin
      ? (state?.parts.voices ?? [])
          .filter((name) => name.startsWith('z') === (language === 'zh-CN'))
          .map((value) => ({ value, label: value }))
      : [];
  return (
    <>
      {(['zh-CN', 'en-US'] as const).map((language) => (
        <Field key={language} label={t(language === 'zh-CN' ? 'voiceZh' : 'voiceEn')}>
          <AutoComplete
            value={textOf(voices[language])}
            options={of(language)}
            disabled={disabled}
            onChange={(name: string) => set('voices', withField(voices, language, name))}
          />
        </Field>
      ))}
      <Field label={t('speed')}>
        <InputNumber
          value={typeof engine.speed === 'number' ? engine.speed : null}
          min={0.5}
          max={2}
          step={0.1}
          placeholder={t('usual', { n: 1 })}
          disabled={disabled}
          onChange={(speed) => set('speed', speed)}
        />
      </Field>
    </>
  );
}

function Limits({ side, engine, disabled, set }: FieldsProps) {
  const t = useTexts(speechWords);
  return (
    <>
      <Field label={t('seconds')}>
        <InputNumber
          value={typeof engine.seconds === 'number' ? engine.seconds : null}
          min={0.5}
          max={120}
          placeholder={t('usual', { n: USUAL_SECONDS[side] })}
          disabled={disabled}
          onChange={(seconds) => set('seconds', seconds)}
        />
      </Field>
      <Field label={t('atOnce')}>
        <InputNumber
          value={typeof engine.at_once === 'number' ? engine.at_once : null}
          min={1}
          max={64}
          precision={0}
          placeholder={t('usual', { n: 2 })}
          disabled={disabled}
          onChange={(most) => set('at_once', most)}
        />
      </Field>
    </>
  );
}

/** Off unless somebody says so; what either means stands beside it. */
function Leaving({ engine, disabled, set }: Omit<FieldsProps, 'side' | 'state'>) {
  const t = useTexts(speechWords);
  const on = engine.may_leave_host === true;
  return (
    <div className="speech-leave">
      <Field label={t('leave')}>
        <Switch
          checked={on}
          checkedChildren={t('on')}
          unCheckedChildren={t('off')}
          disabled={disabled}
          onChange={(next) => set('may_leave_host', next)}
        />
      </Field>
      {on ? <Alert type="warning" showIcon title={t('leaveOn')} /> : <p className="quiet">{t('leaveOff')}</p>}
    </div>
  );
}

export function EngineCard(props: Props) {
  const { side, nth, last, engine, state, fault, disabled, onChange, onMove } = props;
  const t = useTexts(speechWords);
  const kind = textOf(engine.engine);
  const called = t('engineN', { n: nth + 1, engine: t(kind as 'builtin') || kind });
  const set = (field: string, value: unknown): void => onChange(withField(engine, field, value));
  const given = { side, engine, state, disabled, set };
  return (
    <li className="speech-engine" aria-label={called}>
      <div className="speech-engine-head">
        <Select
          aria-label={`${called} ${t('engine')}`}
          value={kind}
          options={ENGINES[side].map((value) => ({ value, label: t(value as 'builtin') }))}
          disabled={disabled}
          onChange={(next: string) => onChange(engineOf(next, side))}
        />
        <span className="push">
          <Button
            type="text"
            icon={<ArrowUpOutlined aria-hidden />}
            aria-label={t('up', { what: called })}
            disabled={disabled || nth === 0}
            onClick={() => onMove(-1)}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined aria-hidden />}
            aria-label={t('down', { what: called })}
            disabled={disabled || last}
            onClick={() => onMove(1)}
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('remove', { what: called })}
            disabled={disabled}
            onClick={() => onChange(null)}
          />
        </span>
      </div>
      {fault ? (
        <p className="fault" role="alert">
          {fault}
        </p>
      ) : null}
      <div className="speech-fields">
        <Place {...given} />
        {side === 'say' ? <Voices {...given} /> : null}
        <Limits {...given} />
      </div>
      {hasAddress(engine) ? <Leaving {...given} /> : null}
    </li>
  );
}
