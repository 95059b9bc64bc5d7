/**
 * Pictures of every page, for looking at, each checked by axe (WCAG 2.2 AA) on the way:
 * `HUAWU_PRETEND=full npm run preview -- --port 4517 &`, then `npm run shots`.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const BASE = process.env.SHOTS_BASE ?? 'http://127.0.0.1:4517';
const OUT = process.env.SHOTS_OUT ?? 'shots';
const ONLY = process.argv.slice(2);
const SIZES = { s: { width: 1366, height: 768 }, l: { width: 1920, height: 1080 } };

/** name, login, address, what to do before the picture. */
const SHOTS = [
  ['sign-in', null, '/'],
  ['sign-in-wrong', null, '/', async (page) => enter(page, 'leader', 'wrong')],
  ['sign-in-often', null, '/', async (page) => enter(page, 'often', 'x')],
  ['board', 'leader', '/board'],
  ['wallboard', 'leader', '/wallboard'],
  ['desk-ready', 'ready', '/desk'],
  ['desk-signed-out', 'signed_out', '/desk'],
  ['desk-ringing', 'ringing', '/desk'],
  ['desk-talking', 'talking', '/desk', async (page) => page.locator('.choice').first().click()],
  ['desk-wrap-up', 'wrap_up', '/desk', async (page) => page.locator('.choice').nth(1).click()],
  ['desk-promise', 'wrap_up', '/desk', promise],
  ['desk-tools', 'talking', '/desk', tools],
  ['interactions', 'leader', '/interactions'],
  ['interaction', 'leader', '/interactions/i4'],
  ['call-elsewhere', 'talking', '/interactions'],
  ['recordings', 'leader', '/recordings/r-i4'],
  ['customers', 'leader', '/customers/c1'],
  ['settings', 'leader', '/settings'],
  ['test-call', 'leader', '/board', testCall],
  ['palette', 'leader', '/board', async (page) => page.keyboard.press('Control+k')],
  ['keys', 'leader', '/board', async (page) => page.keyboard.press('?')],
];

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** What a screen reader or a weak eye would stumble over on this page. */
async function stumbles(page) {
  await page.evaluate(axe);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), tags);
  return found.violations.map(
    (one) =>
      `${one.id}: ${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(' | ')}`,
  );
}

async function enter(page, login, password) {
  await page.locator('input').nth(0).fill(login);
  await page.locator('input').nth(1).fill(password);
  await page.locator('button[type=submit]').click();
}

async function promise(page) {
  const asked = page.locator('.callback-field');
  if (!(await asked.count())) await page.locator('.wrap-up .ant-btn-sm').click();
  await asked.locator('[role=radio]').nth(2).click();
}

async function tools(page) {
  await page.keyboard.press('Alt+n');
  await page.locator('.notepad textarea').fill('要发票，抬头：远东商务');
  await page.locator('.calculator input').fill('688×3−10%');
}

async function testCall(page) {
  await page.keyboard.press('t');
  await page.locator('.test-call button[type=submit]').click();
  await page.waitForTimeout(3500);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-sync',
  ],
});
mkdirSync(OUT, { recursive: true });
const looks = (process.env.SHOTS_LOOKS ?? 's.zh-CN.light').split(',').map((look) => look.split('.'));
for (const [size, locale, theme] of looks) {
  for (const [name, login, address, before] of SHOTS) {
    if (ONLY.length && !ONLY.includes(name)) continue;
    const context = await browser.newContext({ viewport: SIZES[size], locale });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.log(name, error.message));
    page.on('console', (said) => said.type() === 'error' && console.log(name, said.text()));
    await page.addInitScript(
      ([lang, look]) => {
        localStorage.setItem('huawu.locale', lang);
        localStorage.setItem('huawu.theme', look);
      },
      [locale, theme],
    );
    await page.request.delete(`${BASE}/api/session`);
    if (login) {
      await page.request.post(`${BASE}/api/session`, { data: { login, password: 'x' } });
      await page.request.patch(`${BASE}/api/session`, { data: { locale, theme } });
    }
    await page.goto(BASE + address);
    await page.waitForTimeout(1200);
    if (before) await before(page);
    await page.waitForTimeout(600);
    await page.screenshot({ path: `${OUT}/${name}.${size}.${locale}.${theme}.png` });
    for (const one of await stumbles(page)) console.log(`${name} ${size} ${locale} ${theme}: ${one}`);
    await context.close();
  }
}
await browser.close();
