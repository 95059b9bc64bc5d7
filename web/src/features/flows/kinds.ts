/** The kinds of nodes as the page edits them: which fields each has, in the order of its form. */

import type { Holds } from '@/shared/flow/Values';
import { TYPES } from '@/shared/flow/VariableRows';

/** How a field is edited. */
export type As =
  | 'said'
  | 'node'
  | 'choices'
  | 'cases'
  | 'lines'
  | 'digit'
  | 'count'
  | 'flag'
  | 'option'
  | 'variable'
  | 'known'
  | 'text'
  | 'both'
  | 'table'
  | 'phrases'
  | 'skills'
  | 'scale'
  | 'goal';

export interface FieldSpec {
  name: string;
  as: As;
  /** What it is called, where that is not its name. */
  word?: string;
  least?: number;
  most?: number;
  usual?: number;
  /** Of an option: what may be chosen; of a goal: the kinds of goals. */
  options?: readonly string[];
  /** Of `known`: the kind of configuration that it names. */
  of?: string;
  /** Of a way: it must lead to a node. */
  needed?: boolean;
  /** Of a table: what its values may be. */
  holds?: Holds;
  /** Fields that are edited together with it. */
  also?: readonly string[];
  /** It stands behind “more”. */
  late?: boolean;
}

export interface KindSpec {
  group: 'talk' | 'decide' | 'world' | 'hand_over' | 'end';
  fields: readonly FieldSpec[];
}

const say: FieldSpec = { name: 'say', as: 'said' };
const next: FieldSpec = { name: 'next', as: 'node' };
const failed: FieldSpec = { name: 'failed', as: 'node' };
const otherwise: FieldSpec = { name: 'otherwise', as: 'node', needed: true };
const seconds = (usual: number): FieldSpec => ({ name: 'seconds', as: 'count', least: 1, most: 10, usual });
const into: FieldSpec = { name: 'into', as: 'variable' };
const asking: readonly FieldSpec[] = [
  { name: 'say_again', as: 'said', late: true },
  { name: 'invalid', as: 'said', late: true },
  { name: 'silent', as: 'said', late: true },
  { name: 'wait_seconds', as: 'count', least: 1, most: 60, usual: 5, late: true },
  { name: 'tries', as: 'count', least: 1, most: 10, usual: 3, late: true },
];

export const KINDS: Record<string, KindSpec> = {
  play: { group: 'talk', fields: [say, { name: 'interruptible', as: 'flag' }, next] },
  menu: {
    group: 'talk',
    fields: [
      say,
      { name: 'choices', as: 'choices', also: ['phrases'] },
      otherwise,
      { name: 'repeat', as: 'digit' },
      { name: 'back', as: 'digit' },
      ...asking,
    ],
  },
  digits: {
    group: 'talk',
    fields: [
      say,
      into,
      { name: 'least', as: 'count', least: 1, most: 20, usual: 1 },
      { name: 'most', as: 'count', least: 1, most: 20, usual: 20 },
      { name: 'end', as: 'option', options: ['#', ''] },
      { name: 'choices', as: 'choices', word: 'at_once' },
      { name: 'listens', as: 'flag' },
      next,
      otherwise,
      ...asking,
    ],
  },
  listen: {
    group: 'talk',
    fields: [
      say,
      into,
      { name: 'expects', as: 'option', options: TYPES },
      { name: 'phrases', as: 'phrases' },
      { name: 'confirm', as: 'flag' },
      next,
      otherwise,
      { name: 'confirm_say', as: 'said', late: true },
      { name: 'keys', as: 'table', holds: 'constants', late: true },
      ...asking,
    ],
  },
  survey: {
    group: 'talk',
    fields: [{ name: 'question', as: 'text' }, say, { name: 'scale', as: 'scale' }, next, ...asking],
  },
  agent: {
    group: 'talk',
    fields: [
      { name: 'line', as: 'both' },
      { name: 'hint', as: 'both' },
      { name: 'choices', as: 'lines' },
      next,
    ],
  },
  hours: {
    group: 'decide',
    fields: [
      { name: 'calendar', as: 'known', of: 'hours' },
      { name: 'open', as: 'node' },
      { name: 'closed', as: 'node' },
    ],
  },
  condition: {
    group: 'decide',
    fields: [
      { name: 'cases', as: 'cases' },
      { name: 'otherwise', as: 'node' },
    ],
  },
  set: {
    group: 'decide',
    fields: [
      { name: 'values', as: 'table', holds: 'constants' },
      { name: 'language', as: 'option', options: ['zh', 'en'] },
      next,
    ],
  },
  look_up: {
    group: 'world',
    fields: [
      { name: 'what', as: 'text' },
      { name: 'by', as: 'variable' },
      { name: 'into', as: 'table', word: 'into_fields' },
      seconds(3),
      { name: 'found', as: 'node' },
      { name: 'missing', as: 'node' },
      failed,
    ],
  },
  web: {
    group: 'world',
    fields: [
      { name: 'method', as: 'option', options: ['GET', 'POST'] },
      { name: 'url', as: 'text' },
      { name: 'headers', as: 'table' },
      { name: 'body', as: 'table', holds: 'nested' },
      { name: 'into', as: 'table', word: 'into_answer' },
      seconds(5),
      next,
      failed,
    ],
  },
  send: {
    group: 'world',
    fields: [
      { name: 'channel', as: 'option', options: ['sms', 'mail'] },
      { name: 'to', as: 'variable', word: 'send_to' },
      { name: 'text', as: 'both' },
      next,
      failed,
    ],
  },
  enqueue: {
    group: 'hand_over',
    fields: [
      { name: 'queue', as: 'known', of: 'queue' },
      { name: 'priority', as: 'count', least: 1, most: 9, usual: 5 },
      { name: 'needs', as: 'skills' },
      { name: 'next', as: 'node', word: 'given_back' },
    ],
  },
  dial: {
    group: 'hand_over',
    fields: [
      { name: 'to', as: 'goal', options: ['extension', 'group', 'outside', 'value'] },
      { name: 'seconds', as: 'count', least: 5, most: 120, usual: 25, word: 'ring_seconds' },
      { name: 'next', as: 'node', word: 'after_talk' },
      { name: 'busy', as: 'node' },
      { name: 'silent', as: 'node', word: 'no_answer' },
      failed,
    ],
  },
  transfer: { group: 'hand_over', fields: [{ name: 'to', as: 'goal', options: ['flow', 'number'] }] },
  message: {
    group: 'hand_over',
    fields: [{ name: 'mailbox', as: 'known', of: 'mailbox' }, say, next],
  },
  hang_up: { group: 'end', fields: [say] },
};

export const GROUPS = ['talk', 'decide', 'world', 'hand_over', 'end'] as const;

/** The kind of a node; `ask` of earlier graphs is a menu. */
export const kindOf = (node: { do: unknown }): string =>
  node.do === 'ask' ? 'menu' : typeof node.do === 'string' ? node.do : '';

/** The kinds that a graph may have: lines for an agent only where an agent reads it, sound only where one listens. */
export const kindsFor = (desk: boolean): string[] =>
  Object.keys(KINDS).filter((kind) => (desk ? DESK.includes(kind) : kind !== 'agent'));

const DESK = ['agent', 'hours', 'condition', 'set', 'look_up', 'web', 'send', 'hang_up'];

/** What a field is called: the key of its word. */
export const wordOf = ({ name, word }: FieldSpec): string => word ?? name;
