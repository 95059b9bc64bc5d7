/** The same by telephone: the codes of the house (telephony/core/switch/house/short_codes.py). */
import { useTexts } from '@/shared/i18n/texts';
import { extensionWords } from './words';

/** The two digits of each setting; a forward's code takes the number after another star. */
export const CODES = { dnd: '56', always: '57', busy: '40', no_answer: '41', offline: '42' } as const;

export function Codes() {
  const t = useTexts(extensionWords);
  return (
    <section className="panel" aria-labelledby="codes">
      <div className="panel-head">
        <h2 id="codes">{t('codes')}</h2>
      </div>
      <div className="extension-part">
        <p className="quiet">{t('codesText')}</p>
        <table className="codes">
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('set')}</th>
              <th scope="col">{t('end')}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(CODES).map(([what, digits]) => (
              <tr key={what}>
                <th scope="row">{t(what as keyof typeof CODES)}</th>
                <td className="num">{what === 'dnd' ? `*${digits}#` : `*${digits}*${t('code')}#`}</td>
                <td className="num">{`#${digits}#`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
