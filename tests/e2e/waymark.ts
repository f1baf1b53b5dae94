// Starts the waymark binary on a free port with a fresh folder, and stops it by its process id.
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { engine } from './engines.ts';

const root = process.env.WAYMARK_SOURCE_DIR ?? resolve(import.meta.dirname, '../..');
export const binary = process.env.WAYMARK_BINARY ?? join(root, 'build/release/waymark');

export const source = (path: string): string => join(root, path);

/** A server that is started again on its folder finds its table again. */
export const tableOf = (folder: string): string => 't_' + basename(folder).toLowerCase().replace(/[^a-z0-9]/g, '_').slice(-30);

/** How a command ended, and what it said on both its outputs. */
export interface Run {
  code: number;
  out: string;
}

/** A command of ours on a data folder, with these WAYMARK_* settings. */
export function waymark(folder: string, settings: Record<string, string>, ...words: string[]): Promise<Run> {
  const env = { PATH: process.env.PATH, ...settings };
  return new Promise((done) => {
    execFile(binary, [...words, '--data', folder], { env }, (failure, stdout, stderr) => {
      done({ code: failure ? Number(failure.code ?? -1) : 0, out: stdout + stderr });
    });
  });
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** One running server with its own data folder. */
export class Waymark {
  readonly log: string[] = [];
  private toldToEnd = false;
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    readonly data: string,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /**
   * Resolves once the server says that it listens. `env` holds WAYMARK_* settings; `launcher` is a command that ends in
   * running the rest of its arguments in its own place. `at` is a port; 0 takes a free one.
   */
  static async start(env: Record<string, string> = {}, data?: string, launcher: string[] = [], at = 0): Promise<Waymark> {
    const folder = data ?? (await mkdtemp(join(tmpdir(), 'waymark-e2e-')));
    const settings = {
      PATH: process.env.PATH,
      WAYMARK_AUTH_BCRYPT_COST: '4',
      WAYMARK_LIMITS_SCALE: '1000', // tests are many people at one address, in no time
      ...(await engine()).settings(tableOf(folder)),
      ...env,
    };
    execFileSync(binary, ['store', 'create', '--data', folder], { env: settings, stdio: ['ignore', 'ignore', 'inherit'] });
    const [program = binary, ...before] = launcher.length > 0 ? [...launcher, binary] : [];
    const child = spawn(program, [...before, 'serve', '--port', String(at), '--data', folder], {
      env: settings,
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const lines = createInterface({ input: child.stderr! });
    const log: string[] = [];
    const port = await new Promise<number>((done, fail) => {
      const timer = setTimeout(() => fail(new Error('the server did not start:\n' + log.join('\n'))), 20_000);
      lines.on('line', (line) => {
        log.push(line);
        if (line.includes('"event":"listening"')) {
          clearTimeout(timer);
          done((JSON.parse(line) as { port: number }).port);
        }
      });
      child.once('exit', (code) => fail(new Error(`the server ended with ${code}:\n${log.join('\n')}`)));
    });
    const server = new Waymark(child, port, folder);
    server.log.push(...log);
    lines.on('line', (line) => server.log.push(line));
    child.once('exit', (code, signal) => {
      if (!server.toldToEnd) console.error(`the server ended by itself with ${signal ?? code}:\n${server.log.slice(-20).join('\n')}`);
    });
    return server;
  }

  /** SIGTERM, and waits; the exit code. Keeps the folder when asked to, for a restart on it. */
  async stop(options: { keepData?: boolean } = {}): Promise<number | null> {
    const ended = new Promise<number | null>((done) => this.child.once('exit', done));
    this.toldToEnd = true;
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM');
    const code = this.child.exitCode ?? (await ended);
    if (!options.keepData) await rm(this.data, { recursive: true, force: true });
    return code;
  }

  /** SIGKILL: what a power cut looks like from outside. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((done) => this.child.once('exit', done));
    this.toldToEnd = true;
    this.child.kill('SIGKILL');
    await ended;
  }

  /** The mails that landed in the outbox, oldest first. */
  async mails(): Promise<Mail[]> {
    const folder = join(this.data, 'outbox');
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
    return Promise.all(names.map(async (name) => parseMail(await readFile(join(folder, name), 'utf8'))));
  }

  /** The newest mail to that address, waiting for it if it is still under way. */
  async mailTo(address: string, count = 1): Promise<Mail> {
    return eventually(async () => {
      const mine = (await this.mails()).filter((mail) => mail.to.includes(address));
      return mine.length >= count ? mine.at(-1) : undefined;
    }, `mail ${count} to ${address}`);
  }
}

/** A promise with its resolver beside it. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

/** Polls until `probe` yields something, at most ten seconds if nothing else is said. */
export async function eventually<T>(probe: () => Promise<T | undefined>, what: string, within = 10_000): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

function parseMail(raw: string): Mail {
  const [head = ''] = raw.split(/\r?\n\r?\n/, 1);
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
  return { to: header('To'), subject: header('Subject'), text: decodeBodies(raw.slice(head.length)) };
}

/** All text parts, with quoted-printable and base64 undone: enough to find a link. */
function decodeBodies(raw: string): string {
  const parts = raw.split(/\r?\n--[^\r\n]+\r?\n/);
  return parts
    .map((part) => {
      if (/content-transfer-encoding: base64/i.test(part)) {
        return Buffer.from(part.split(/\r?\n\r?\n/).slice(1).join(''), 'base64').toString('utf8');
      }
      if (!/content-transfer-encoding: quoted-printable/i.test(part)) return part;
      const soft = part.replace(/=\r?\n/g, '');
      return Buffer.from(
        soft.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8');
    })
    .join('\n');
}
