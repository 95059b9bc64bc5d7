/** Files of cases. They are sent by the older interface of browsers: it alone says how far an upload has come. */
import { client, Problem, problemOf, sentWith, told, UNREACHABLE } from './client';
import type { components } from './schema';

export type CaseAttachments = components['schemas']['CaseAttachments'];
export type CaseAttachment = components['schemas']['CaseAttachment'];

const of = (case_id: string, attachment_id: string) => ({ params: { path: { case_id, attachment_id } } });

export const listAttachments = (case_id: string) =>
  told(client.GET('/api/cases/{case_id}/attachments', { params: { path: { case_id } } }));
export const removeAttachment = (case_id: string, id: string) =>
  told(client.DELETE('/api/cases/{case_id}/attachments/{attachment_id}', of(case_id, id)));
export const putAttachmentBack = (case_id: string, id: string) =>
  told(client.POST('/api/cases/{case_id}/attachments/{attachment_id}/back', of(case_id, id)));
export const addressOf = (case_id: string, id: string): string => `/api/cases/${case_id}/attachments/${id}`;

export interface Sending {
  case_id: string;
  /** The same for the same file: sent again, it is attached once. */
  key: string;
  file: File;
  /** How much of it has been sent, 0 to 1. */
  onShare: (share: number) => void;
  signal: AbortSignal;
}

const bodyOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** Send a file. Fails with a Problem; called off, with null. */
export function attachFile({ case_id, key, file, onShare, signal }: Sending): Promise<CaseAttachments> {
  return new Promise((done, failed) => {
    const asking = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name, key });
    asking.open('POST', `/api/cases/${case_id}/attachments?${query}`);
    for (const [name, value] of Object.entries(sentWith())) asking.setRequestHeader(name, value);
    asking.setRequestHeader('Content-Type', 'application/octet-stream');
    asking.upload.onloadstart = () => onShare(0);
    asking.upload.onprogress = ({ loaded, total }) => onShare(total ? loaded / total : 0);
    asking.onload = () => {
      const body = bodyOf(asking.responseText);
      if (asking.status === 201) done(body as CaseAttachments);
      else failed(problemOf(asking.status, body));
    };
    asking.onerror = () => failed(new Problem({ status: 0, key: UNREACHABLE }));
    asking.onabort = () => failed(null);
    signal.addEventListener('abort', () => asking.abort());
    asking.send(file);
  });
}
