// What people write who mean harm, wherever people write: shown as text, in every place that shows it. Nothing runs, nothing is
// asked of other hosts, nothing leaves its place.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launch, newcomer, problems } from './browser.ts';
import { Client, password } from './client.ts';
import { Waymark } from './waymark.ts';

let server: Waymark;
let browser: Browser;
let page: Page;
let ana: Client, ben: Client;
const strays: string[] = [];
const dialogs: string[] = [];

/** Each with a word that only it has, by which it is found. */
const hostile: Readonly<Record<string, string>> = {
  script: 'Alpha <script>alert(1)</script>',
  handler: 'Bravo <img src=x onerror=alert(1)>',
  svg: 'Charlie <svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s></svg>',
  frame: 'Delta <iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  link: 'Echo javascript:alert(1) data:text/html,<script>alert(1)</script>',
  closing: 'Foxtrot </title></style></textarea></script><b onmouseover=alert(1)>',
  template: 'Golf {{constructor.constructor("alert(1)")()}} ${alert(1)}',
  entities: 'Hotel &lt;script&gt;alert(1)&lt;/script&gt; &#x3C;script>',
  address: 'India https://example.invalid/"onclick="alert(1) http://example.invalid/<b>',
  zeroWidth: 'Kilo\u200b\u200c\u200d\u2060\ufeff zero',
  remote: 'Lima <link rel=stylesheet href=//example.invalid/x.css><style>@import "//example.invalid"</style>',
};
/** As tall as marks can be piled. */
const zalgo = `Mike ${'o\u0301'}${'\u0336\u0489'.repeat(800)}`;

before(async () => {
  server = await Waymark.start();
  browser = await launch();
  page = await newcomer(server, browser, 'ana');
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.host !== new URL(server.url).host) strays.push(request.url());
  });
  await newcomer(server, browser, 'ben').then((other) => other.context().close());
  [ana, ben] = [new Client(server), new Client(server)];
  await ana.logIn('ana@example.org', password);
  await ben.logIn('ben@example.org', password);
});
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0);
});

const id = async (who: Client): Promise<string> => (await who.data<{ me: { id: string } }>('{ me { id } }')).me.id;
const firstWord = (text: string): string => text.split(/[ \u200b]/)[0] ?? '';

/** Every text stands on the page as it was written, as text; nothing of it became an element, and the page is no wider. */
async function shownAsText(where: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const found = page.getByText(firstWord(text)).first();
    await found.waitFor();
    const said = await found.evaluate((element) => element.textContent ?? '');
    const plain = (words: string) => words.replace(/[\s\u200b-\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069]+/g, '');
    assert.ok(plain(said).includes(plain(text)), `${where}: ${JSON.stringify(text)} is shown as ${JSON.stringify(said)}`);
  }
  const state = await page.evaluate(() => ({
    scripts: [...document.scripts].filter((one) => one.src === '' && one.textContent?.includes('alert')).length,
    frames: document.querySelectorAll('iframe').length,
    handlers: [...document.querySelectorAll('*')].filter((one) => one.getAttributeNames().some((name) => name.startsWith('on'))).length,
    links: [...document.links].map((link) => link.protocol).filter((protocol) => !/^https?:$|^mailto:$/.test(protocol)),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  assert.deepEqual(state, { scripts: 0, frames: 0, handlers: 0, links: [], wide: 0 }, where);
  assert.deepEqual([dialogs, strays, problems], [[], [], []], where);
}

const all = Object.values(hostile);

test('posts and comments', async () => {
  // What turns the words around it the other way is no text.
  assert.equal((await ben.post('/api/posts', { text: 'Juliett \u202egnp.exe\u202c' })).status, 400);
  for (const text of all) assert.equal((await ben.post('/api/posts', { text })).status, 201);
  await page.goto(`${server.url}/app/people/ben`);
  await shownAsText('posts', all);
  const post = (await ben.post<{ id: string }>('/api/posts', { text: 'Answers below', warning: hostile.handler })).body.id;
  for (const text of all.slice(0, 10)) assert.equal((await ana.post(`/api/posts/${post}/comments`, { text })).status, 201);
  await page.goto(`${server.url}/app/posts/${post}`);
  await shownAsText('comments', all.slice(0, 10));
});

test('links are shown as they are, and lead where they say', async () => {
  const text = 'November https://example.invalid/a?b=<c>&d="e" and javascript:alert(2)';
  const post = (await ben.post<{ id: string }>('/api/posts', { text })).body.id;
  await page.goto(`${server.url}/app/posts/${post}`);
  await shownAsText('a link', [text]);
  const links = await page.getByRole('article').getByRole('link').evaluateAll((elements) =>
    elements.map((element) => ({ said: element.textContent ?? '', to: (element as HTMLAnchorElement).href })).filter(({ to }) => to.includes('example.invalid')),
  );
  for (const { said, to } of links) assert.equal(new URL(said).href, to, 'the words of a link are its address');
});

test('the chat', async () => {
  const follow = 'mutation($id: ID!) { followUser(id: $id) { id } }';
  await ana.data(follow, { id: await id(ben) });
  await ben.data(follow, { id: await id(ana) });
  const { openDirectRoom } = await ana.data<{ openDirectRoom: { id: string } }>('mutation($id: ID!) { openDirectRoom(userId: $id) { id } }', { id: await id(ben) });
  for (const text of all) assert.equal((await ben.post(`/api/rooms/${openDirectRoom.id}/messages`, { text })).status, 201);
  await page.goto(`${server.url}/app/chat/${openDirectRoom.id}`);
  await shownAsText('messages', all);
});

test('a group and a profile', async () => {
  const create = 'mutation($input: GroupInput!) { createGroup(input: $input) { id } }';
  const { createGroup } = await ana.data<{ createGroup: { id: string } }>(create, {
    input: { name: hostile.handler, description: all.slice(0, 8).join('\n'), tags: ['<b>tag</b>'] },
  });
  await page.goto(`${server.url}/app/groups/${createGroup.id}`);
  await shownAsText("a group's name", [hostile.handler!]);
  await page.goto(`${server.url}/app/groups/${createGroup.id}/about`);
  await shownAsText("a group's words", all.slice(0, 4));
  const change = 'mutation($input: ProfileInput!) { upsertProfile(input: $input) { id } }';
  await ben.data(change, { input: { fullName: 'Oscar <img src=x onerror=alert(1)>', bio: all.slice(0, 4).join('\n').slice(0, 500) } });
  await page.goto(`${server.url}/app/people/ben`);
  await shownAsText('a profile', ['Oscar <img src=x onerror=alert(1)>']);
  const script = await ben.graphql(change, { input: { links: ['javascript:alert(1)'] } });
  assert.ok(script.errors, 'no address of a page');
});

test('ten thousand marks push nothing out of its place', async () => {
  const marks = `Papa ${'e' + '\u0301'.repeat(4_900)}`;
  const { body } = await ben.post<{ id: string }>('/api/posts', { text: marks });
  await ben.post(`/api/posts/${body.id}/comments`, { text: zalgo });
  await ben.post(`/api/posts/${body.id}/comments`, { text: 'Quebec' + 'x'.repeat(1_900) });
  await page.goto(`${server.url}/app/posts/${body.id}`);
  await page.getByText('Quebec').waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0);
  // Marks are painted over what is near, and no further than their own lines: other words stay readable and can be clicked.
  const clipped = await page.getByText('Mike').first().evaluate((element) => {
    for (let at: Element | null = element; at; at = at.parentElement) if (getComputedStyle(at).overflowY !== 'visible') return true;
    return false;
  });
  assert.ok(clipped, 'what is piled up is cut off');
  await page.getByLabel('Your comment').click();
  assert.deepEqual([dialogs, strays, problems], [[], [], []]);
});
