// Takes a picture of every page (wide and phone, light and dark) and runs axe on each of them.
// `npm run screens -- http://127.0.0.1:8080 /tmp/shots [part of a name]`; CHROMIUM (/usr/bin/chromium).
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from 'playwright-core';

const [base = 'http://127.0.0.1:8080', folder = 'screens', only = ''] = process.argv.slice(2);
await mkdir(folder, { recursive: true });

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly act?: (page: Page) => Promise<unknown>;
}

const outside: Screen[] = [
  { name: 'landing', path: '/' },
  {
    name: 'signup',
    path: '/signup',
    act: async (page) => {
      await page.getByLabel('E-mail').fill('ana@example.org');
      await page.getByLabel('Nickname').fill('taken.name');
      await page.getByLabel('Password', { exact: true }).fill('river stone');
      await page.getByText('Someone already has').waitFor();
    },
  },
  { name: 'login', path: '/login' },
  { name: 'check-mail', path: '/check-mail' },
  { name: 'confirm-failed', path: '/confirm-email?token=bad' },
  { name: 'forgot', path: '/forgot-password' },
  { name: 'reset', path: '/reset-password?token=x' },
  { name: 'not-found', path: '/nowhere' },
];

const open = (link: RegExp) => async (page: Page) => {
  await page.getByRole('main').getByRole('link', { name: link }).first().click();
  await page.getByRole('heading', { level: 1, name: link }).waitFor();
};

const mapThere = async (page: Page) => {
  await page.getByRole('button', { name: 'Zoom in' }).waitFor();
  // Drawing without a graphics card takes its time.
  await page.waitForTimeout(2500);
};

const choosePictures = async (page: Page) => {
  const buffer = await page.screenshot();
  const file = (name: string) => ({ name, mimeType: 'image/png', buffer });
  await page.locator('form input[type=file]').setInputFiles([file('a.png'), file('b.png')]);
  await page.getByLabel('What picture 1 shows').fill('The feed, before anybody is up');
};

const inside: Screen[] = [
  { name: 'dashboard', path: '/app' },
  { name: 'goals', path: '/app/goals' },
  { name: 'goal-new', path: '/app/goals?new' },
  { name: 'goal', path: '/app/goals', act: open(/half marathon/) },
  { name: 'quests', path: '/app/quests' },
  { name: 'quest-new', path: '/app/quests?new' },
  { name: 'workouts', path: '/app/workouts' },
  { name: 'workout-new', path: '/app/workouts?new' },
  { name: 'workout', path: '/app/workouts', act: open(/Along the Ter/) },
  { name: 'workout-statistics', path: '/app/workouts/statistics' },
  { name: 'workout-privacy', path: '/app/workouts/privacy', act: mapThere },
  { name: 'workout-import', path: '/app/workouts/import' },
  { name: 'journeys', path: '/app/journeys' },
  { name: 'journey', path: '/app/journeys/camino', act: mapThere },
  {
    name: 'journey-draw',
    path: '/app/journeys/new',
    act: async (page) => {
      await mapThere(page);
      for (const x of [120, 180, 250]) {
        await page
          .locator('canvas, svg[role=img]')
          .first()
          .click({ position: { x, y: 150 + x / 5 } });
      }
    },
  },
  { name: 'journey-start-new', path: '/app/journeys/camino?start' },
  { name: 'journey-cards', path: '/app/journeys/cards' },
  { name: 'team', path: '/app/teams/birds/camino', act: mapThere },
  { name: 'certificate', path: '/app/teams/birds/camino/certificate/1' },
  { name: 'feed', path: '/app/feed' },
  { name: 'feed-compose', path: '/app/feed', act: choosePictures },
  { name: 'post', path: '/app/posts/post' },
  {
    name: 'post-picture-new',
    path: '/app/posts/post',
    act: (page) => page.getByRole('button', { name: 'Enlarge: The ridge' }).click(),
  },
  { name: 'people', path: '/app/people' },
  { name: 'profile', path: '/app/people/ben' },
  { name: 'chat', path: '/app/chat' },
  {
    name: 'room',
    path: '/app/chat/room',
    act: (page) => page.getByRole('log').getByText('Then I bring the map').waitFor(),
  },
  { name: 'room-compose', path: '/app/chat/room', act: choosePictures },
  {
    name: 'room-new',
    path: '/app/chat',
    act: (page) => page.getByRole('button', { name: 'New group chat' }).click(),
  },
  { name: 'search', path: '/app/search' },
  { name: 'search-all', path: '/app/search?q=walk' },
  { name: 'search-none', path: '/app/search?q=nothing' },
  { name: 'help', path: '/app/help' },
  { name: 'request', path: '/app/help/request' },
  { name: 'notices', path: '/app/notifications' },
  { name: 'groups', path: '/app/groups' },
  { name: 'group-new', path: '/app/groups?new' },
  { name: 'group', path: '/app/groups/birds' },
  { name: 'group-members', path: '/app/groups/birds/members' },
  { name: 'group-about', path: '/app/groups/birds/about' },
  { name: 'group-manage', path: '/app/groups/birds/manage' },
  { name: 'group-invited', path: '/app/groups/ridge' },
  { name: 'group-link', path: '/groups/join#good' },
  {
    name: 'post-report-new',
    path: '/app/posts/post',
    act: async (page) => {
      await page.getByRole('button', { name: 'More about this post' }).click();
      await page.getByRole('menuitem', { name: 'Report' }).click();
    },
  },
  { name: 'moderation', path: '/app/moderation' },
  { name: 'case', path: '/app/moderation/case' },
  { name: 'decisions', path: '/app/decisions' },
  { name: 'rewards', path: '/app/rewards' },
  { name: 'settings', path: '/app/settings' },
];

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  // Maps are drawn by WebGL, without a graphics card too; NO_WEBGL shows what is drawn in its place.
  args: [
    '--no-sandbox',
    ...(process.env['NO_WEBGL'] ? ['--disable-3d-apis'] : ['--enable-unsafe-swiftshader']),
  ],
});
let serious = 0;
const complaints = new Set<string>();

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of [
    ['wide', { width: 1440, height: 900 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      hasTouch: size === 'phone',
    });
    const page = await context.newPage();
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`content security policy: ${event.violatedDirective} ${event.sourceFile}`);
      });
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.add(message.text());
    });
    page.on('pageerror', (error) => complaints.add(String(error)));
    const shoot = async ({ name, path, act }: Screen) => {
      if (!name.includes(only)) return;
      await page.goto(base + path);
      await page.locator('h1').first().waitFor();
      await act?.(page);
      await page.waitForLoadState('networkidle');
      const file = join(folder, `${name}-${size}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: !name.includes('new') });
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, impact, nodes } of violations) {
        if (impact === 'serious' || impact === 'critical') serious++;
        console.log(`${name} ${size} ${colorScheme}: ${impact ?? '?'} ${id}`);
        for (const node of nodes.slice(0, 3)) console.log(`   ${node.html.slice(0, 160)}`);
      }
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) console.log(`${name} ${size}: ${String(overflow)} px too wide`);
    };
    for (const screen of outside) await shoot(screen);
    await page.goto(`${base}/login`);
    await page.getByLabel('E-mail').fill('ana@example.org');
    await page.getByLabel('Password', { exact: true }).fill('river stone lantern');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.waitForURL('**/app');
    for (const screen of inside) await shoot(screen);
    await context.close();
  }
}
await browser.close();
for (const complaint of complaints) console.log(`console: ${complaint}`);
console.log(`${String(serious)} serious or critical`);
process.exitCode = serious > 0 ? 1 : 0;
