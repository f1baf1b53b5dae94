import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { serviceWorker } from './build-plugins/service-worker.ts';

// In development the app is served by Vite and everything the binary answers is passed on to it (or to the mock
// server of dev/, which listens on the same port).
const server = process.env['WAYMARK_SERVER'] ?? 'http://127.0.0.1:8080';
const passedOn = [
  '/graphql',
  '/users',
  '/auth',
  '/password',
  '/me',
  '/profile',
  '/api',
  '/media',
  '/health',
];

export default defineConfig({
  plugins: [react(), tailwindcss(), serviceWorker()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'baseline-widely-available',
    // Everything stays a file of its own: the content security policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The map's worker is a module, as its page is.
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      passedOn.map((path) => [path, { target: server, ws: path === '/graphql' }]),
    ),
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    typecheck: { enabled: true, include: ['src/**/*.test-d.ts'] },
  },
});
