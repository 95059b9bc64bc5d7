/** In the form of a new case: the major incidents that it may belong to, those that fit it named so. */
import { Checkbox } from 'antd';
import { useRunningIncidents, whyFits } from '@/shared/incidents/running';
import { useTexts } from '@/shared/i18n/texts';
import { aboveOf, useArrangement } from '../use-cases';
import { incidentWords } from './words';
import './incidents.css';

interface Props {
  type: string | null;
  text: string;
  value: string | null;
  onChange: (incident: string | null) => void;
}

export default function Offer({ type, text, value, onChange }: Props) {
  const t = useTexts(incidentWords);
  const running = useRunningIncidents();
  const tree = useArrangement().data?.tree ?? [];
  const types = type ? [type, ...aboveOf(tree, type)] : [];
  if (!running.length) return null;
  return (
    <fieldset className="incident-offer bare" aria-label={t('belongs')}>
      {running.map((incident) => {
        const why = whyFits(incident, types, text);
        const { what } = incident;
        return (
          <Checkbox
            key={incident.case}
            checked={value === incident.case}
            onChange={(event) => onChange(event.target.checked ? incident.case : null)}
          >
            {why === null ? (
              <span className="quiet">
                {t('belongs')}: {what}
              </span>
            ) : (
              <strong>{why ? t('maybe', { what, why }) : t('maybeType', { what })}</strong>
            )}
          </Checkbox>
        );
      })}
    </fieldset>
  );
}
