/** What has been filled in so far. It survives a reload, except passwords, which are never kept. */
import type { Locale, SetupCentre } from '@/api/types';
import { DIGITS, LOGIN } from '@/shared/format/account';

export const STEPS = ['company', 'line', 'administrator', 'agent', 'review'] as const;
export type Step = (typeof STEPS)[number];

export interface Person {
  zh: string;
  en: string;
  login: string;
  password: string;
}
export interface Skill {
  zh: string;
  en: string;
  level: number;
}
export type Period = [from: string, to: string];
type Greeting = SetupCentre['line']['greeting'];

export interface Answers {
  step: Step;
  company: { zh: string; en: string; zone: string; day_starts_hour: number; language: Locale };
  line: {
    number: string;
    greeting: Greeting;
    zh: string;
    en: string;
    answer_seconds: number;
    always: boolean;
    days: number[];
    periods: Period[];
  };
  administrator: Person;
  agent: { same: boolean; person: Person; number: string; extension: string; skills: Skill[] };
}

const KEY = 'huawu.setup';
const NOBODY: Person = { zh: '', en: '', login: '', password: '' };

export function emptyAnswers(language: Locale): Answers {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = own && own !== 'UTC' ? own : 'Asia/Shanghai';
  return {
    step: 'company',
    company: { zh: '', en: '', zone, day_starts_hour: 0, language },
    line: {
      number: '',
      greeting: 'connecting',
      zh: '',
      en: '',
      answer_seconds: 20,
      always: true,
      days: [1, 2, 3, 4, 5],
      periods: [['09:00', '18:00']],
    },
    administrator: NOBODY,
    agent: { same: false, person: NOBODY, number: '1001', extension: '8001', skills: [] },
  };
}

/** As kept, or empty. Who comes back without passwords is led back to the first that is missing. */
export function rememberedAnswers(language: Locale): { answers: Answers; lost: boolean } {
  const empty = emptyAnswers(language);
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Answers | null;
    if (!kept) return { answers: empty, lost: false };
    const answers = { ...empty, ...kept };
    const lost = STEPS.indexOf(answers.step) > STEPS.indexOf('administrator');
    return { answers: lost ? { ...answers, step: 'administrator' } : answers, lost };
  } catch {
    return { answers: empty, lost: false };
  }
}

export function rememberAnswers(answers: Answers): void {
  const { administrator, agent } = answers;
  const kept: Answers = {
    ...answers,
    administrator: { ...administrator, password: '' },
    agent: { ...agent, person: { ...agent.person, password: '' } },
  };
  localStorage.setItem(KEY, JSON.stringify(kept));
}

export const forgetAnswers = (): void => localStorage.removeItem(KEY);

function personOf({ zh, en, login, password }: Person) {
  return { name: { zh: zh.trim(), en: en.trim() }, login: login.trim(), password };
}

/** As the server wants it. */
export function centreOf({ company, line, administrator, agent }: Answers): SetupCentre {
  const week = Object.fromEntries(line.days.map((day) => [String(day), line.periods.map((one) => [...one])]));
  return {
    company: {
      name: { zh: company.zh.trim(), en: company.en.trim() },
      zone: company.zone,
      day_starts_hour: company.day_starts_hour,
      language: company.language,
    },
    line: {
      number: line.number.trim(),
      greeting: line.greeting,
      queue: { zh: line.zh.trim(), en: line.en.trim() },
      answer_seconds: line.answer_seconds,
      week: line.always ? null : week,
    },
    administrator: personOf(administrator),
    agent: {
      person: agent.same ? null : personOf(agent.person),
      number: agent.number.trim(),
      extension: agent.extension.trim(),
      skills: agent.skills.map(({ zh, en, level }) => ({ name: { zh: zh.trim(), en: en.trim() }, level })),
    },
  };
}

export type Fault = 'needed' | 'bad';

const DIALLED = /^[0-9*#+]{1,20}$/;
const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const named = (text: string): Fault | null => (text.trim() ? null : 'needed');
const shaped = (text: string, shape: RegExp): Fault | null =>
  named(text) ?? (shape.test(text.trim()) ? null : 'bad');

function faultsOfPerson(person: Person, at: string): [string, Fault | null][] {
  return [
    [`${at}.zh`, named(person.zh)],
    [`${at}.login`, shaped(person.login, LOGIN)],
    [`${at}.password`, person.password ? null : 'needed'],
  ];
}

function faultsOfLine(line: Answers['line']): [string, Fault | null][] {
  const wrong = line.periods.some(([from, to]) => !TIME.test(from) || !TIME.test(to) || from >= to);
  return [
    ['line.number', shaped(line.number, DIALLED)],
    ['line.zh', named(line.zh)],
    ['line.days', line.always || line.days.length ? null : 'needed'],
    ['line.periods', line.always || (line.periods.length && !wrong) ? null : 'bad'],
  ];
}

/** What must be mended on a step before going on, by field. */
export function faultsOf(answers: Answers, step: Step): Record<string, Fault> {
  const { company, line, administrator, agent } = answers;
  const checks: Record<Step, [string, Fault | null][]> = {
    company: [
      ['company.zh', named(company.zh)],
      ['company.zone', named(company.zone)],
    ],
    line: faultsOfLine(line),
    administrator: faultsOfPerson(administrator, 'administrator'),
    agent: [
      ...(agent.same ? [] : faultsOfPerson(agent.person, 'agent')),
      ['agent.number', shaped(agent.number, DIGITS)],
      ['agent.extension', shaped(agent.extension, DIGITS)],
      ...agent.skills.map((skill, nth): [string, Fault | null] => [`agent.skill.${nth}`, named(skill.zh)]),
    ],
    review: [],
  };
  return Object.fromEntries(checks[step].filter((one): one is [string, Fault] => one[1] !== null));
}
