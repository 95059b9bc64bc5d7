/**
 * What runs in the page's head before anything is drawn; the build writes it, and the styles it names, into the page
 * itself (dev/shell.ts). The first picture then waits for no script and no other file: brightness, language and the
 * shape of what will come (the frame, or the way in) are known from the visit before. Who is signed in is asked now,
 * so that the answer is there when the rest of the page is (`askedBefore` in api/asked.ts takes it).
 */
import type {} from '../api/asked';
import '../shared/theme/tokens.css';
import './shell.css';

const page = document.documentElement;

/** What was kept, unless this browser keeps nothing. */
function kept(name: string): string | null {
  try {
    return localStorage.getItem(`huawu.${name}`);
  } catch {
    return null;
  }
}

const theme = kept('theme');
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
page.dataset.theme = theme === 'light' || theme === 'dark' ? theme : dark ? 'dark' : 'light';

const locale = kept('locale') ?? (/^zh|^$/.test(navigator.language) ? 'zh-CN' : 'en-US');
page.lang = locale;

/** Someone who was signed in, or follows an address inside, is most likely let in. */
const inside = kept('inside') === '1' || location.pathname !== '/';
page.dataset.shell = inside && location.pathname !== '/wallboard' ? 'frame' : 'door';
if (kept('nav.folded') === '1') page.dataset.folded = '';

/** The session; also whether the installation is still empty, where that is likely to be asked next. */
const questions = inside ? ['/api/session'] : ['/api/session', '/api/setup'];
window.asked = {};
for (const question of questions) {
  const answer = fetch(question, { credentials: 'same-origin', headers: { 'Accept-Language': locale } });
  answer.catch(() => undefined); // whoever takes the answer hears of a failure
  window.asked[question] = answer;
}
