// Two people in two browsers: one writes, the other finds it, and them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
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
  const post = ben.getByRole('article', { name: 'Post by ana' });
  await until(ben, '/app/search?q=red+glove&kind=posts', post, ben.getByRole('heading', { name: /^Nothing found/ }));
  await accessible(ben, 'search');
  await shoot(ben, '48-search');
  await box.fill('');
  await ben.getByRole('heading', { name: 'You might like to follow' }).waitFor();
  await accessible(ben, 'search, empty');
  await shoot(ben, '49-search-empty');
});

test('who shares an interest is suggested with the reason, and can be sent away', async () => {
  for (const page of [ana, ben]) {
    await page.goto(`${server.url}/app/settings`);
    await page.getByLabel(/^Interests/).fill('ceramics');
    await page.getByLabel(/^Interests/).press('Enter');
    await page.getByRole('button', { name: 'Save profile' }).click();
    await page.getByText('Profile saved.').waitFor();
  }
  const reason = ben.getByText('Also likes ceramics');
  const card = ben.getByRole('region', { name: 'You might like to follow' });
  await until(ben, '/app/search', reason, card.getByRole('listitem').or(card.getByText('Nobody to suggest right now.')));
  await shoot(ben, '51-suggestions');
  await card.getByRole('button', { name: 'Don’t suggest ana' }).click();
  await reason.waitFor({ state: 'detached' });
  await ben.reload();
  await card.getByText('Nobody to suggest right now.').waitFor();
});

/**
 * Opens an address again and again until `wanted` is on the page: the index is about a second behind, and pages do not ask by
 * themselves. `other` is what a page without it shows.
 */
async function until(page: Page, path: string, wanted: Locator, other: Locator): Promise<void> {
  for (let attempt = 0; attempt < 20; ++attempt) {
    await page.goto(server.url + path);
    await wanted.or(other).first().waitFor();
    if (await wanted.count()) return;
  }
  assert.fail(`${path} never showed it`);
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
