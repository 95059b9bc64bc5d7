/** What a customer may be given: how much it may be, up to what each role gives it alone, and who decides. */
import { Checkbox, InputNumber, Select } from 'antd';
import type { Body } from '@/shared/config/entries';
import { Fault, Field } from '@/shared/ui/Field';
import { useWords } from './all-words';
import { useFault } from './faults';
import { put, type Props } from './fields';

const ROLES = ['agent', 'operator', 'team_leader', 'manager', 'administrator'] as const;
const FEN = 100;
const MOST_YUAN = 10_000_000;

const yuan = (fen: unknown): number | null => (typeof fen === 'number' ? fen / FEN : null);
const fen = (sum: number): number => Math.round(sum * FEN);

interface MoneyProps {
  label: string;
  value: unknown;
  disabled?: boolean;
  set: (fen: number | null) => void;
}

/** Yuan on the page, whole fen in what is kept. */
function Money({ label, value, disabled = false, set }: MoneyProps) {
  return (
    <InputNumber
      aria-label={label}
      min={0}
      max={MOST_YUAN}
      precision={2}
      prefix="¥"
      value={yuan(value)}
      {...(disabled ? { disabled } : {})}
      onChange={(sum) => set(sum === null ? null : fen(sum))}
    />
  );
}

const WAYS = ['free', 'most', 'fixed'] as const;

function Cost({ body, change }: Props) {
  const word = useWords();
  const way = 'fixed' in body ? 'fixed' : 'most' in body ? 'most' : 'free';
  const plain = put(put(body, 'fixed', null), 'most', null);
  const choose = (next: (typeof WAYS)[number]): void =>
    change(next === 'free' ? plain : { ...plain, [next]: next === 'fixed' ? 0 : 10_000 });
  return (
    <>
      <Field label={word('cost')}>
        <Select
          value={way}
          options={WAYS.map((value) => ({ value, label: word(`cost_${value}`) }))}
          onChange={choose}
        />
      </Field>
      {way === 'free' ? null : (
        <Money
          label={word(`cost_${way}`)}
          value={body[way]}
          set={(sum) => change({ ...body, [way]: sum ?? 0 }, way)}
        />
      )}
    </>
  );
}

type Sums = Record<string, number | null>;
const sumsOf = (body: Body, field: string): Sums => ({ ...(body[field] as Sums | undefined) });

/** Of roles; what is not said is left out. */
function withSum(sums: Sums, role: string, sum: number | null | undefined): Sums {
  const rest = Object.fromEntries(Object.entries(sums).filter(([one]) => one !== role));
  return sum === undefined ? rest : { ...rest, [role]: sum };
}

function RoleLine({ body, change, role }: Props & { role: (typeof ROLES)[number] }) {
  const word = useWords();
  const limits = sumsOf(body, 'limits');
  const approvers = sumsOf(body, 'approvers');
  const name = word(`role_${role}`);
  const any = role in approvers && approvers[role] === null;
  const decide = (sum: number | null | undefined, about?: string): void =>
    change({ ...body, approvers: withSum(approvers, role, sum) }, about);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Money
          label={`${name} ${word('limits')}`}
          value={limits[role]}
          set={(sum) =>
            change({ ...body, limits: withSum(limits, role, sum ?? undefined) }, `limits ${role}`)
          }
        />
      </td>
      <td className="remedy-decides">
        <Money
          label={`${name} ${word('approvers')}`}
          value={approvers[role]}
          disabled={any}
          set={(sum) => decide(sum ?? undefined, `approvers ${role}`)}
        />
        <Checkbox
          checked={any}
          aria-label={`${name} ${word('anySum')}`}
          onChange={({ target }) => decide(target.checked ? null : undefined)}
        >
          {word('anySum')}
        </Checkbox>
      </td>
    </tr>
  );
}

export function RemedyForm({ body, change }: Props) {
  const word = useWords();
  const limits = useFault('limits');
  const approvers = useFault('approvers');
  return (
    <>
      <Cost {...{ body, change }} />
      <table className="arrange-table">
        <thead>
          <tr>
            <th scope="col">{word('role')}</th>
            <th scope="col">{word('limits')}</th>
            <th scope="col">{word('approvers')}</th>
          </tr>
        </thead>
        <tbody>
          {ROLES.map((role) => (
            <RoleLine key={role} {...{ body, change, role }} />
          ))}
        </tbody>
      </table>
      <p className="quiet">{word('limitsRule')}</p>
      <Fault text={limits || approvers} />
    </>
  );
}
