// Draws public/icons/*.png from the SVGs beside them, in Chromium (CHROMIUM, /usr/bin/chromium). Run when one has changed.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const folder = fileURLToPath(new URL('../public', import.meta.url));
const drawings = [
  { from: 'favicon.svg', to: '192.png', size: 192 },
  { from: 'favicon.svg', to: '512.png', size: 512 },
  { from: 'icons/maskable.svg', to: 'maskable-512.png', size: 512 },
  { from: 'icons/maskable.svg', to: 'apple-180.png', size: 180 },
];

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const { from, to, size } of drawings) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(join(folder, from), 'utf8');
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await writeFile(join(folder, 'icons', to), png);
  console.log(`${from} → icons/${to}`);
}
await browser.close();
