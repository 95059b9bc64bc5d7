/** Why a telephone cannot ring, as the server says it: `phone.asleep` and so on. Each room has words of its own. */

const WHYS = [
  'asleep',
  'audio_unknown',
  'blocked',
  'edge_down',
  'failed',
  'no_microphone',
  'not_registered',
  'unreachable',
] as const;

export type Why = (typeof WHYS)[number];

/** The reason in the server's key; undefined for one that this page does not know. */
export const whyOf = (key: string): Why | undefined => WHYS.find((why) => key === `phone.${why}`);
