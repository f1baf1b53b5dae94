// Two people in two browsers: they find and follow each other, and see what the other does without reloading.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accessible, launch, newPage, problems, shoot } from './browser.ts';
import { newPerson, password } from './client.ts';
import { Waymark } from './waymark.ts';

let server: Waymark;
let browser: Browser;
let ana: Page;
let ben: Page;

async function signedIn(nickname: string, context: BrowserContext): Promise<Page> {
  const page = await newPage(context);
  await page.goto(`${server.url}/login`);
  await page.getByLabel('E-mail').fill(`${nickname}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL('**/app');
  return page;
}

before(async () => {
  server = await Waymark.start();
  browser = await launch();
  const people = [];
  for (const nickname of ['ana', 'ben']) {
    await newPerson(server, nickname, { language: 'en' });
    const context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Europe/Madrid',
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    people.push(await signedIn(nickname, context));
  }
  [ana, ben] = people as [Page, Page];
});
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0);
  assert.deepEqual(problems, [], 'the browser complained');
});

const link = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name });

test('Ana finds Ben by his nickname and follows him', async () => {
  await link(ana, 'People').click();
  await ana.getByLabel('Nickname').fill('nobody.here');
  await ana.getByRole('button', { name: 'Go to profile' }).click();
  await ana.getByText('We found nobody by that nickname.').waitFor();
  await accessible(ana, 'people');
  await ana.getByLabel('Nickname').fill('@ben');
  await ana.getByRole('button', { name: 'Go to profile' }).click();
  await ana.getByRole('heading', { level: 1, name: 'ben' }).waitFor();
  await ana.getByRole('button', { name: 'Follow ben' }).click();
  await ana.getByRole('button', { name: /^Following ben/ }).waitFor();
  await ana.getByRole('link', { name: '1 follower', exact: true }).click();
  await ana.getByRole('link', { name: 'ana', exact: true }).last().waitFor();
  await accessible(ana, 'profile');
  await shoot(ana, '20-profile');
});

test('whoever wants to follow a careful person waits for an answer', async () => {
  await ana.getByRole('link', { name: 'Settings' }).click();
  const saved = ana.waitForResponse((response) => response.url().endsWith('/graphql') && (response.request().postData() ?? '').includes('SaveProfile'));
  await ana.getByRole('radio', { name: 'Followers', exact: true }).click();
  await saved;
  await ben.goto(`${server.url}/app/people/ana`);
  await ben.getByRole('button', { name: 'Follow back ana' }).click();
  await ben.getByRole('button', { name: /^Requested ana/ }).waitFor();
  await ben.getByText('Not for everybody').waitFor();
  await shoot(ben, '21-requested');

  await link(ana, 'People').click();
  await accessible(ana, 'requests');
  await shoot(ana, '22-requests');
  await ana.getByRole('button', { name: 'Accept ben' }).click();
  await ana.getByText('Nobody is waiting for your answer.').waitFor();
  await ben.reload();
  await ben.getByRole('button', { name: /^Following ana/ }).waitFor();
  await ben.getByText('Follows you').first().waitFor();
});

test('who is blocked finds nobody any more', async () => {
  await ana.goto(`${server.url}/app/people/ben`);
  await ana.getByRole('button', { name: 'More about ben' }).click();
  await ana.getByRole('menuitem', { name: 'Block' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await ana.getByText('You have blocked this person.').waitFor();
  await ben.reload();
  await ben.getByRole('heading', { name: 'Nobody by that name' }).first().waitFor();
  await ana.goto(`${server.url}/app/settings`);
  await ana.getByRole('button', { name: 'Unblock ben' }).click();
  await ana.getByText('You have blocked nobody.').waitFor();
});

test('the pages of people fit a phone, in light and dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const small = await newPage(ana.context());
    await small.setViewportSize({ width: 390, height: 844 });
    await small.emulateMedia({ colorScheme });
    for (const path of ['people', 'people/ana', 'people/ana/following', 'settings']) {
      await small.goto(`${server.url}/app/${path}`);
      await small.getByRole('heading', { level: 1 }).waitFor();
      await accessible(small, `phone ${colorScheme} ${path}`);
      const overflow = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide for a phone`);
      await shoot(small, `23-phone-${colorScheme}-${path.replaceAll('/', '-')}`);
    }
    await small.getByRole('button', { name: /More/ }).click();
    await small.getByRole('menuitem', { name: 'Rewards' }).click();
    await small.getByRole('heading', { level: 1, name: 'Rewards' }).waitFor();
    await small.close();
  }
});
