// What Lighthouse says of the web app's pages as on a phone: accessibility and best practices, of 100.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import lighthouse from 'lighthouse';
import { launchWithProfile } from '../../tests/e2e/browser.ts';
import { newPerson, password } from '../../tests/e2e/client.ts';
import { Waymark } from '../../tests/e2e/waymark.ts';

const categories = ['accessibility', 'best-practices'] as const;
const aim = 95;

interface Said {
  page: string;
  scores: Record<(typeof categories)[number], number>;
  /** What is not as it should be. */
  faults: string[];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function judge(url: string, page: string, port: number): Promise<Said> {
  const result = await lighthouse(url + page, { port, onlyCategories: [...categories], disableStorageReset: true, logLevel: 'error' });
  if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message ?? `Lighthouse said nothing of ${page}`);
  const shown = result.lhr.finalDisplayedUrl;
  if (shown !== url + page) throw new Error(`${page} led to ${shown}`);
  const { categories: judged, audits } = result.lhr;
  const scores = Object.fromEntries(categories.map((name) => [name, Math.round((judged[name]?.score ?? 0) * 100)])) as Said['scores'];
  const counted = new Set(Object.values(judged).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id)));
  const faults = Object.values(audits).filter(({ id, score }) => counted.has(id) && score !== null && score < 1).map(({ id }) => id);
  return { page, scores, faults };
}

const server = await Waymark.start();
const profile = await mkdtemp(join(tmpdir(), 'waymark-lighthouse-'));
const port = await freePort();
const browser = await launchWithProfile(profile, [`--remote-debugging-port=${port}`]);
const said: Said[] = [];
try {
  const ana = await newPerson(server, 'ana', { language: 'en' });
  const startedAt = new Date(Date.now() - 86_400_000).toISOString();
  const logged = await ana.data<{ logWorkout: { id: string } }>(
    'mutation($s: DateTime!) { logWorkout(input: { type: RUN, startedAt: $s, movingSeconds: 1800, distanceMetres: 5000 }) { id } }',
    { s: startedAt },
  );
  const routes = await ana.get<{ items: { id: string }[] }>('/api/journeys?fields=id');
  for (const page of ['/', '/login', '/signup']) said.push(await judge(server.url, page, port));
  const door = await browser.newPage();
  await door.goto(`${server.url}/login`);
  await door.getByLabel('E-mail').fill('ana@example.org');
  await door.getByLabel('Password', { exact: true }).fill(password);
  await door.getByRole('button', { name: 'Log in' }).click();
  await door.waitForURL('**/app');
  const pages = ['', '/feed', '/goals', `/workouts/${logged.logWorkout.id}`, '/workouts/import', '/journeys', `/journeys/${routes.body.items[0]!.id}`, '/settings'];
  for (const page of pages) said.push(await judge(server.url, `/app${page}`, port));
} finally {
  await browser.close();
  await server.stop();
  await rm(profile, { recursive: true, force: true });
  await rm(server.data, { recursive: true, force: true });
}

for (const { page, scores, faults } of said) {
  const numbers = categories.map((name) => `${name} ${scores[name]}`).join(', ');
  console.log(`${page.replace(/[0-9a-f-]{36}/, '…')}: ${numbers}${faults.length > 0 ? ` (${faults.join(', ')})` : ''}`);
}
const least = categories.map((name) => `${name} ${Math.min(...said.map(({ scores }) => scores[name]))}`).join(', ');
console.log(`least of all pages: ${least} (aim: ${aim})`);
const out = process.argv[2] ?? join(resolve(import.meta.dirname, '../..'), 'bench/results/lighthouse.json');
await writeFile(out, JSON.stringify(said, null, 1) + '\n');
