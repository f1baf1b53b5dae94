// The server's routes and openapi.yaml describe each other completely.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { described } from './contract.ts';
import { binary } from './waymark.ts';

test('every REST route is described, and every description has a route', () => {
  const routes = execFileSync(binary, ['routes'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((route) => !route.includes('/graphql') && !route.includes('{path*}') && !route.includes('explorer'));
  // /schema.graphql has "graphql" in its name, but is a plain document.
  routes.push('GET /schema.graphql');
  assert.deepEqual([...new Set(routes)].sort(), [...described].sort());
});

test('the settings in force are printed without secrets', () => {
  const printed = execFileSync(binary, ['config', '--port', '9'], { encoding: 'utf8', env: { WAYMARK_SERVER_METRICS_TOKEN: 'hush' } });
  assert.match(printed, /port = 9 +# --port/);
  assert.ok(!printed.includes('hush'), printed);
});

test('a wrong setting ends the program with its name', () => {
  assert.throws(
    () => execFileSync(binary, ['config'], { encoding: 'utf8', stdio: 'pipe', env: { WAYMARK_SERVER_PROT: '1' } }),
    /WAYMARK_SERVER_PROT/,
  );
});
