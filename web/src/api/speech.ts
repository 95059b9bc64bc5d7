/** Speech: what is installed, how engines do, a sentence said and one heard to try a plan. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type SpeechState = Schemas['SpeechState'];
export type EngineDoing = Schemas['EngineDoing'];
export type SaidAloud = Schemas['SaidAloud'];
export type HeardWords = Schemas['HeardWords'];
export type SpeechPlan = Record<string, unknown>;
export type SpokenLanguage = 'zh-CN' | 'en-US';

export const speechState = (): Promise<SpeechState> => told(client.GET('/api/speech'));

export const sayAloud = (text: string, language: SpokenLanguage, plan: SpeechPlan): Promise<SaidAloud> =>
  told(client.POST('/api/speech/say', { body: { text, language, plan } }));

/** `wav`: a WAV file in Base64. */
export const hearWords = (wav: string, language: SpokenLanguage, plan: SpeechPlan): Promise<HeardWords> =>
  told(client.POST('/api/speech/hear', { body: { wav, language, plan } }));

export const soundsLike = async (terms: string[]): Promise<string[]> =>
  (await told(client.POST('/api/speech/sounds-like', { body: { terms } }))).sounds;
