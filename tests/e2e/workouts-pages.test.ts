// One person: files of workouts in, what is read from them, what was put together and taken apart, who sees what.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessible, launch, newcomer, newPage, problems, shoot } from './browser.ts';
import { source, Waymark } from './waymark.ts';

let server: Waymark;
let browser: Browser;
let ana: Page;
let workout: string;

before(async () => {
  server = await Waymark.start();
  browser = await launch();
  ana = await newcomer(server, browser, 'ana');
});
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0);
  assert.deepEqual(problems, [], 'the browser complained');
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

test('a workout is logged by two taps', async () => {
  await ana.goto(`${server.url}/app/workouts`);
  await ana.getByRole('button', { name: 'Log a workout' }).first().click();
  const form = ana.getByRole('dialog', { name: 'Log a workout' });
  await accessible(ana, 'quick log');
  await shoot(ana, '70-quick-log');
  await form.getByRole('button', { name: '30 min' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await ana.getByText('Workout logged.').waitFor();
  await ana.getByRole('main').getByRole('link', { name: /^Run/ }).waitFor();
});

test('files come in, each with what became of it', async () => {
  await ana.getByRole('link', { name: 'Import files' }).click();
  await heading(ana, 'Bring in workouts');
  await accessible(ana, 'import');
  const mimeType = 'application/gpx+xml';
  const run = { name: 'run.gpx', mimeType, buffer: await readFile(source('tests/data/gpx/run-garmin.gpx')) };
  const broken = { name: 'broken.gpx', mimeType, buffer: Buffer.from('<gpx') };
  await ana.locator('input[type=file]').first().setInputFiles([run, broken]);
  await ana.getByText('A new workout.').waitFor();
  await ana.getByRole('button', { name: 'Try again' }).waitFor();
  await ana.locator('input[type=file]').first().setInputFiles(run);
  await ana.getByText('This one was here already. Nothing is counted twice.').waitFor();
  await accessible(ana, 'imported');
  await shoot(ana, '71-import');
  await ana.getByRole('link', { name: 'Look' }).click();
  await ana.getByRole('heading', { name: 'Splits' }).waitFor();
  workout = ana.url();
});

test('its page has the map, the curves and the splits', async () => {
  await ana.getByRole('button', { name: 'Zoom in' }).waitFor();
  await ana.getByRole('slider', { name: 'Place on the way' }).fill('3');
  await ana.getByText(/· Elevation /).waitFor();
  await ana.getByRole('radio', { name: 'Mile' }).check();
  await ana.getByRole('table', { name: 'Splits' }).getByText(/\/mi$/).first().waitFor();
  await accessible(ana, 'workout');
  await shoot(ana, '72-workout');
  const heart = ana.getByRole('combobox', { name: 'Heart rate' });
  await heart.selectOption('Everybody');
  await ana.reload();
  await ana.getByRole('heading', { name: 'Who sees what' }).waitFor();
  assert.equal(await ana.getByRole('combobox', { name: 'Heart rate' }).inputValue(), 'PUBLIC');
});

test('weeks and records', async () => {
  await ana.goto(`${server.url}/app/workouts/statistics`);
  await heading(ana, 'Weeks, months, records');
  const bars = ana.getByRole('list', { name: 'What it came to' }).getByRole('listitem');
  await bars.first().waitFor();
  assert.equal(await bars.count(), 26);
  await ana.getByRole('radio', { name: 'Months' }).check();
  await ana.getByText(/^[A-Z][a-z]+ 20\d\d: /).last().waitFor();
  await ana.getByRole('region', { name: 'Run', exact: true }).getByText('Farthest').waitFor();
  await accessible(ana, 'statistics');
  await shoot(ana, '73-statistics');
});

test('home is hidden by a circle', async () => {
  await ana.goto(`${server.url}/app/workouts/privacy`);
  await ana.getByRole('button', { name: 'Zoom in' }).waitFor();
  await ana.getByRole('button', { name: 'Where my last track began' }).click();
  await ana.getByLabel('Name of zone 1').fill('Home');
  await accessible(ana, 'privacy zones');
  await shoot(ana, '74-privacy');
  await ana.getByRole('button', { name: 'Save' }).first().click();
  await ana.getByText('Saved.').waitFor();
  await ana.reload();
  await ana.getByLabel('Name of zone 1').waitFor();
  assert.equal(await ana.getByLabel('Name of zone 1').inputValue(), 'Home');
});

test('the pages fit a phone, in light and dark', async () => {
  for (const [colorScheme, paths] of [
    ['light', [new URL(workout).pathname, '/app/workouts']],
    ['dark', ['/app/workouts/statistics', '/app/workouts/import', '/app/workouts/privacy']],
  ] as const) {
    const small = await newPage(ana.context());
    await small.setViewportSize({ width: 390, height: 844 });
    await small.emulateMedia({ colorScheme });
    for (const path of paths) {
      await small.goto(`${server.url}${path}`);
      await small.getByRole('heading', { level: 1 }).first().waitFor();
      await small.waitForLoadState('networkidle').catch(() => undefined);
      await accessible(small, `phone ${colorScheme} ${path}`);
      const overflow = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide for a phone`);
      await shoot(small, `75-phone-${colorScheme}${path.replaceAll(/[/?=]/g, '-')}`);
    }
    await small.close();
  }
});
