/** Short names for what the server says over HTTP. The shapes themselves are generated from openapi.json. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Name = Schemas['Words'];
export type Session = Schemas['Session'];
export type Locale = Session['user']['locale'];
export type Theme = Session['user']['theme'];

export type Me = Schemas['Me'];
export type AgentState = Me['state'];
export type AgentBrief = Schemas['AgentBrief'];

export type InteractionRow = Schemas['InteractionRow'];
export type InteractionDetail = Schemas['InteractionWhole'];
export type Outcome = InteractionRow['outcome'];
export type Stage = NonNullable<InteractionRow['stage']>;
export type Segment = Schemas['SegmentShown'];
export type Decision = Schemas['DecisionShown'];
export type Recording = Schemas['RecordingShown'];

export type CustomerRow = Schemas['CustomerShown'];
export type CustomerCard = Schemas['CustomerWhole'];
export type PastContact = Schemas['ContactShown'];
export type Level = CustomerRow['level'];

export type WrapUpType = Schemas['WrapUpTypeShown'];
export type TestCall = Schemas['TestCallShown'];
export type TestCallState = TestCall['state'];
export type ConfigEntry = Schemas['ConfigEntry'];
export type ConfigList = Schemas['ConfigList'];
export type Board = Schemas['BoardShown'];

type PartsAsked = Schemas['PartsAsked'];
export type SetupParts = PartsAsked;
export type SetupCentre = Schemas['CentreAsked'];
export type SetupMade = Schemas['CentreMade'];

/** What /health says: it has no description of its own. A part that is not named is not known. */
export interface Health {
  status: string;
  live?: boolean;
  media?: boolean[];
  edge?: boolean;
  database?: boolean;
  web?: boolean;
  recordings?: { room: 'ok' | 'low' | 'full'; free_percent: number };
}
