/** The centre's own prompts: what there is, sounds by file, recording or voice, drafts. */
import { publishConfig } from './calls';
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type OwnPrompt = Schemas['OwnPrompt'];
export type ShippedPrompt = Schemas['ShippedPrompt'];
export type Prompts = Schemas['Prompts'];
export type SoundMade = Schemas['SoundMade'];
export type PromptAsked = Schemas['PromptAsked'];
export type Language = 'zh-CN' | 'en-US';
export type HowMade = Schemas['OwnSound']['made'];

export const listPrompts = (): Promise<Prompts> => told(client.GET('/api/prompts'));

/** A WAV file, made a prompt's sound. */
export const keepSound = (wav: Blob): Promise<SoundMade> =>
  told(
    client.POST('/api/prompts/sounds', {
      body: wav as unknown as string,
      bodySerializer: (body) => body as unknown as BodyInit,
      headers: { 'content-type': 'audio/wav' },
    }),
  );

export const speakText = (text: string, language: Language): Promise<SoundMade> =>
  told(client.POST('/api/prompts/spoken', { body: { text, language } }));

export const savePrompt = (key: string, body: PromptAsked): Promise<unknown> =>
  told(client.PUT('/api/prompts/{key}', { params: { path: { key } }, body }));

export const removePrompt = (key: string): Promise<unknown> =>
  told(client.DELETE('/api/prompts/{key}', { params: { path: { key } } }));

export const publishPrompts = () => publishConfig(['prompt']);

export const soundOf = (sound: string): string => `/api/prompts/sounds/${sound}`;

export const shippedSound = (id: string, language: Language): string =>
  `/api/prompts/shipped?prompt=${encodeURIComponent(id)}&language=${language}`;
