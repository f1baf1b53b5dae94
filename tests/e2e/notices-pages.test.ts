// Two people in two browsers: pictures in what they write, the bell that tells them of each other, help on a goal, and what happens
// when one of them is reported and a moderator decides.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { accessible, launch, newPage, problems, shoot } from './browser.ts';
import { newPerson, password, type Client } from './client.ts';
import { engine } from './engines.ts';
import { tableOf, waymark, Waymark } from './waymark.ts';

let server: Waymark;
let browser: Browser;
let ana: Page; // she becomes a moderator
let ben: Page;
const clients: Record<string, Client> = {};

async function signedIn(nickname: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await newPage(context);
  page.setDefaultTimeout(30_000); // each wait is for a state; a busy machine takes its time to get there
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
  for (const nickname of ['ana', 'ben']) clients[nickname] = await newPerson(server, nickname, { language: 'en' });
  const made = await waymark(server.data, (await engine()).settings(tableOf(server.data)), 'admin', 'ana', '--moderator');
  assert.equal(made.code, 0, made.out);
  ana = await signedIn('ana');
  ben = await signedIn('ben');
});
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0);
  assert.deepEqual(problems, [], 'the browser complained');
});

/** A picture of our own making: what the page looks like. */
const picture = async (name: string) => ({ name, mimeType: 'image/png', buffer: await ana.screenshot() });
const noPicture = { name: 'archive.png', mimeType: 'image/png', buffer: Buffer.from('PK\x03\x04 no picture') };
const postOf = (page: Page, name: string): Locator => page.getByRole('article', { name: `Post by ${name}` });
const bell = (page: Page): Locator => page.getByRole('link', { name: /^Notifications/ }).first();

test('pictures go with a post; one that is none is refused, and the rest stays', async () => {
  await ana.goto(`${server.url}/app/feed`);
  await ana.getByRole('heading', { level: 1, name: 'Feed' }).waitFor();
  const choose = ana.locator('form input[type=file]');
  await ana.getByLabel('What’s on your way?', { exact: true }).last().fill('Two views');
  await choose.setInputFiles([await picture('one.png'), noPicture, await picture('two.png')]);
  await ana.getByLabel('What picture 1 shows').fill('The start');
  await ana.getByLabel('What picture 3 shows').fill('The end');
  await accessible(ana, 'composer with pictures');
  await shoot(ana, '30-composer');
  await ana.getByRole('button', { name: 'Post', exact: true }).click();
  await ana.getByRole('list', { name: 'Chosen pictures' }).getByRole('alert').getByText(/archive|picture/i).waitFor();
  assert.equal(await ana.getByLabel('What picture 1 shows').inputValue(), 'The start');
  await ana.getByRole('button', { name: 'Remove picture 2' }).click();
  await ana.getByRole('button', { name: 'Move picture 2 forward' }).click();
  await ana.getByRole('button', { name: 'Post', exact: true }).click();
  await ana.getByText('Posted.').waitFor();
  assert.equal(await ana.getByRole('list', { name: 'Chosen pictures' }).count(), 0);
  await ana.goto(`${server.url}/app/people/ana/posts`);
  await postOf(ana, 'ana').getByRole('button', { name: 'Enlarge: The start' }).waitFor();
});

test('who sees the post enlarges them by keyboard, and goes from one to the next', async () => {
  await ben.goto(`${server.url}/app/people/ana/posts`);
  const post = postOf(ben, 'ana');
  const first = post.getByRole('button', { name: 'Enlarge: The end' });
  await first.focus();
  await first.press('Enter');
  const dialog = ben.getByRole('dialog', { name: 'Picture 1 of 2' });
  await dialog.getByRole('img', { name: 'The end' }).waitFor();
  await accessible(ben, 'enlarged picture');
  await shoot(ben, '31-lightbox');
  await ben.keyboard.press('ArrowRight');
  await ben.getByRole('dialog', { name: 'Picture 2 of 2' }).getByRole('img', { name: 'The start' }).waitFor();
  await ben.keyboard.press('Escape');
  await ben.getByRole('dialog').waitFor({ state: 'detached' });
  await post.getByRole('button', { name: /^Like/ }).click();
  await post.getByRole('button', { name: 'Like. 1 like', pressed: true }).waitFor();
});

test('pictures in a conversation', async () => {
  await ben.goto(`${server.url}/app/people/ana`);
  await ben.getByRole('button', { name: 'Message ana' }).click();
  await ben.getByRole('heading', { level: 1, name: 'ana' }).waitFor();
  await ben.locator('form input[type=file]').setInputFiles(await picture('chat.png'));
  await ben.getByLabel('What picture 1 shows').fill('My map');
  await ben.getByRole('button', { name: 'Send', exact: true }).click();
  await ben.getByRole('log').getByRole('button', { name: 'Enlarge: My map' }).waitFor();
  await accessible(ben, 'room with a picture');
  await shoot(ben, '32-room-picture');
});

test('the bell tells what others do, live; reading it is remembered', async () => {
  await ana.goto(`${server.url}/app`);
  const unread = /Notifications.*(\d+) waits? for you/;
  await ana.getByRole('link', { name: unread }).first().waitFor();
  await bell(ana).click();
  await ana.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
  await ana.getByRole('link', { name: /ben liked your post.*New/ }).waitFor();
  await ana.getByRole('link', { name: /ben would like to write to you.*New/ }).waitFor();
  await clients.ben!.data('mutation($id: ID!) { followUser(id: $id) { id } }', await idOf('ana'));
  await ana.getByRole('link', { name: /ben started to follow you.*New/ }).waitFor();
  await accessible(ana, 'notifications');
  await shoot(ana, '33-notices');

  await ana.getByRole('link', { name: /ben liked your post/ }).click();
  await ana.getByRole('heading', { level: 1, name: 'Post by ana' }).waitFor();
  await ana.goBack();
  await ana.getByRole('link', { name: /ben liked your post(?!.*New)/ }).waitFor();
  await ana.getByRole('button', { name: 'Mark all as read' }).click();
  await ana.getByRole('main').getByText('New', { exact: true }).first().waitFor({ state: 'detached' });
  await ana.reload();
  await ana.getByRole('link', { name: /ben liked your post/ }).waitFor();
  await ana.getByRole('link', { name: 'Notifications', exact: true }).first().waitFor();
});

test('kinds that are not wanted are not told', async () => {
  await ana.goto(`${server.url}/app/settings`);
  const likes = ana.getByRole('switch', { name: 'Likes' });
  const saved = ana.waitForResponse((response) => (response.request().postData() ?? '').includes('UpdateNoticePreferences'));
  await likes.click();
  await saved;
  await ana.reload();
  await ana.getByRole('switch', { name: 'Likes', checked: false }).waitFor();
});

test('help on a goal is asked for, given by who has done it, and thanked for', async () => {
  const finished = await clients.ben!.data<{ createGoal: { id: string; version: number } }>(
    'mutation { createGoal(input: { title: "Walk the Camino", tags: ["walking"] }) { id version } }');
  await clients.ben!.data('mutation { updateSharing(input: { goals: PUBLIC }) { goals } }');
  await clients.ben!.data('mutation($id: ID!, $version: Int!) { updateGoal(id: $id, input: { status: COMPLETED, version: $version }) { id } }', finished.createGoal);
  const wanted = await clients.ana!.data<{ createGoal: { id: string } }>(
    'mutation { createGoal(input: { title: "Walk to the sea", tags: ["walking"] }) { id } }');

  await ana.goto(`${server.url}/app/goals/${wanted.createGoal.id}`);
  await ana.getByRole('button', { name: 'More actions' }).click();
  await ana.getByRole('menuitem', { name: 'Ask for help' }).click();
  await accessible(ana, 'asking');
  await ana.getByLabel('Your question').fill('Which shoes?');
  await ana.getByRole('dialog').getByRole('button', { name: 'Ask', exact: true }).click();
  await ana.getByRole('heading', { level: 1, name: 'Help with: Walk to the sea' }).waitFor();

  // Who matches is told once his finished goal is known, which comes after.
  await ben.goto(`${server.url}/app/help`);
  const question = ben.getByRole('main').getByRole('link', { name: 'Walk to the sea' });
  for (let tries = 0; tries < 20 && (await question.count()) === 0; tries += 1) {
    await ben.reload();
    await ben.getByRole('region', { name: 'You could help' }).getByText(/Which shoes|Nobody asks/).waitFor();
  }
  await accessible(ben, 'help');
  await shoot(ben, '39-help');
  await question.click();
  await ben.getByLabel('Your answer').fill('Half a size larger.');
  await ben.getByRole('button', { name: 'Answer', exact: true }).click();
  await ben.getByRole('region', { name: 'Answers' }).getByText('Half a size larger.').waitFor();

  await bell(ana).click();
  await ana.getByRole('link', { name: /ben.*New/ }).first().click();
  await ana.getByRole('region', { name: 'Answers' }).getByText('Half a size larger.').waitFor();
  await ana.getByRole('button', { name: 'Thank ben' }).click();
  await ana.getByText('Thanked', { exact: true }).waitFor();
  await accessible(ana, 'question');
  await shoot(ana, '40-question');
  await ana.getByRole('button', { name: 'Close the question' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Close the question' }).click();
  await ana.getByText('This question is closed.').waitFor();
});

async function idOf(nickname: string): Promise<{ id: string }> {
  const { user } = await clients.ben!.data<{ user: { id: string } }>('query($n: String) { user(nickname: $n) { id } }', { n: nickname });
  return user;
}

test('a report reaches the moderator, who hides what was reported', async () => {
  await ben.goto(`${server.url}/app/feed`);
  await ben.getByLabel('What’s on your way?', { exact: true }).last().fill('Buy my shoes');
  await ben.getByRole('button', { name: 'Post', exact: true }).click();
  await ben.getByText('Posted.').waitFor();

  const eve = (clients.eve = await newPerson(server, 'eve', { language: 'en' }));
  const { postsBy } = await eve.data<{ postsBy: { nodes: { id: string }[] } }>(
    'query($id: ID!) { postsBy(userId: $id) { nodes { id } } }', await idOf('ben'));
  const reporter = await signedIn('eve');
  await reporter.goto(`${server.url}/app/posts/${postsBy.nodes[0]!.id}`);
  await reporter.getByRole('button', { name: 'More about this post' }).click();
  await reporter.getByRole('menuitem', { name: 'Report' }).click();
  await reporter.getByRole('button', { name: 'Send report' }).click();
  await reporter.getByText('Choose what is wrong.').waitFor();
  await reporter.getByRole('radio', { name: 'Spam' }).click();
  await reporter.getByLabel('Anything we should know').fill('Under every post');
  await accessible(reporter, 'report');
  await shoot(reporter, '34-report');
  await reporter.getByRole('button', { name: 'Send report' }).click();
  await reporter.getByText('Our moderators will look at it.').waitFor();

  assert.equal(await ben.getByRole('link', { name: 'Moderation', exact: true }).count(), 0);
  await ana.goto(`${server.url}/app/moderation`);
  await ana.getByRole('link', { name: 'Post · ben' }).click();
  await ana.getByRole('heading', { level: 1, name: 'Post · ben' }).waitFor();
  await ana.getByRole('region', { name: 'What it said' }).getByText('Buy my shoes').waitFor();
  await ana.getByRole('region', { name: 'Reports' }).getByText('Under every post').waitFor();
  await accessible(ana, 'case');
  await shoot(ana, '35-case');
  await ana.getByRole('radio', { name: 'Hide' }).click();
  await ana.getByLabel('What the person reads').fill('No selling here.');
  await ana.getByRole('button', { name: 'Decide', exact: true }).click();
  await ana.getByRole('region', { name: 'Decisions' }).getByText('Hidden').first().waitFor();

  await reporter.reload();
  await reporter.getByRole('heading', { level: 1, name: 'No post here' }).waitFor();
  await ben.goto(`${server.url}/app/posts/${postsBy.nodes[0]!.id}`);
  await ben.getByText('Only you see it.').waitFor();
});

test('who was decided about reads why, appeals, and is heard', async () => {
  await ben.goto(`${server.url}/app/decisions`);
  await ben.getByRole('heading', { name: 'Your post was hidden' }).waitFor();
  await ben.getByText('No selling here.').waitFor();
  await accessible(ben, 'decisions');
  await shoot(ben, '36-decisions');
  await ben.getByRole('button', { name: 'Appeal', exact: true }).click();
  await ben.getByLabel('Your appeal').fill('They are a gift.');
  await ben.getByRole('dialog').getByRole('button', { name: 'Appeal', exact: true }).click();
  await ben.getByText('Waits for an answer').waitFor();

  await ana.goto(`${server.url}/app/moderation`);
  await ana.getByRole('radio', { name: 'Appealed' }).click();
  await ana.getByRole('link', { name: 'Post · ben' }).click();
  await ana.getByRole('region', { name: 'Decisions' }).getByText('They are a gift.').waitFor();
  await ana.getByRole('button', { name: 'Grant it' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Grant it' }).click();
  await ana.getByText('The decision was taken back', { exact: true }).waitFor();
  await ben.reload();
  await ben.getByText('The decision was taken back', { exact: true }).waitFor();
});

test('who is suspended reads, and writes nothing', async () => {
  await ben.goto(`${server.url}/app/people/ana`);
  await ben.getByRole('button', { name: 'More about ana' }).click();
  await ben.getByRole('menuitem', { name: 'Report' }).click();
  await ben.getByRole('radio', { name: 'Something else' }).click();
  await ben.getByRole('button', { name: 'Send report' }).click();
  await ben.getByText('Our moderators will look at it.').waitFor();

  // About herself she could decide nothing; about Ben she does.
  const about = await clients.ben!.data<{ me: { id: string } }>('{ me { id } }');
  await clients.eve!.data('mutation($input: ReportInput!) { reportContent(input: $input) }', {
    input: { kind: 'PERSON', id: about.me.id, reason: 'HARASSMENT' },
  });
  await ana.goto(`${server.url}/app/moderation`);
  await ana.getByRole('link', { name: 'Profile · ben' }).click();
  await ana.getByRole('heading', { level: 1, name: 'Profile · ben' }).waitFor();
  assert.equal(await ana.getByRole('radio', { name: 'Hide' }).count(), 0);
  await ana.getByRole('radio', { name: 'Suspend' }).click();
  await ana.getByLabel('For how long').selectOption({ label: '3 days' });
  await ana.getByLabel('What the person reads').fill('Take a walk.');
  await ana.getByRole('button', { name: 'Decide', exact: true }).click();
  await ana.getByRole('region', { name: 'Decisions' }).getByText('Suspended').first().waitFor();

  await ben.goto(`${server.url}/app/feed`);
  await ben.getByRole('region', { name: 'You are suspended' }).getByText(/Until .* you can read/).waitFor();
  await ben.getByLabel('What’s on your way?', { exact: true }).last().fill('Still here?');
  await ben.getByRole('button', { name: 'Post', exact: true }).click();
  await ben.getByRole('form', { name: 'What’s on your way?' }).getByRole('alert').waitFor();
  await accessible(ben, 'suspended');
  await shoot(ben, '37-suspended');
});

test('these pages fit a phone, in light and dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const small = await newPage(ana.context());
    small.setDefaultTimeout(30_000);
    await small.setViewportSize({ width: 390, height: 844 });
    await small.emulateMedia({ colorScheme });
    for (const path of ['notifications', 'help', 'moderation', 'decisions', 'feed']) {
      await small.goto(`${server.url}/app/${path}`);
      await small.getByRole('heading', { level: 1 }).waitFor();
      await accessible(small, `phone ${colorScheme} ${path}`);
      const overflow = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide for a phone`);
      await shoot(small, `38-phone-${colorScheme}-${path}`);
    }
    await small.close();
  }
});
