/** Words of the command that takes a message on any page: they come with the frame, the form's only with it. */
import { texts } from '@/shared/i18n/texts';

export const hostWords = texts(
  { group: '留言条', fresh: '记留言' },
  { group: 'Message slips', fresh: 'Take a message' },
);
