// Without a network: the app opens, shows what was seen last, takes a workout, and has logged it once when all is well again,
// whatever dies in between.
import assert from 'node:assert/strict';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accessible, launch, newcomer, newPage, problems, shoot } from './browser.ts';
import { Client, newPerson, password } from './client.ts';
import { eventually, Waymark } from './waymark.ts';

let server: Waymark;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let ana: Client;

before(async () => {
  server = await Waymark.start();
  browser = await launch();
  page = await newcomer(server, browser, 'ana');
  context = page.context();
  ana = await clientOf('ana');
});
// One that fails offline does not leave the others there.
afterEach(() => context.setOffline(false));
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0);
  assert.deepEqual(problems, [], 'the browser complained');
});

async function clientOf(nickname: string): Promise<Client> {
  const client = new Client(server);
  await client.logIn(`${nickname}@example.org`, password);
  return client;
}

interface Workouts {
  myWorkouts: { nodes: { id: string; title: string | null }[] };
}
const titles = async (): Promise<(string | null)[]> => {
  const { myWorkouts } = await ana.data<Workouts>('{ myWorkouts(page: { first: 50 }) { nodes { id title } } }');
  return myWorkouts.nodes.map(({ title }) => title);
};
const logged = (title: string): Promise<true> =>
  eventually(async () => ((await titles()).includes(title) ? true : undefined), `${title} on the server`, 60_000);
const once = async (title: string): Promise<void> =>
  assert.equal((await titles()).filter((other) => other === title).length, 1, title);

const inCharge = (of: Page): Promise<unknown> =>
  of.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
/** The state is kept a moment after it has settled. */
const kept = (of: Page, ...words: string[]): Promise<true> =>
  eventually(async () => {
    const text = await of.evaluate(
      () =>
        new Promise<string>((done, fail) => {
          const opening = indexedDB.open('waymark.offline');
          opening.onerror = () => fail(opening.error);
          opening.onsuccess = () => {
            const reading = opening.result.transaction('kept').objectStore('kept').get('snapshot');
            reading.onsuccess = () => {
              opening.result.close();
              done(JSON.stringify(reading.result ?? null));
            };
          };
        }),
    );
    return words.every((word) => text.includes(word)) ? true : undefined;
  }, 'the last state to be kept');

const heading = (of: Page, name: string | RegExp): Promise<void> =>
  of.getByRole('heading', { level: 1, name }).waitFor();
const pill = (of: Page, name: string | RegExp) => of.getByRole('status').getByRole('button', { name });
const settled = (of: Page): Promise<void> => pill(of, /wait|Sending|Offline/).waitFor({ state: 'detached', timeout: 60_000 });

async function log(of: Page, title: string): Promise<void> {
  await of.getByRole('button', { name: 'Log a workout' }).first().click();
  const dialog = of.getByRole('dialog');
  await dialog.getByText(/^Add name/).click();
  await dialog.getByLabel('Name').fill(title);
  await dialog.getByLabel('Minutes').fill('30');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('the app is installable and its files are as a browser must be told', async () => {
  const manifest = await fetch(`${server.url}/manifest.webmanifest`);
  assert.equal(manifest.headers.get('content-type'), 'application/manifest+json');
  const { icons, start_url, display } = (await manifest.json()) as {
    icons: { src: string; sizes: string; purpose: string }[];
    start_url: string;
    display: string;
  };
  assert.equal(start_url, '/app');
  assert.equal(display, 'standalone');
  assert.ok(icons.some(({ purpose }) => purpose === 'maskable'));
  for (const { src, sizes } of icons) {
    const icon = await fetch(server.url + src);
    assert.equal(icon.status, 200, src);
    if (!src.endsWith('.png')) continue;
    const png = Buffer.from(await icon.arrayBuffer());
    assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, src);
  }
  const worker = await fetch(`${server.url}/sw.js`);
  assert.equal(worker.headers.get('cache-control'), 'no-cache', 'a service worker is looked for each time');
  assert.match(worker.headers.get('content-type') ?? '', /^text\/javascript/);
  const index = await fetch(`${server.url}/app`, { headers: { accept: 'text/html' } });
  assert.equal(index.headers.get('cache-control'), 'no-cache');
  const script = /\/assets\/[^"]+\.js/.exec(await index.text())?.[0];
  assert.ok(script);
  assert.match((await fetch(server.url + script)).headers.get('cache-control') ?? '', /immutable/);
});

test('without a network it opens with what was seen last', async () => {
  await ana.data('mutation { createGoal(input: { title: "Walk the Camino" }) { id } }');
  await inCharge(page);
  await page.goto(`${server.url}/app`);
  await page.getByText('Walk the Camino').first().waitFor();
  await page.goto(`${server.url}/app/goals`);
  await page.getByRole('link', { name: 'Walk the Camino' }).click();
  await heading(page, 'Walk the Camino');
  await page.goto(`${server.url}/app/workouts`); // what a page showed that was left at once is kept as well
  await heading(page, 'Workouts');
  await kept(page, 'Walk the Camino', 'myWorkouts');
  await context.setOffline(true);
  await page.goto(`${server.url}/app`);
  await pill(page, 'Offline').waitFor();
  await page.getByText('Walk the Camino').first().waitFor();
  await shoot(page, '60-offline-dashboard');
  await page.goto(`${server.url}/app/goals`);
  await page.getByRole('link', { name: 'Walk the Camino' }).click();
  await heading(page, 'Walk the Camino');
  await pill(page, 'Offline').click();
  await page.getByText('Everything else needs a connection').waitFor();
  await accessible(page, 'offline dialog');
  await shoot(page, '61-offline-dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
});

test('a workout that is logged there survives the tab and is logged once', async () => {
  await context.setOffline(true);
  await page.goto(`${server.url}/app/workouts`);
  await log(page, 'Offline run');
  const line = page.getByRole('link', { name: /Offline run/ });
  await line.getByText('Waiting to be sent').waitFor({ state: 'attached' });
  await pill(page, /Offline · 1 change waits/).waitFor();
  await page.close();
  page = await newPage(context);
  await page.goto(`${server.url}/app/workouts`);
  await page.getByRole('link', { name: /Offline run/ }).getByText('Waiting to be sent').waitFor({ state: 'attached' });
  await accessible(page, 'workouts offline');
  await shoot(page, '62-workout-waits');
  assert.deepEqual(await titles(), []);
  await context.setOffline(false);
  await logged('Offline run');
  await settled(page);
  await page.getByRole('link', { name: 'Offline run' }).waitFor();
  await once('Offline run');
});

test('a goal, a task of it and its end are made offline and arrive in order', async () => {
  await context.setOffline(true);
  await page.goto(`${server.url}/app/goals`);
  await page.getByRole('button', { name: 'New goal' }).first().click();
  await page.getByRole('dialog').getByLabel('What do you want to reach?').fill('Swim a mile');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await heading(page, 'Swim a mile');
  await page.getByLabel('Next step').fill('Find a pool');
  await page.getByRole('button', { name: 'Add task' }).click();
  await page.getByRole('checkbox', { name: /Find a pool/, checked: false }).click();
  await page.getByRole('checkbox', { name: /Find a pool/, checked: true }).waitFor();
  await pill(page, /3 changes wait/).waitFor();
  await page.reload();
  await page.getByRole('checkbox', { name: /Find a pool/, checked: true }).waitFor();
  await context.setOffline(false);
  await settled(page);
  interface Goals {
    myGoals: { nodes: { title: string; doneTaskCount: number; taskCount: number }[] };
  }
  const { myGoals } = await ana.data<Goals>('{ myGoals { nodes { title taskCount doneTaskCount } } }');
  const mine = myGoals.nodes.filter(({ title }) => title === 'Swim a mile');
  assert.deepEqual(mine, [{ title: 'Swim a mile', taskCount: 1, doneTaskCount: 1 }]);
  await page.reload(); // the address that was made offline is the goal's own
  await heading(page, 'Swim a mile');
});

test('a file waits with its bytes, also when its server is killed', async () => {
  const points = Array.from({ length: 20 }, (_, at) => {
    const time = new Date(Date.UTC(2026, 10, 1, 8, 0, at * 10)).toISOString();
    return `<trkpt lat="${42 + at / 5000}" lon="2.8"><ele>70</ele><time>${time}</time></trkpt>`;
  });
  const gpx = `<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>From a file</name><trkseg>${points.join('')}</trkseg></trk></gpx>`;
  await page.goto(`${server.url}/app/workouts/import`);
  const files = page.locator('input[type=file]').first();
  await files.waitFor({ state: 'attached' });
  const port = server.port;
  await server.kill();
  await files.setInputFiles({ name: 'canal.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(gpx) });
  await page.getByText('Kept here. It is sent').first().waitFor();
  await page.goto(`${server.url}/app/workouts`);
  await page.getByRole('list', { name: 'Waiting to be sent' }).getByText('canal.gpx').waitFor();
  await log(page, 'While it was down');
  await page.reload();
  await page.getByRole('list', { name: 'Waiting to be sent' }).getByText('canal.gpx').waitFor();
  await shoot(page, '63-file-waits');
  server = await Waymark.start({}, server.data, [], port);
  ana = await clientOf('ana');
  await logged('From a file');
  await logged('While it was down');
  await settled(page);
  await once('From a file');
  await once('While it was down');
});

test('a server that dies between doing and answering does it once', async () => {
  await page.goto(`${server.url}/app/workouts`);
  await heading(page, 'Workouts');
  await context.setOffline(true);
  await log(page, 'Half-way');
  let died = false;
  // The request arrives and is carried out; then the server is gone, and its answer with it.
  await context.route('**/graphql', async (route) => {
    if (died || !(route.request().postData() ?? '').includes('Half-way')) return route.continue();
    died = true;
    await route.fetch();
    const { port, data } = server;
    await server.kill();
    await route.abort('connectionreset');
    server = await Waymark.start({}, data, [], port);
    ana = await clientOf('ana');
  });
  await context.setOffline(false);
  await eventually(async () => (died ? true : undefined), 'the death of the server');
  await settled(page);
  await context.unroute('**/graphql');
  await logged('Half-way');
  await once('Half-way');
});

test('two tabs send what waits once', async () => {
  const other = await newPage(context);
  await other.goto(`${server.url}/app/goals`);
  await heading(other, 'Goals');
  await context.setOffline(true);
  await page.goto(`${server.url}/app/workouts`);
  for (const title of ['First of two', 'Second of two']) await log(page, title);
  await pill(other, /2 changes wait/).waitFor();
  let asked = 0;
  context.on('request', (request) => {
    if ((request.postData() ?? '').includes('of two')) asked += 1;
  });
  await context.setOffline(false);
  await settled(page);
  await settled(other);
  await once('First of two');
  await once('Second of two');
  assert.equal(asked, 2, 'one sender at a time');
  await other.close();
});

test('what was refused is shown with its reason', async () => {
  await ana.data('mutation { createGoal(input: { title: "Short-lived" }) { id } }');
  await page.goto(`${server.url}/app/goals`);
  await page.getByRole('link', { name: 'Short-lived' }).click();
  await heading(page, 'Short-lived');
  await context.setOffline(true);
  await page.getByLabel('Next step').fill('Too late');
  await page.getByRole('button', { name: 'Add task' }).click();
  await pill(page, /1 change waits/).waitFor();
  interface Goals {
    myGoals: { nodes: { id: string; title: string }[] };
  }
  const { myGoals } = await ana.data<Goals>('{ myGoals { nodes { id title } } }');
  const id = myGoals.nodes.find(({ title }) => title === 'Short-lived')?.id;
  await ana.data('mutation($id: ID!) { deleteGoal(id: $id) }', { id });
  await context.setOffline(false);
  await pill(page, '1 change was refused').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Add a task: Too late').waitFor();
  await accessible(page, 'refused changes');
  await shoot(page, '64-refused');
  await dialog.getByRole('button', { name: 'Got it' }).click();
  await dialog.getByText('Nothing waits').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
});

test('what cannot wait says so', async () => {
  await page.goto(`${server.url}/app/workouts`);
  await page.getByRole('link', { name: 'Offline run' }).click();
  await heading(page, 'Offline run');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('This needs a connection and can’t wait here').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await context.setOffline(false);
});

test('log-out without a network wipes everything, and the session ends when there is one', async () => {
  await page.goto(`${server.url}/app/workouts`);
  await heading(page, 'Workouts');
  await context.setOffline(true);
  await log(page, 'Never sent');
  await page.getByRole('button', { name: 'Log out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Log out and lose what waits?' });
  await dialog.getByText('1 change has not been sent yet').waitFor();
  await dialog.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL('**/login');
  const left = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open('waymark.offline');
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    const names = [...database.objectStoreNames];
    const reading = database.transaction(names);
    const counts = names.map(
      (name) => new Promise<number>((done) => {
        const counting = reading.objectStore(name).count();
        counting.onsuccess = () => done(counting.result);
      }),
    );
    return { stores: names.length, rows: (await Promise.all(counts)).reduce((sum, count) => sum + count, 0) };
  });
  assert.deepEqual(left, { stores: 4, rows: 0 });
  await page.goto(`${server.url}/app`);
  await page.waitForURL('**/login');
  await context.setOffline(false);
  await eventually(async () => {
    const cookies = await context.cookies();
    return cookies.some(({ name }) => name.includes('refresh')) ? undefined : true;
  }, 'the end of the session');
  assert.ok(!(await titles()).includes('Never sent'));
});

/** The server behind a front that can be made to serve a newer service worker. */
async function front(): Promise<{ url: string; newer: () => void; close: () => void }> {
  let newer = false;
  const listener = createServer((request, response) => {
    // Whole and as it is, so that something can be put behind it.
    const { 'if-none-match': _tag, ...rest } = request.headers;
    const asked = { method: request.method, headers: { ...rest, 'accept-encoding': 'identity' } };
    const onward = ask(server.url + request.url, asked, (answer) => {
      const headers = { ...answer.headers };
      const changed = newer && request.url === '/sw.js' && answer.statusCode === 200;
      if (changed) delete headers['content-length'];
      response.writeHead(answer.statusCode ?? 502, headers);
      answer.pipe(response, { end: !changed });
      if (changed) answer.on('end', () => response.end('\n// a newer version\n'));
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const { port } = listener.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    newer: () => (newer = true),
    close: () => {
      listener.closeAllConnections();
      listener.close();
    },
  };
}

test('a new version is offered, and taken when the person wants it', async () => {
  await newPerson(server, 'ben', { language: 'en' });
  const { url, newer, close } = await front();
  const fresh = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  const ben = await newPage(fresh);
  await ben.goto(`${url}/login`);
  await ben.getByLabel('E-mail').fill('ben@example.org');
  await ben.getByLabel('Password', { exact: true }).fill(password);
  await ben.getByRole('button', { name: 'Log in' }).click();
  await ben.waitForURL('**/app');
  await inCharge(ben);
  const offer = ben.getByText('There is a new version of Waymark.');
  assert.equal(await offer.count(), 0, 'the first version is not a newer one');
  newer();
  await ben.reload();
  await offer.waitFor();
  await accessible(ben, 'a new version');
  const loaded = ben.waitForEvent('load');
  await ben.getByRole('button', { name: 'Reload' }).click();
  await loaded;
  await ben.getByRole('heading', { level: 1 }).waitFor();
  const waits = await ben.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null);
  assert.equal(waits, false);
  assert.equal(await offer.count(), 0);
  await fresh.close();
  close();
});
