/** What may be written in a field, in words: said beside it, and again when the server did not take it. Pure. */
import { Problem } from '@/api/client';
import type { Locale } from '@/api/types';
import { sentenceFor } from '@/shared/i18n/refusals';
import type { Speak } from '@/shared/i18n/texts';
import type { Field } from './shapes';
import type { lineWords } from './words';

type Say = Speak<(typeof lineWords)['zh-CN']>;

const RULES = {
  lines: 'linesRule',
  ring_seconds: 'ringSecondsRule',
  seconds: 'groupSecondsRule',
  return_seconds: 'returnSecondsRule',
  shown: 'numberRule',
  shown_number: 'shownNumberRule',
  hot_line: 'numberRule',
  operator: 'operatorRule',
  duty: 'dutyRule',
  otherwise: 'numberRule',
  pickup_group: 'pickupGroupRule',
  members: 'membersRule',
  networks: 'networksRule',
  short_numbers: 'shortRule',
  uri: 'uriRule',
  user: 'userRule',
  blocked_numbers: 'blockedRule',
  conference_limit: 'conferenceLimitRule',
  recording_pause_seconds: 'pauseSecondsRule',
  recording_days: 'daysRule',
  voicemail_days: 'daysRule',
  mail_to: 'mailToRule',
  mail_sound: 'mailSoundRule',
  host: 'hostRule',
  port: 'portRule',
  from: 'fromRule',
  page: 'pageRule',
} as const;

export function ruleOf(t: Say, field: Field['field']): string {
  return field in RULES ? t(RULES[field as keyof typeof RULES]) : '';
}

/** A refusal for who reads it at a field: a bad value is told by what a good one is. */
export function saidAt(t: Say, failure: unknown, field: string, locale: Locale): string {
  const rule = ruleOf(t, field as Field['field']);
  if (failure instanceof Problem && failure.key === 'config.bad_field' && rule)
    return t('notTaken', { rule });
  return sentenceFor(failure, locale);
}
