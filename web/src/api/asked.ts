/** What the page's head asked before the rest of the page was there (app/first.ts). */
declare global {
  interface Window {
    asked?: Record<string, Promise<Response>>;
  }
}

/** The answer to this very question, when the head asked it; each is taken once. */
export function askedBefore(asking: Request): Promise<Response> | undefined {
  const question = new URL(asking.url).pathname;
  const answer = asking.method === 'GET' ? window.asked?.[question] : undefined;
  if (answer) delete window.asked?.[question];
  return answer;
}
