// Two people in two browsers: one writes, the other finds it, and them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessible, launch, newcomer, newPage, problems, shoot } from './browser.ts';
import { Waymark } from './waymark.ts';

let server: Waymark;
let browser: Browser;
let ana: Page;
let ben: Page;

before(async () => {
  server = await Waymark.start();
  browser = await launch();
  ana = await newcomer(server, browser, 'ana');
  ben = await newcomer(server, browser, 'ben');
});
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0);
  assert.deepEqual(problems, [], 'the browser complained');
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

test('a word finds people and posts from everywhere by one key', async () => {
  await ana.goto(`${server.url}/app/feed`);
  await heading(ana, 'Feed');
  await ana.getByLabel('What’s on your way?', { exact: true }).last().fill('Lost a red glove at the quarry #lostandfound');
  await ana.getByRole('button', { name: 'Post', exact: true }).click();
  await ana.getByRole('article', { name: 'Post by ana' }).getByText('Lost a red glove').waitFor();
  await ben.goto(`${server.url}/app`);
  await heading(ben, /./);
  await ben.keyboard.press('/');
  await heading(ben, 'Search');
  const box = ben.getByRole('searchbox', { name: 'Search Waymark' });
  await box.fill('nobodywritesthis');
  await ben.getByText('Nothing found for “nobodywritesthis”').waitFor();
  await box.fill('ana');
  await ben.getByRole('region', { name: 'People' }).getByRole('link', { name: 'ana', exact: true }).waitFor();
  // What was just written is found within about a second: asked again until it is there.
  await box.fill('red glove');
  await found(ben, 'posts', 'red glove');
  await accessible(ben, 'search');
  await shoot(ben, '48-search');
  await box.fill('');
  await ben.getByRole('heading', { name: 'You might like to follow' }).waitFor();
  await accessible(ben, 'search, empty');
  await shoot(ben, '49-search-empty');
});

/** Reloads the search until the index has the post; the pages do not ask by themselves. */
async function found(page: Page, kind: string, query: string): Promise<void> {
  const post = page.getByRole('article', { name: 'Post by ana' });
  const nothing = page.getByRole('heading', { name: /^Nothing found/ });
  for (let attempt = 0; attempt < 20; ++attempt) {
    await page.goto(`${server.url}/app/search?q=${encodeURIComponent(query)}&kind=${kind}`);
    await post.or(nothing).first().waitFor();
    if (await post.count()) return;
  }
  assert.fail(`“${query}” was not found`);
}

test('the pages of search fit a phone, in light and dark', async () => {
  for (const [colorScheme, path] of [['light', 'search?q=ana'], ['dark', 'search']] as const) {
    const small = await newPage(ana.context());
    await small.setViewportSize({ width: 390, height: 844 });
    await small.emulateMedia({ colorScheme });
    await small.goto(`${server.url}/app/${path}`);
    await heading(small, 'Search');
    await accessible(small, `phone ${colorScheme} ${path}`);
    const overflow = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${path} is ${overflow} px too wide for a phone`);
    await shoot(small, `50-phone-${colorScheme}-search`);
    await small.close();
  }
});
