// Builds src/service-worker.ts into dist/sw.js, one plain script, with the list of the files that the build has made.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const web = fileURLToPath(new URL('..', import.meta.url));

/** Larger files are not fetched beforehand: nobody who only looks at their goals should pay for a map. */
const mostBytes = 1_000_000;

interface Listed {
  readonly url: string;
  /** Null where the name holds a hash already. */
  readonly revision: string | null;
}

function filesOf(folder: string): readonly Listed[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  return names.flatMap((name) => {
    const content = readFileSync(join(folder, name));
    if (/\.(gz|br|map)$/.test(name) || name === 'sw.js' || content.length > mostBytes) return [];
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 20);
    return [{ url: `/${name}`, revision: name.startsWith('assets/') ? null : hash }];
  });
}

export function serviceWorker(): Plugin {
  return {
    name: 'waymark:service-worker',
    apply: 'build',
    async writeBundle({ dir }) {
      const outDir = dir ?? join(web, 'dist');
      await build({
        configFile: false,
        root: web,
        logLevel: 'warn',
        publicDir: false,
        resolve: { alias: { '@': join(web, 'src') } },
        define: {
          __FILES__: JSON.stringify(filesOf(outDir)),
          'process.env.NODE_ENV': '"production"',
        },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'baseline-widely-available',
          lib: {
            entry: join(web, 'src/service-worker.ts'),
            formats: ['iife'],
            name: 'waymark',
            fileName: () => 'sw.js',
          },
        },
      });
    },
  };
}
