/** What is asked of a new agent, and what is wrong with it before the server sees it. Pure. */
import type { AccountAsked } from '@/api/people';
import { DIGITS, LOGIN } from '@/shared/format/account';

export type Field = 'name' | 'number' | 'login' | 'extension' | 'role';
export type Fault = 'needed' | 'digits' | 'letters';

export const nobody = (role: string): AccountAsked => ({
  name: { zh: '', en: '' },
  number: '',
  login: '',
  extension: '',
  role,
});

export function faultsOf(asked: AccountAsked): Partial<Record<Field, Fault>> {
  const faults: Partial<Record<Field, Fault>> = {};
  if (!asked.name.zh.trim()) faults.name = 'needed';
  if (!DIGITS.test(asked.number)) faults.number = asked.number ? 'digits' : 'needed';
  if (!LOGIN.test(asked.login)) faults.login = asked.login ? 'letters' : 'needed';
  if (!DIGITS.test(asked.extension)) faults.extension = asked.extension ? 'digits' : 'needed';
  return faults;
}

const REFUSED: Record<string, Field> = {
  'agent.number_taken': 'number',
  'agent.extension_taken': 'extension',
  'login.taken': 'login',
  'role.not_yours': 'role',
};

/** The field that a refusal of the server is about; undefined: the whole. */
export const fieldOf = (key: string): Field | undefined => REFUSED[key];
