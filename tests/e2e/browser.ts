// Headless Chromium for the walks: pages whose faults are collected, what axe says, screenshots.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { newPerson, password } from './client.ts';
import type { Waymark } from './waymark.ts';

const shots = process.env.WAYMARK_SHOTS; // a folder: keeps screenshots there

/** What the pages complained about: exceptions, refused scripts and styles. */
export const problems: string[] = [];

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath, args: quiet });
}

/** A browser that keeps its profile in that folder, with more arguments. */
export function launchWithProfile(folder: string, more: string[]): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { executablePath, args: [...quiet, ...more] });
}

/** A page whose faults are collected. */
export async function newPage(of: BrowserContext): Promise<Page> {
  const fresh = await of.newPage();
  fresh.setDefaultTimeout(10_000);
  // A celebration covers the page until it is dismissed, and may come at any moment.
  await fresh.addLocatorHandler(fresh.getByRole('button', { name: 'Keep going' }), (button) => button.click(), {
    noWaitAfter: true, // the next one may follow at once
  });
  fresh.on('pageerror', (error) => problems.push(String(error)));
  fresh.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && /Content Security Policy|Refused to/.test(text)) problems.push(text);
  });
  return fresh;
}

/** Somebody who has just signed up, in a browser of their own, at the page that follows log-in. */
export async function newcomer(server: Waymark, browser: Browser, nickname: string): Promise<Page> {
  await newPerson(server, nickname, { language: 'en' });
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await newPage(context);
  await page.goto(`${server.url}/login`);
  await page.getByLabel('E-mail').fill(`${nickname}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL('**/app');
  return page;
}

export async function shoot(of: Page, name: string): Promise<void> {
  if (shots) await of.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

/** axe finds nothing serious. While a dialog is open it is all there is: focus is kept in it. */
export async function accessible(of: Page, what: string): Promise<void> {
  // Colours are judged as they end up, not on the way there.
  await of.evaluate(() =>
    Promise.allSettled(
      document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished),
    ),
  );
  const axe = new AxeBuilder({ page: of });
  if (await of.getByRole('dialog').count()) axe.include('[role=dialog]');
  const { violations } = await axe.analyze();
  const grave = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  assert.deepEqual(grave.map((one) => `${one.id}: ${one.nodes[0]?.html}`), [], what);
}
