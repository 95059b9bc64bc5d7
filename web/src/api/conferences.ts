/** Conferences that are booked: a room, a time, a PIN, and who is in it. */
import { client, told } from './client';
import type { components } from './schema';

export type Booked = components['schemas']['BookedShown'];
export type Booking = components['schemas']['ConferenceBooked'];
export type Doing = components['schemas']['ConferenceDo'];

export const getConferences = () => told(client.GET('/api/conferences'));

export const bookConference = (body: Booking) => told(client.POST('/api/conferences', { body }));

export const actInConference = (booking: string, body: Doing) =>
  told(client.POST('/api/conferences/{booking}/actions', { params: { path: { booking } }, body }));
