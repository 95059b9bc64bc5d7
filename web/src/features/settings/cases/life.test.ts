/** What is wrong with a life of tickets is seen while it is written; what refers to a state goes with it. */
import { expect, it } from 'vitest';
import { lifeOf, troubles, withoutState, withState, type Life } from './life';

const state = (id: string, end = false) => ({ id, name: { zh: id }, end });
const step = (id: string, from: string[], to: string) => ({
  id,
  name: { zh: id },
  from,
  to,
  does: [],
  needs: [],
});
const LIFE: Life = {
  begins: 'calling',
  booked: 'booked',
  states: [state('booked'), state('calling'), state('talking'), state('closed', true)],
  steps: [
    step('ring', ['booked'], 'calling'),
    step('put_through', ['calling'], 'talking'),
    step('close', ['calling', 'talking'], 'closed'),
  ],
};
const said = (life: Life): string[] =>
  troubles(life).map((one) => `${one.what} ${'state' in one ? one.state.id : one.step.id}`);

it('finds nothing wrong with a life in which every ticket comes to an end', () => {
  expect(troubles(LIFE)).toEqual([]);
  expect(said(lifeOf({}))).toEqual([]);
});

it('finds states without a way out, states nothing leads to, and steps that begin nowhere', () => {
  const lost = { ...LIFE, states: [...LIFE.states, state('lost')] };
  expect(said(lost)).toEqual(['unreached lost', 'endless lost']);
  const stuck = { ...lost, steps: [...LIFE.steps, step('lose', ['calling'], 'lost')] };
  expect(said(stuck)).toEqual(['endless lost']);
  const nowhere = { ...LIFE, steps: [...LIFE.steps, step('odd', [], 'closed')] };
  expect(said(nowhere)).toEqual(['noFrom odd']);
});

it('takes steps away with the state that they led to, or that alone they began in', () => {
  const after = withoutState(LIFE, 'talking');
  expect(after.states.map(({ id }) => id)).toEqual(['booked', 'calling', 'closed']);
  expect(after.steps.map(({ id, from }) => [id, from])).toEqual([
    ['ring', ['booked']],
    ['close', ['calling']],
  ]);
});

it('lets no step begin in an end', () => {
  const after = withState(LIFE, state('talking', true));
  expect(after.steps.find(({ id }) => id === 'close')?.from).toEqual(['calling']);
});
