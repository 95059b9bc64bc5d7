/** Steps that the agent does not see: variables are set, the customer is looked up, the script ends. */
import { AutoComplete, InputNumber, Select } from 'antd';
import { entriesOf, OF_CUSTOMER, textOf, withField } from '@/shared/flow/plain';
import { Values } from '@/shared/flow/Values';
import { useTexts } from '@/shared/i18n/texts';
import { editWords } from './edit-words';
import type { StepFields } from './step';
import { useVariables } from './use-variables';
import { WaySelect } from './WaySelect';

/** The variables of the script itself, as choices. */
const ownOf = (graph: StepFields['graph']) =>
  Object.keys(graph.variables ?? {}).map((value) => ({ value, label: value }));

export function SetEditor({ graph, node, ways, change }: StepFields) {
  const t = useTexts(editWords);
  const variables = useVariables(graph);
  const own = ownOf(graph);
  return (
    <>
      <strong>{t('set')}</strong>
      <Values
        label={t('values')}
        holds="constants"
        value={node.values ?? {}}
        options={variables.map(({ value, label }) => ({ value: `{${value}}`, label }))}
        names={own}
        disabled={false}
        onChange={(values) =>
          change(
            { ...node, values },
            entriesOf(values).map(([name]) => name),
          )
        }
      />
      <div className="library-decide">
        <label className="library-way">
          <span className="quiet">{t('language')}</span>
          <Select<string>
            size="small"
            aria-label={t('language')}
            value={textOf(node.language)}
            onChange={(language) => change(withField(node, 'language', language))}
            options={[
              { value: '', label: t('asBefore') },
              { value: 'zh', label: t('zh') },
              { value: 'en', label: t('en') },
            ]}
          />
        </label>
        <WaySelect
          label={t('next')}
          to={node.next}
          ways={ways}
          change={(next) => change(withField(node, 'next', next))}
        />
      </div>
    </>
  );
}

export function LookUpEditor({ graph, node, ways, change }: StepFields) {
  const t = useTexts(editWords);
  const variables = useVariables(graph);
  const own = ownOf(graph);
  return (
    <>
      <strong>{t('lookUp')}</strong>
      <div className="library-decide">
        <label className="library-way">
          <span className="quiet">{t('what')}</span>
          <AutoComplete
            size="small"
            className="library-variable"
            aria-label={t('what')}
            value={textOf(node.what)}
            options={[{ value: 'customer', label: t('customer') }]}
            showSearch={{ filterOption: false }}
            onChange={(what: string) => change(withField(node, 'what', what))}
          />
        </label>
        <label className="library-way">
          <span className="quiet">{t('by')}</span>
          <AutoComplete
            size="small"
            className="library-variable"
            aria-label={t('by')}
            placeholder="call.number"
            value={textOf(node.by)}
            options={variables}
            popupMatchSelectWidth={false}
            onChange={(by: string) => change(withField(node, 'by', by))}
          />
        </label>
        <label className="library-way">
          <span className="quiet">{t('seconds')}</span>
          <InputNumber
            size="small"
            aria-label={t('seconds')}
            min={1}
            max={10}
            precision={0}
            placeholder="3"
            value={typeof node.seconds === 'number' ? node.seconds : null}
            onChange={(seconds) => change(withField(node, 'seconds', seconds))}
          />
        </label>
      </div>
      <span className="quiet">{t('into')}</span>
      <Values
        label={t('into')}
        holds="words"
        value={node.into ?? {}}
        options={OF_CUSTOMER.map((value) => ({ value, label: value }))}
        names={own}
        disabled={false}
        onChange={(into) =>
          change(
            { ...node, into },
            entriesOf(into).map(([name]) => name),
          )
        }
      />
      <div className="library-decide">
        {(['found', 'missing', 'failed'] as const).map((way) => (
          <WaySelect
            key={way}
            label={t(way)}
            to={node[way]}
            ways={ways}
            change={(to) => change(withField(node, way, to))}
          />
        ))}
      </div>
    </>
  );
}

export function EndEditor() {
  const t = useTexts(editWords);
  return <p className="quiet">{t('endsHere')}</p>;
}
