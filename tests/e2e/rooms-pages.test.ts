// Two people in two browsers make a room of several: named, shared, left. And the links on a profile.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessible, launch, newcomer, problems, shoot } from './browser.ts';
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
const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name }).click();
const choose = async (page: Page, menu: string, item: string) => {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const say = async (page: Page, text: string) => {
  await page.getByLabel('Write a message').fill(text);
  await page.getByLabel('Write a message').press('Enter');
};

test('links on a profile are edited in the settings and seen by others', async () => {
  await ana.goto(`${server.url}/app/settings`);
  await ana.getByRole('button', { name: 'Add a link' }).click();
  await ana.getByRole('textbox', { name: 'Link 1' }).fill('example.org');
  await ana.getByRole('button', { name: 'Save profile' }).click();
  await ana.getByText('Begin with https:// or http://').waitFor();
  await ana.getByRole('textbox', { name: 'Link 1' }).fill('https://example.org/ana');
  await ana.getByRole('button', { name: 'Save profile' }).click();
  await ana.getByText('Profile saved.').waitFor();
  await ben.goto(`${server.url}/app/people/ana`);
  await ben.getByRole('link', { name: 'example.org/ana' }).waitFor();
});

test('a room of several is made, named, and left', async () => {
  await ben.goto(`${server.url}/app/people/ana`);
  await ben.getByRole('button', { name: 'Follow ana' }).click();
  await ben.getByRole('button', { name: /^Following ana/ }).waitFor();
  await place(ana, 'Chat');
  await ana.getByRole('button', { name: 'New group chat' }).click();
  const form = ana.getByRole('dialog', { name: 'New group chat' });
  await form.getByRole('checkbox', { name: 'ben' }).check();
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText('This is needed.').waitFor();
  await accessible(ana, 'new group chat');
  await shoot(ana, '40-new-room');
  await form.getByLabel('Name', { exact: true }).fill('Sunday crew');
  await form.getByRole('button', { name: 'Create' }).click();
  await heading(ana, 'Sunday crew');
  await say(ana, 'Who is in?');

  // Ben follows her: he is in it at once, without a word of his.
  await place(ben, 'Chat');
  await ben.getByRole('link', { name: /Sunday crew.*Who is in\?/ }).click();
  await heading(ben, 'Sunday crew');
  await say(ben, 'Me');
  await ana.getByRole('log').getByText('Me', { exact: true }).waitFor();
  await choose(ben, 'More about this conversation', 'Rename');
  await ben.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Saturday crew');
  await ben.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await heading(ana, 'Saturday crew');

  await ana.getByRole('button', { name: '2 people' }).click();
  await ana.getByRole('dialog').getByText('Owner').waitFor();
  await accessible(ana, 'people of a room');
  await shoot(ana, '41-room-members');
  await ana.getByRole('button', { name: 'Remove ben' }).click();
  await ana.getByRole('dialog', { name: 'Remove ben' }).getByRole('button', { name: 'Remove', exact: true }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await ana.getByRole('button', { name: '1 person' }).waitFor();
  await ben.goto(`${server.url}/app/chat`);
  await ben.getByRole('heading', { name: 'No conversations yet' }).waitFor();
});
