/** The life of call tickets as one looks at it: what leads where, and what is wrong with it. */
import { Alert } from 'antd';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn } from '@/shared/i18n/texts';
import { useWords } from './all-words';
import { troubles, type Life } from './life';

/** Its states as choices. */
export function useStates(life: Life): { value: string; label: string }[] {
  const word = useWords();
  const locale = useLocale();
  return life.states.map(({ id, name }) => ({ value: id, label: nameIn(name, locale) || word('unnamed') }));
}

/** Where one can go from each state. */
export function Drawing({ life }: { life: Life }) {
  const word = useWords();
  const locale = useLocale();
  const states = useStates(life);
  const nameOf = (id: string): string => states.find(({ value }) => value === id)?.label ?? id;
  return (
    <section className="form-preview" aria-label={word('drawing')}>
      <h4>{word('drawing')}</h4>
      <table className="arrange-table">
        <tbody>
          {life.states.map((state) => {
            const out = life.steps.filter(({ from }) => from.includes(state.id));
            const targets = [...new Set(out.map(({ to }) => to))];
            return (
              <tr key={state.id}>
                <th scope="row">{nameOf(state.id)}</th>
                <td>
                  {state.end ? <span className="pill">{word('isEnd')}</span> : null}
                  {targets.map((to) => {
                    const names = out
                      .filter((step) => step.to === to)
                      .map(({ name }) => nameIn(name, locale));
                    return (
                      <div key={to}>
                        → {nameOf(to)} <span className="quiet">{listIn(names, locale)}</span>
                      </div>
                    );
                  })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

export function Troubles({ life }: { life: Life }) {
  const word = useWords();
  const locale = useLocale();
  const found = troubles(life);
  if (!found.length) return null;
  const say = (one: (typeof found)[number]): string => {
    const name = nameIn('state' in one ? one.state.name : one.step.name, locale) || word('unnamed');
    return word(`trouble_${one.what}`, { name });
  };
  return (
    <Alert
      type="warning"
      showIcon
      title={word('troubles')}
      description={
        <ul>
          {found.map((one) => (
            <li key={one.what + ('state' in one ? one.state.id : one.step.id)}>{say(one)}</li>
          ))}
        </ul>
      }
    />
  );
}
