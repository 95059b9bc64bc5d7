/** Calls that operators make for others. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Ticket = Schemas['TicketShown'];
export type TicketEntry = Schemas['TicketEntryShown'];
export type TicketWhole = Schemas['TicketWhole'];
export type TicketLife = Schemas['TicketLife'];
export type TicketNew = Schemas['TicketNew'];
export type TicketTold = Omit<Schemas['TicketStepAsked'], 'step' | 'revision'>;
export type TicketPurpose = Ticket['purpose'];
export type DialHelp = Schemas['DialHelpShown'];

export interface TicketFilters {
  over?: string;
  direction?: string;
  interaction?: string;
}

export const listTickets = ({ over, direction, interaction }: TicketFilters, before?: string) =>
  told(
    client.GET('/api/tickets', {
      params: {
        query: {
          ...(over ? { over: over === 'yes' } : {}),
          ...(direction ? { direction: direction as Ticket['direction'] } : {}),
          ...(interaction ? { interaction } : {}),
          ...(before ? { before } : {}),
        },
      },
    }),
  );
export const getTicketLife = (purpose: TicketPurpose) =>
  told(client.GET('/api/tickets/life', { params: { query: { purpose } } }));
export const helpDialling = (asked: string) =>
  told(client.GET('/api/tickets/dialling', { params: { query: { asked } } }));
export const countTickets = () => told(client.GET('/api/tickets/waiting'));
export const getTicket = (ticket: string) =>
  told(client.GET('/api/tickets/{ticket}', { params: { path: { ticket } } }));
export const openTicket = (body: TicketNew) => told(client.POST('/api/tickets', { body }));
export const stepTicket = (ticket: string, body: TicketTold & { step: string; revision: number }) =>
  told(client.POST('/api/tickets/{ticket}/steps', { params: { path: { ticket } }, body }));
export const linkTicket = (ticket: string, body: { interaction: string; revision: number }) =>
  told(client.POST('/api/tickets/{ticket}/link', { params: { path: { ticket } }, body }));
