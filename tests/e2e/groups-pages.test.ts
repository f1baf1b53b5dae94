// Two people in two browsers: a group with its posts, its links, its room and its roles.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessible, launch, newcomer, newPage, problems, shoot } from './browser.ts';
import { Waymark } from './waymark.ts';

let server: Waymark;
let browser: Browser;
let ana: Page;
let ben: Page;
let groupAddress: string;

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

const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name }).click();
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const choose = async (page: Page, menu: string, item: string) => {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const say = async (page: Page, text: string) => {
  await page.getByLabel('Write a message').fill(text);
  await page.getByLabel('Write a message').press('Enter');
};

test('Ana makes a group and writes into it', async () => {
  await place(ana, 'Groups');
  await ana.getByRole('button', { name: 'New group' }).first().click();
  const form = ana.getByRole('dialog', { name: 'New group' });
  await form.getByLabel('Name', { exact: true }).fill('Early birds');
  await form.getByLabel(/^What it is about/).fill('Along the river before breakfast.');
  await form.getByLabel('Picture: Choose a picture').setInputFiles({ name: 'group.png', mimeType: 'image/png', buffer: await ana.screenshot() });
  await form.getByRole('button', { name: 'Remove' }).waitFor();
  await accessible(ana, 'new group');
  await shoot(ana, '42-new-group');
  await form.getByRole('button', { name: 'Create' }).click();
  await heading(ana, 'Early birds');
  groupAddress = ana.url();
  await ana.getByLabel('What’s on your way?', { exact: true }).last().fill('Meet at the old mill');
  await ana.getByRole('button', { name: 'Post', exact: true }).click();
  const post = ana.getByRole('article', { name: 'Post by ana' });
  await post.getByText('Meet at the old mill').waitFor();
  await choose(ana, 'More about this post', 'Pin');
  await ana.getByRole('region', { name: 'Pinned' }).getByText('Meet at the old mill').waitFor();
  await accessible(ana, 'group');
  await shoot(ana, '43-group');
});

test('Ben comes by a link, which then can be revoked', async () => {
  await ana.getByRole('link', { name: 'Manage' }).click();
  await ana.getByRole('button', { name: 'New link' }).click();
  await ana.getByRole('dialog').getByRole('radio', { name: '10 people' }).check();
  await ana.getByRole('button', { name: 'Create link' }).click();
  const link = await ana.getByRole('textbox', { name: 'Your link' }).inputValue();
  assert.match(link, /\/groups\/join#/);
  await shoot(ana, '44-link');
  await ana.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await ana.getByText('0 of 10 used').waitFor();
  await accessible(ana, 'manage a group');

  await ben.goto(link);
  await ben.getByRole('heading', { name: 'Early birds' }).waitFor();
  await accessible(ben, 'invitation');
  await shoot(ben, '45-invitation');
  await ben.getByRole('button', { name: 'Join' }).click();
  await heading(ben, 'Early birds');
  await ben.getByRole('region', { name: 'Pinned' }).getByRole('button', { name: /^Like/ }).click();
  await ben.getByRole('button', { name: 'Like. 1 like', pressed: true }).waitFor();

  await ana.reload();
  await ana.getByText('1 of 10 used').waitFor();
  await ana.getByRole('button', { name: /^Revoke the link/ }).click();
  await ana.getByText('No link is open.').waitFor();
  const stranger = await newPage(ben.context());
  await stranger.goto(link);
  await stranger.getByRole('heading', { level: 1, name: 'This link leads nowhere any more' }).waitFor();
  await stranger.close();
});

test('members talk in the group’s room', async () => {
  await ben.getByRole('link', { name: 'Group chat' }).click();
  await heading(ben, 'Early birds');
  await say(ben, 'Good morning');
  await ana.goto(groupAddress);
  await ana.getByRole('link', { name: 'Group chat' }).click();
  await ana.getByRole('log').getByText('Good morning').waitFor();
  await ana.getByRole('button', { name: 'More about this conversation' }).click();
  await ana.getByRole('menuitem', { name: 'To the group' }).click();
  await heading(ana, 'Early birds');
});

test('who looks at a group sees what happens in it', async () => {
  await ana.goto(groupAddress);
  await heading(ana, 'Early birds');
  await ana.locator('main img[src*="/media/"]').first().waitFor();
  await ben.goto(groupAddress);
  await ben.getByLabel('What’s on your way?', { exact: true }).last().fill('I bring the coffee');
  await ben.getByRole('button', { name: 'Post', exact: true }).click();
  await ana.getByRole('article', { name: 'Post by ben' }).getByText('I bring the coffee').waitFor();
  const theirs = ana.getByRole('article', { name: 'Post by ben' });
  await theirs.getByRole('button', { name: 'More about this post' }).click();
  await ana.getByRole('menuitem', { name: 'Pin', exact: true }).click();
  await ben.getByRole('region', { name: 'Pinned' }).getByText('I bring the coffee').waitFor();
  await ben.getByRole('link', { name: /^Notifications/ }).first().click();
  await ben.getByText('pinned a post in the group').waitFor();
});

test('a role is given, the group is edited, and one leaves', async () => {
  await ana.getByRole('link', { name: 'Members' }).click();
  await choose(ana, 'Manage ben', 'Make moderator');
  await ana.getByText('Moderator').waitFor();
  await accessible(ana, 'members');
  await shoot(ana, '46-members');
  await ben.goto(groupAddress);
  await ben.getByRole('link', { name: 'Manage' }).waitFor();
  await choose(ben, 'More about this group', 'Edit');
  // A moderator changes the words, not who sees them.
  await ben.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Early risers');
  assert.equal(await ben.getByRole('dialog').getByRole('radio').count(), 0);
  await ben.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await heading(ben, 'Early risers');
  await choose(ben, 'More about this group', 'Leave group');
  await ben.getByRole('dialog').getByRole('button', { name: 'Leave group' }).click();
  await ben.getByRole('button', { name: 'Join Early risers' }).waitFor();
  await ben.getByText('Join to write here.').waitFor();
  await place(ben, 'Groups');
  await ben.getByRole('heading', { name: 'No groups yet' }).waitFor();
});

test('who is invited says yes or no', async () => {
  await ana.goto(groupAddress);
  await choose(ana, 'More about this group', 'Invite people');
  const form = ana.getByRole('dialog');
  await form.getByRole('searchbox', { name: 'People' }).fill('ben');
  await form.getByRole('checkbox', { name: 'ben' }).check();
  await form.getByRole('button', { name: 'Invite', exact: true }).click();
  await ana.getByText('Invited.').waitFor();
  await ben.goto(`${server.url}/app/groups`);
  await ben.getByRole('region', { name: 'Invitations to you' }).waitFor();
  await accessible(ben, 'groups');
  await shoot(ben, '47-groups');
  await ben.getByRole('button', { name: 'Accept Early risers' }).click();
  await ben.getByRole('region', { name: 'Your groups' }).getByRole('link', { name: 'Early risers' }).waitFor();
});

test('a public group is found by its words', async () => {
  await ben.goto(`${server.url}/app/groups`);
  await ben.getByRole('link', { name: 'Find groups' }).click();
  await heading(ben, 'Search');
  await ben.getByRole('searchbox', { name: 'Search Waymark' }).fill('river breakfast');
  await ben.getByRole('main').getByRole('link', { name: 'Early risers' }).click();
  await heading(ben, 'Early risers');
});

test('the room of a goal becomes a group', async () => {
  await ana.goto(`${server.url}/app/goals?new`);
  const goal = ana.getByRole('dialog', { name: 'New goal' });
  await goal.getByRole('textbox').first().fill('Cross the Pyrenees');
  await goal.getByRole('button', { name: 'Create' }).click();
  await heading(ana, 'Cross the Pyrenees');
  await ana.getByRole('button', { name: 'Start a project room' }).click();
  const form = ana.getByRole('dialog', { name: 'Project room' });
  await form.getByRole('searchbox', { name: 'People' }).fill('ben');
  await form.getByRole('checkbox', { name: 'ben' }).check();
  await form.getByRole('button', { name: 'Create' }).click();
  await heading(ana, 'Cross the Pyrenees');
  await say(ana, 'Which way?');
  await choose(ana, 'More about this conversation', 'Make it a group');
  await ana.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await ana.getByText('The room is a group now.').waitFor();
  await ana.getByRole('link', { name: 'Group chat' }).click();
  await ana.getByRole('log').getByText('Which way?').waitFor();
});

test('the pages fit a phone, in light and dark', async () => {
  const group = new URL(groupAddress).pathname.replace('/app/', '');
  for (const [colorScheme, paths] of [
    ['light', ['groups', group]],
    ['dark', [`${group}/members`, `${group}/manage`]],
  ] as const) {
    const small = await newPage(ana.context());
    await small.setViewportSize({ width: 390, height: 844 });
    await small.emulateMedia({ colorScheme });
    for (const path of paths) {
      await small.goto(`${server.url}/app/${path}`);
      await small.getByRole('heading', { level: 1 }).first().waitFor();
      await accessible(small, `phone ${colorScheme} ${path}`);
      const overflow = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide for a phone`);
      await shoot(small, `50-phone-${colorScheme}-${path.replaceAll(/[/?=]/g, '-')}`);
    }
    await small.close();
  }
});
