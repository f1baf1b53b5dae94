// Two people in two browsers: a road that is drawn, a team that walks it, and the other's page that moves by itself.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { accessible, launch, newcomer, newPage, problems, shoot } from './browser.ts';
import { eventually, Waymark } from './waymark.ts';

let server: Waymark;
let browser: Browser;
let ana: Page;
let ben: Page;
let teamAddress: string;

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
/** The map is there: MapLibre's, or the drawing where there is no WebGL. */
const map = (page: Page) => page.getByRole('button', { name: 'Zoom in' }).first().waitFor();
/** `2026-11-21T19:05` as clocks in Madrid show it. */
const inMadrid = (instant: number) =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Madrid', dateStyle: 'short', timeStyle: 'short' }).replace(' ', 'T');
/** Whether a picture is there, not only its place. */
const drawn = (picture: Locator) =>
  picture.evaluate((image) => (image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0 ? true : undefined));
const log = async (page: Page, kilometres: string) => {
  await page.goto(`${server.url}/app/workouts?new`);
  const form = page.getByRole('dialog', { name: 'Log a workout' });
  await form.getByRole('button', { name: '30 min' }).click();
  // What began before the team set off would not count.
  await form.getByRole('radio', { name: 'Earlier' }).check();
  await form.getByLabel('Started').fill(inMadrid(Date.now() + 120_000));
  await form.getByLabel(/Distance in km/).fill(kilometres);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Workout logged.').waitFor();
};

test('the catalogue shows real roads', async () => {
  await ana.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Journeys' }).click();
  await heading(ana, 'Journeys');
  await ana.getByRole('heading', { name: 'Nobody is on the road yet' }).waitFor();
  const roads = ana.getByRole('region', { name: 'Roads to choose from' });
  await roads.getByRole('heading', { name: /Camino/ }).first().waitFor();
  await accessible(ana, 'journeys');
  await shoot(ana, '60-journeys');
  await roads.getByRole('link', { name: /Camino/ }).first().click();
  await heading(ana, /Camino/);
  await map(ana);
  await ana.getByRole('img', { name: /Elevation|Map of/ }).or(ana.getByRole('region', { name: /Map of/ })).first().waitFor();
  await ana.getByRole('heading', { name: 'Where this road comes from' }).waitFor();
  const burgos = ana.getByRole('region', { name: 'Milestones' }).getByRole('listitem').filter({ hasText: 'Burgos' });
  await burgos.scrollIntoViewIfNeeded();
  await eventually(() => drawn(burgos.locator('img')), 'the picture of Burgos');
  await accessible(ana, 'a journey');
  await shoot(ana, '61-journey');
});

test('Ana draws a road of her own', async () => {
  await ana.goto(`${server.url}/app/journeys/new`);
  await heading(ana, 'New journey');
  await map(ana);
  await ana.getByRole('button', { name: 'Create' }).click();
  await ana.getByRole('alert').getByText('Give the journey a name.').waitFor();
  await ana.getByLabel('Name', { exact: true }).fill('Around the lake');
  // By keyboard, without a mouse: the middle of the map, moved in between.
  const middle = ana.getByRole('button', { name: 'Add the map’s middle' });
  await middle.focus();
  await ana.keyboard.press('Enter');
  const place = ana.getByRole('main').locator('canvas, svg[role=img]').first();
  const box = await place.boundingBox();
  assert.ok(box);
  await place.click({ position: { x: box.width / 2 + 3, y: box.height / 2 + 30 } });
  await ana.getByRole('heading', { name: '2 points' }).waitFor();
  await ana.getByRole('textbox', { name: 'Milestone at point 2' }).fill('The old mill');
  await ana
    .getByLabel('Choose a picture for the milestone at point 2')
    .and(ana.locator('input'))
    .setInputFiles({ name: 'mill.png', mimeType: 'image/png', buffer: await ana.screenshot() });
  await ana.getByRole('button', { name: 'Remove the picture of the milestone at point 2' }).waitFor();
  await accessible(ana, 'drawing a journey');
  await shoot(ana, '62-draw');
  await ana.getByRole('button', { name: 'Create' }).click();
  await heading(ana, 'Around the lake');
  const mill = ana.getByRole('region', { name: 'Milestones' }).getByRole('listitem').filter({ hasText: 'The old mill' });
  await mill.scrollIntoViewIfNeeded();
  await eventually(() => drawn(mill.locator('img')), 'the picture of the mill');
});

test('a GPX file becomes a road, and a team sets off on it', async () => {
  await ana.goto(`${server.url}/app/journeys/new`);
  await heading(ana, 'New journey');
  await ana.getByLabel('Name', { exact: true }).fill('Ten kilometres');
  const points = Array.from({ length: 11 }, (_, index) => `<trkpt lat="${42 + index * 0.009}" lon="2.8"><ele>${100 + index * 5}</ele></trkpt>`);
  const gpx = `<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="42.045" lon="2.8"><name>Half-way house</name></wpt><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`;
  await ana.locator('input[type=file]').setInputFiles({ name: 'road.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(gpx) });
  await heading(ana, 'Ten kilometres');
  await ana.getByRole('button', { name: 'Start with a team' }).click();
  const form = ana.getByRole('dialog', { name: 'Start Ten kilometres' });
  await form.getByLabel('Name of the new group').fill('Early birds');
  await accessible(ana, 'starting a journey');
  await form.getByRole('button', { name: 'Set off' }).click();
  await ana.getByRole('link', { name: 'Early birds' }).waitFor();
  await ana.waitForURL('**/app/teams/**');
  teamAddress = ana.url();
  await map(ana);
  await ana.getByRole('heading', { name: 'The rules' }).waitFor();
  await accessible(ana, 'a team');
  await shoot(ana, '63-team');
});

test('Ben joins, and Ana’s page moves as he logs', async () => {
  await ben.goto(teamAddress);
  await heading(ben, 'Ten kilometres');
  await ben.getByRole('button', { name: 'Join Early birds' }).click();
  await ben.getByRole('button', { name: 'Invite' }).waitFor();
  await ana.evaluate(() => Object.assign(window, { untouched: true }));
  await log(ben, '6');
  await ana.getByRole('status').getByText('The team has reached Half-way house').waitFor();
  await ana.getByText('6 km', { exact: true }).first().waitFor();
  await ana.getByRole('region', { name: 'Who brought how much' }).getByText('ben').waitFor();
  assert.equal(await ana.evaluate(() => 'untouched' in window), true, 'the page was not reloaded');
  await accessible(ana, 'a team on the road');
  await shoot(ana, '64-team-on-the-road');
});

test('the rules change for everybody to see', async () => {
  await ana.getByRole('button', { name: 'More', exact: true }).last().click();
  await ana.getByRole('menuitem', { name: 'Change the rules' }).click();
  const form = ana.getByRole('dialog', { name: 'Change the rules' });
  await form.getByLabel(/Most a day/).fill('20');
  await accessible(ana, 'changing the rules');
  await form.getByRole('button', { name: 'Save' }).click();
  await ana.getByText('Each person can bring up to 20 km a day.').waitFor();
});

test('the team arrives, and is certified', async () => {
  await log(ben, '4.5');
  await ana.getByRole('link', { name: 'Certificate' }).click();
  await ana.getByText('was crossed by').waitFor();
  await heading(ana, 'Ten kilometres');
  await accessible(ana, 'certificate');
  await shoot(ana, '65-certificate');
  await ben.goto(`${server.url}/app/journeys/cards`);
  await ben.getByRole('heading', { name: 'Half-way house' }).waitFor();
  await accessible(ben, 'cards');
});

test('the pages fit a phone, in light and dark', async () => {
  const team = new URL(teamAddress).pathname;
  for (const [colorScheme, paths] of [
    ['light', ['/app/journeys', team]],
    ['dark', ['/app/journeys/new', team]],
  ] as const) {
    const small = await newPage(ana.context());
    await small.setViewportSize({ width: 390, height: 844 });
    await small.emulateMedia({ colorScheme });
    for (const path of paths) {
      await small.goto(`${server.url}${path}`);
      await small.getByRole('heading', { level: 1 }).first().waitFor();
      if (path !== '/app/journeys') await map(small);
      await accessible(small, `phone ${colorScheme} ${path}`);
      const overflow = await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide for a phone`);
      await shoot(small, `66-phone-${colorScheme}${path.replaceAll(/[/?=]/g, '-')}`);
    }
    await small.close();
  }
});
