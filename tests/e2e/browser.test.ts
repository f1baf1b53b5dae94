// The main job in headless Chromium, as a newcomer does it, with a second tab open, in four languages, on a phone too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accessible, launch, newPage, problems, shoot } from './browser.ts';
import { password, tokenOf } from './client.ts';
import { source, Waymark } from './waymark.ts';

let server: Waymark;
let browser: Browser;
let context: BrowserContext;
let page: Page;

before(async () => {
  server = await Waymark.start();
  browser = await launch();
  context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Madrid', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await newPage(context);
});
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0);
  assert.deepEqual(problems, [], 'the browser complained');
});

test('signs up, confirms by mail, logs in', async () => {
  await page.goto(server.url);
  await accessible(page, 'landing');
  await shoot(page, '01-landing');
  await page.getByRole('link', { name: 'Start your trail' }).first().click();
  await page.getByLabel('E-mail').fill('ana@example.org');
  await page.getByLabel('Nickname').fill('ana');
  await page.getByLabel('Password', { exact: true }).fill(password);
  assert.equal(await page.getByText('It’s yours.').nth(1).textContent(), '✓ It’s yours.', 'both names are checked while typing');
  await page.getByText(/no mail server/).waitFor();
  await accessible(page, 'sign-up');
  await shoot(page, '02-sign-up');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await shoot(page, '03-check-mail');

  const token = tokenOf((await server.mailTo('ana@example.org')).text);
  await page.goto(`${server.url}/confirm-email?token=${encodeURIComponent(token)}`);
  await page.getByRole('heading', { name: 'You’re confirmed' }).waitFor();
  await page.getByRole('link', { name: 'Log in' }).first().click();
  await page.getByLabel('E-mail').fill('ana@example.org');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Where do you want to go?').waitFor();
  await accessible(page, 'empty dashboard');
  await shoot(page, '04-empty-dashboard');
});

test('a taken name is told while typing', async () => {
  const other = await browser.newContext({ locale: 'en-GB' });
  const stranger = await newPage(other);
  await stranger.goto(`${server.url}/signup`);
  await stranger.getByLabel('Nickname').fill('ANA');
  await stranger.getByText('Someone already has this nickname.').waitFor();
  await other.close();
});

test('creates a goal, splits it into tasks, finishes one', async () => {
  await page.getByRole('link', { name: 'Goals', exact: true }).click();
  await page.getByRole('button', { name: 'New goal' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What do you want to reach?').fill('Run a half marathon');
  await dialog.getByLabel('Tags').fill('running');
  await dialog.getByLabel('Tags').press('Enter');
  await dialog.getByLabel('Target date').fill('2027-06-01');
  await accessible(page, 'goal dialog');
  await dialog.getByRole('button', { name: /Create|Save/ }).click();
  const step = page.getByLabel('Next step');
  await step.waitFor();
  for (const title of ['Find a plan', 'Buy shoes', 'Book a bed']) {
    await step.fill(title);
    await page.getByRole('button', { name: 'Add task' }).click();
    await page.getByText(title, { exact: true }).waitFor();
  }
  await page.getByRole('checkbox', { name: /Find a plan/ }).click();
  await page.getByText(/1 of 3 tasks|33\s?%/).first().waitFor();
  await accessible(page, 'goal page');
  await shoot(page, '05-goal');
});

test('creates a linked and a quantitative quest', async () => {
  await page.getByRole('link', { name: 'Quests', exact: true }).click();
  await page.getByRole('button', { name: 'New quest' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Finish something/ }).click();
  await dialog.getByLabel('Name of the quest').fill('Get ready');
  await dialog.getByRole('radio', { name: 'Some tasks' }).click();
  await dialog.getByLabel('Goal', { exact: true }).selectOption({ label: 'Run a half marathon' });
  for (const title of ['Buy shoes', 'Book a bed']) await dialog.getByRole('checkbox', { name: title }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByText('Get ready', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'New quest' }).first().click();
  await dialog.getByRole('radio', { name: /Reach an amount/ }).click();
  await dialog.getByLabel('Name of the quest').fill('25 km before Sunday');
  await dialog.getByRole('textbox', { name: 'Kilometres' }).fill('25');
  await dialog.getByLabel('Count from').fill('2026-01-01');
  await shoot(page, '06-quest-dialog');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByText('25 km before Sunday', { exact: true }).waitFor();
  await accessible(page, 'quests');
  await shoot(page, '07-quests');
});

test('what happens in one tab shows in the other without reloading', async () => {
  const second = await newPage(context);
  await second.goto(`${server.url}/app`);
  await second.getByText('25 km before Sunday').waitFor();
  await second.evaluate(() => Object.assign(window, { untouched: true }));

  await page.getByRole('link', { name: 'Workouts', exact: true }).click();
  await page.getByRole('button', { name: 'Log a workout' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Minutes').fill('50');
  await dialog.getByLabel(/Distance in km/).fill('8.5');
  await accessible(page, 'workout dialog');
  await dialog.getByRole('button', { name: /Save|Create/ }).click();
  await second.getByText(/8\.5 km of 25 km/).waitFor();

  await page.getByRole('link', { name: 'Import files' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles(source('tests/data/gpx/run-garmin.gpx'));
  await page.getByText('A new workout.').waitFor();
  await second.getByText(/13\.5\d* km of 25 km/).waitFor();
  await shoot(page, '08-workouts');

  await page.getByRole('link', { name: 'Today', exact: true }).click();
  for (const title of ['Buy shoes', 'Book a bed']) await page.getByRole('checkbox', { name: new RegExp(title) }).click();
  await second.getByText(/Quest finished: Get ready/).first().waitFor();
  await second.getByText(/1 day/).first().waitFor();
  assert.equal(await second.evaluate(() => 'untouched' in window), true, 'the second tab was not reloaded');
  await shoot(second, '09-dashboard-second-tab');
  await second.close();
});

test('points, level, streak and the first badges are there', async () => {
  await page.getByRole('link', { name: 'Rewards', exact: true }).click();
  await page.getByText('First steps').first().waitFor();
  await page.getByText(/^Earned /).nth(1).waitFor();
  await accessible(page, 'rewards');
  await shoot(page, '10-rewards');
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByText('Goals on the way').waitFor();
  await accessible(page, 'dashboard');
  await shoot(page, '11-dashboard');
});

test('two tabs that edit one goal: the second is shown both versions', async () => {
  const second = await newPage(context);
  await page.getByRole('link', { name: 'Goals', exact: true }).click();
  await page.getByRole('link', { name: /Run a half marathon/ }).first().click();
  await page.getByLabel('Next step').waitFor();
  await second.goto(page.url());
  for (const [tab, title] of [[page, 'From tab one'], [second, 'From tab two']] as const) {
    await tab.getByRole('button', { name: 'Edit', exact: true }).first().click();
    await tab.getByRole('dialog').getByLabel('What do you want to reach?').fill(title);
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'From tab one' }).waitFor();
  await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await second.getByText('This changed while you were editing').waitFor();
  await accessible(second, 'conflict');
  await shoot(second, '12-conflict');
  await second.close();
});

test('speaks the four languages, in light and dark, on a phone', async () => {
  const titles: Record<string, RegExp> = { es: /Hoy/, fr: /Aujourd/, 'pt-BR': /Hoje/, en: /Today/ };
  for (const [language, today] of Object.entries(titles)) {
    await page.goto(`${server.url}/app/settings`);
    await page.locator('select').filter({ has: page.locator(`option[value="${language}"]`) }).selectOption(language);
    await page.locator('form').filter({ has: page.locator('select') }).getByRole('button').last().click();
    await page.getByRole('link', { name: today }).first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
  }
  await accessible(page, 'settings');
  for (const colorScheme of ['light', 'dark'] as const) {
    const small = await newPage(context);
    await small.setViewportSize({ width: 390, height: 844 });
    await small.emulateMedia({ colorScheme });
    for (const path of ['', '/goals', '/quests', '/workouts', '/rewards', '/settings']) {
      await small.goto(`${server.url}/app${path}`);
      await small.getByRole('heading', { level: 1 }).waitFor();
      await small.waitForLoadState('networkidle').catch(() => undefined);
      await accessible(small, `phone ${colorScheme} ${path}`);
      const overflow = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide for a phone`);
      await shoot(small, `13-phone-${colorScheme}${path.replace('/', '-')}`);
    }
    await small.close();
  }
});

test('logs out, and stays out', async () => {
  await page.goto(`${server.url}/app`);
  await page.getByRole('button', { name: 'Log out' }).first().click();
  await page.getByRole('link', { name: 'Log in' }).or(page.getByRole('button', { name: 'Log in' })).first().waitFor();
  await page.goto(`${server.url}/app`);
  await page.waitForURL(/\/login/);
});
