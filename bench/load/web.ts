// The web app as on a phone: Chromium with its processor throttled four times. How long from asking for a page until it can
// be used: first visit (nothing kept), first visit signed in, repeat visit without a network.
//
// Interactive: the page's heading is there, and the main thread has had no task over 50 ms for half a second; the moment is
// the later of the heading and the end of the last such task.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from '../../tests/e2e/browser.ts';
import { newPerson, password, type Client } from '../../tests/e2e/client.ts';
import { Waymark } from '../../tests/e2e/waymark.ts';
import { median } from './wrk.ts';

type Browser = Awaited<ReturnType<typeof launch>>;
type BrowserContext = Awaited<ReturnType<Browser['newContext']>>;
type Page = Awaited<ReturnType<BrowserContext['newPage']>>;

const root = resolve(import.meta.dirname, '../..');
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const slower = 4;
const phone = { viewport: { width: 390, height: 844 }, locale: 'en-GB', timezoneId: 'Europe/Madrid' };

declare global {
  interface Window {
    lastLongTask: number;
    headingAt: number;
  }
}

/** Runs before the page's own scripts. Functions in it have no names: what compiles this file would mark them with a helper that pages lack. */
const watch = (): void => {
  window.lastLongTask = 0;
  window.headingAt = 0;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.lastLongTask = task.startTime + task.duration;
  }).observe({ type: 'longtask', buffered: true });
  const looking = setInterval(() => {
    if (!document.querySelector('h1')) return;
    window.headingAt = performance.now();
    clearInterval(looking);
  }, 10);
};

async function throttled(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return page;
}

async function interactive(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(
    () => window.headingAt > 0 && performance.now() - Math.max(window.headingAt, window.lastLongTask) > 500,
    undefined,
    { timeout: 60_000, polling: 50 },
  );
  return page.evaluate(() => Math.max(window.headingAt, window.lastLongTask));
}

/** Somebody with something to show. */
async function fill(ana: Client): Promise<void> {
  for (let at = 0; at < 6; at += 1) {
    interface Made {
      createGoal: { id: string };
    }
    const { createGoal } = await ana.data<Made>('mutation($t: String!) { createGoal(input: { title: $t }) { id } }', { t: `Goal number ${at}` });
    for (let task = 0; task < 3; task += 1) {
      await ana.data('mutation($g: ID!) { addTask(input: { goalId: $g, title: "A task" }) { id } }', { g: createGoal.id });
    }
  }
  for (let at = 1; at <= 20; at += 1) {
    const startedAt = new Date(Date.now() - at * 86_400_000).toISOString();
    await ana.data('mutation($s: DateTime!) { logWorkout(input: { type: RUN, startedAt: $s, movingSeconds: 1800, distanceMetres: 5000 }) { id } }', {
      s: startedAt,
    });
  }
}

const server = await Waymark.start();
const browser = await launch();
const raw: Record<string, number[]> = { landing: [], first: [], offline: [] };
const sizes = { requests: 0, bytes: 0 };
try {
  await fill(await newPerson(server, 'ana', { language: 'en' }));
  const entrance = await browser.newContext(phone);
  const door = await entrance.newPage();
  await door.goto(`${server.url}/login`);
  await door.getByLabel('E-mail').fill('ana@example.org');
  await door.getByLabel('Password', { exact: true }).fill(password);
  await door.getByRole('button', { name: 'Log in' }).click();
  await door.waitForURL('**/app');
  let signedIn = await entrance.storageState();
  await entrance.close();

  for (let round = 0; round < rounds; round += 1) {
    const stranger = await browser.newContext(phone);
    raw['landing']!.push(await interactive(await throttled(stranger), server.url));
    await stranger.close();

    const context = await browser.newContext({ ...phone, storageState: signedIn });
    const first = await throttled(context);
    if (round === 0) {
      first.on('requestfinished', (request) => {
        void request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
          sizes.requests += 1;
          sizes.bytes += responseBodySize + responseHeadersSize;
        });
      });
    }
    raw['first']!.push(await interactive(first, `${server.url}/app`));
    await first.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    await first.waitForTimeout(3_000); // what was seen is kept
    await first.close();
    await context.setOffline(true);
    const again = await throttled(context);
    raw['offline']!.push(await interactive(again, `${server.url}/app`));
    await context.setOffline(false);
    signedIn = await context.storageState(); // a refresh token is used once
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

const machine = `${cpus()[0]?.model ?? '?'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`;
const row = (what: string, key: string, aim: string): string =>
  `| ${what} | ${median(raw[key]!).toFixed(0)} ms (${Math.min(...raw[key]!).toFixed(0)}–${Math.max(...raw[key]!).toFixed(0)}) | ${aim} |`;
const page = `# The web app on a phone-class processor

${new Date().toISOString().slice(0, 10)}. ${machine}. Chromium ${browser.version()}, processor throttled ${slower} ×, 390 × 844; server and browser on the same machine, no network in between. Medians of ${rounds} rounds (least–most). Until the first quiet half-second the first visit made ${sizes.requests} requests, ${(sizes.bytes / 1000).toFixed(0)} kB.

| until it can be used | measured | aim |
| --- | --- | --- |
${row('first visit, the landing page', 'landing', '≤ 3 s')}
${row('first visit, signed in: the dashboard', 'first', '≤ 3 s')}
${row('repeat visit without a network: the dashboard', 'offline', '≤ 1 s')}
`;
const out = process.argv[2] ?? join(root, 'bench/results/web');
await mkdir(join(out, '..'), { recursive: true });
await writeFile(`${out}.md`, page);
await writeFile(`${out}.json`, JSON.stringify({ machine, slower, rounds, raw, sizes }, null, 1) + '\n');
console.log(page);
