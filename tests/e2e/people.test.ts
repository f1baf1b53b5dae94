// Two people in two browsers: they find and follow each other, and see what the other does without reloading.
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
  await ana.getByRole('main').getByRole('link', { name: 'ana', exact: true }).waitFor();
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

test('they write to each other, live', async () => {
  const room = async (page: Page, name: string) => {
    await page.goto(`${server.url}/app/people/${name}`);
    await page.getByRole('button', { name: `Message ${name}` }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
  const say = async (page: Page, text: string) => {
    await page.getByLabel('Write a message').fill(text);
    await page.getByLabel('Write a message').press('Enter');
  };
  const log = (page: Page) => page.getByRole('log');
  await ben.goto(`${server.url}/app`);
  await room(ana, 'ben');
  await accessible(ana, 'empty room');
  await say(ana, 'Hello Ben! https://example.org');
  await log(ana).getByRole('link', { name: 'https://example.org' }).waitFor();

  // The badge comes to Ben wherever he is; the room, when he opens it.
  await ben.getByRole('link', { name: /Chat.*1 waits for you/ }).click();
  await ben.getByRole('link', { name: /ana.*Hello Ben!.*1 unread message/ }).click();
  await log(ben).getByText('Hello Ben!').waitFor();
  await log(ana).getByText('Seen', { exact: true }).waitFor();

  await ben.getByLabel('Write a message').pressSequentially('Hi');
  await ana.getByText('ben is typing…').waitFor();
  await say(ben, 'Hi Ana!');
  await log(ana).getByText('Hi Ana!').waitFor();

  const message = log(ana).getByRole('listitem').filter({ hasText: 'Hi Ana!' });
  await message.hover();
  await message.getByRole('button', { name: 'More about: Hi Ana!' }).click();
  await ana.getByRole('menuitem', { name: 'React with 🎉' }).click();
  await log(ben).getByRole('button', { name: '🎉: 1' }).waitFor();
  await message.getByRole('button', { name: 'More about: Hi Ana!' }).click();
  await ana.getByRole('menuitem', { name: 'Reply' }).click();
  await say(ana, 'See you on Sunday');
  await log(ben).getByRole('listitem').filter({ hasText: 'See you on Sunday' }).getByText('Hi Ana!').waitFor();

  const own = log(ben).getByRole('listitem').filter({ hasText: 'Hi Ana!' }).first();
  await own.hover();
  await own.getByRole('button', { name: 'More about: Hi Ana!' }).click();
  await ben.getByRole('menuitem', { name: 'Edit' }).click();
  await say(ben, 'Hi dear Ana!');
  await log(ana).getByText('Hi dear Ana!').first().waitFor();
  await accessible(ana, 'room');
  await shoot(ana, '24-room');
});

test('a message that cannot go out stays, and is sent again; what was missed meanwhile comes', async () => {
  await ana.context().setOffline(true);
  await ana.getByLabel('Write a message').fill('From the tunnel');
  await ana.getByRole('button', { name: 'Send', exact: true }).click();
  await ana.getByText('Not sent').waitFor();
  await ben.getByLabel('Write a message').fill('Are you there?');
  await ben.getByLabel('Write a message').press('Enter');
  await ben.getByRole('log').getByText('Are you there?').waitFor();
  await ana.context().setOffline(false);
  await ana.getByRole('button', { name: 'Send again' }).click();
  await ben.getByRole('log').getByText('From the tunnel').waitFor();
  await ana.getByRole('log').getByText('Are you there?').waitFor();
  assert.equal(await ana.getByRole('log').getByText('From the tunnel').count(), 1);
});

test('a post of Ana appears at Ben’s, live; he likes it and answers', async () => {
  await ben.goto(`${server.url}/app/feed`);
  await ben.getByRole('heading', { level: 1, name: 'Feed' }).waitFor();
  await ben.getByLabel('What’s on your way?', { exact: true }).last().fill('First from Ben');
  await ben.getByRole('button', { name: 'Post', exact: true }).click();
  await ben.getByRole('article', { name: 'Post by ben' }).getByText('First from Ben').waitFor();
  await accessible(ben, 'feed');

  await ana.goto(`${server.url}/app/feed`);
  await ana.getByRole('button', { name: 'Post', exact: true }).click();
  await ana.getByText('Write something first.').waitFor();
  await ana.getByLabel('What’s on your way?', { exact: true }).last().fill('Up on the ridge with @ben #hiking');
  await ana.getByRole('button', { name: 'Post', exact: true }).click();
  const atAna = ana.getByRole('article', { name: 'Post by ana' });
  await atAna.getByRole('link', { name: '#hiking' }).waitFor();

  await ben.getByRole('button', { name: '1 new', exact: true }).click();
  const atBen = ben.getByRole('article', { name: 'Post by ana' });
  await atBen.getByRole('link', { name: '@ben' }).waitFor();
  await atBen.getByRole('button', { name: /^Like/ }).click();
  await atBen.getByRole('button', { name: 'Like. 1 like', pressed: true }).waitFor();
  await atBen.getByRole('link', { name: /^Comment/ }).click();
  await ben.getByLabel('Your comment').fill('Wait for me!');
  await ben.getByRole('button', { name: 'Comment', exact: true }).click();
  await ben.getByRole('region', { name: 'Comments' }).getByText('Wait for me!').waitFor();
  await accessible(ben, 'post page');
  await shoot(ben, '25-post');

  await atAna.getByRole('link', { name: /^Comment/ }).click();
  await ana.getByRole('button', { name: 'Reply ben' }).click();
  await ana.getByLabel('Reply to ben').fill('Hurry up');
  await ana.getByRole('button', { name: 'Reply', exact: true }).last().click();
  await ana.getByRole('region', { name: 'Comments' }).getByText('Hurry up').waitFor();
  await shoot(ana, '26-thread');
});

test('a portrait is taken from a file, shown to others, and taken away', async () => {
  await ana.goto(`${server.url}/app/settings`);
  const file = { name: 'me.png', mimeType: 'image/png', buffer: await ana.screenshot() };
  const choose = ana.getByLabel('Profile picture: Choose a picture');
  await choose.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('PK no picture') });
  await ana.getByRole('group', { name: 'Profile picture' }).getByRole('alert').waitFor();
  await choose.setInputFiles(file);
  await ana.getByText('Your picture is up.').waitFor();
  await ben.goto(`${server.url}/app/people/ana`);
  await ben.locator('main img[src^="/media/"]').first().waitFor();
  await ana.getByRole('group', { name: 'Profile picture' }).getByRole('button', { name: 'Remove' }).click();
  await ana.getByText('The picture is gone.').waitFor();
});

test('who is blocked finds nobody any more', async () => {
  await ana.goto(`${server.url}/app/people/ben`);
  await ana.getByRole('button', { name: 'More about ben' }).click();
  await ana.getByRole('menuitem', { name: 'Block' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await ana.getByText('You have blocked this person.').waitFor();
  await ben.goto(`${server.url}/app/people/ana`);
  await ben.getByRole('heading', { name: 'Nobody by that name' }).first().waitFor();
  await ana.goto(`${server.url}/app/settings`);
  await ana.getByRole('button', { name: 'Unblock ben' }).click();
  await ana.getByText('You have blocked nobody.').waitFor();
});

test('the pages of people fit a phone, in light and dark', async () => {
  for (const [colorScheme, paths] of [['light', ['people/ana/following', 'chat', 'feed']], ['dark', ['people', 'people/ana', 'settings']]] as const) {
    const small = await newPage(ana.context());
    await small.setViewportSize({ width: 390, height: 844 });
    await small.emulateMedia({ colorScheme });
    for (const path of paths) {
      await small.goto(`${server.url}/app/${path}`);
      await small.getByRole('heading', { level: 1 }).waitFor();
      await accessible(small, `phone ${colorScheme} ${path}`);
      const overflow = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide for a phone`);
      await shoot(small, `23-phone-${colorScheme}-${path.replaceAll('/', '-')}`);
    }
    await small.getByRole('button', { name: 'More', exact: true }).click();
    await small.getByRole('link', { name: 'Rewards' }).click();
    await small.getByRole('heading', { level: 1, name: 'Rewards' }).waitFor();
    await small.close();
  }
});
