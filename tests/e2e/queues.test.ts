// Mails on their way through each engine of the work queues: the service away and back, and what is given up.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Client, password } from './client.ts';
import { answers, freePort } from './engines.ts';
import { eventually, source, waymark, Waymark, type Run } from './waymark.ts';

/** A service that delivers jobs. With a folder it keeps there what it has, and may be started again. */
class Broker {
  private child: ChildProcess | undefined;
  private constructor(
    private readonly command: string[],
    private readonly env: Record<string, string>,
    private readonly port: number,
    readonly settings: Record<string, string>,
  ) {}

  /** fauxqs loses what is made visible again when it keeps its messages in a folder, so it may go without. */
  static async of(engine: string, folder: string, keeps = true): Promise<Broker> {
    const port = await freePort();
    if (engine === 'nats') {
      const command = ['nats-server', '--addr', '127.0.0.1', '--port', String(port), '--jetstream', '--store_dir', folder];
      return new Broker(command, {}, port, { WAYMARK_QUEUE_ENGINE: 'nats', WAYMARK_QUEUE_NATS_SERVER: `nats://127.0.0.1:${port}` });
    }
    const modules = source('tests/servers/node_modules');
    const kept: Record<string, string> = keeps ? { FAUXQS_DATA_DIR: folder, FAUXQS_PERSISTENCE: 'true' } : {};
    const env = { FAUXQS_PORT: String(port), FAUXQS_LOGGER: 'false', ...kept };
    return new Broker([`${modules}/.bin/node`, `${modules}/fauxqs/dist/server.js`], env, port, {
      WAYMARK_QUEUE_ENGINE: 'sqs',
      WAYMARK_QUEUE_SQS_ENDPOINT: `http://127.0.0.1:${port}`,
      WAYMARK_QUEUE_SQS_REGION: 'us-east-1',
      WAYMARK_QUEUE_SQS_ACCESS_KEY_ID: 'local',
      WAYMARK_QUEUE_SQS_SECRET_ACCESS_KEY: 'local',
    });
  }

  async start(): Promise<void> {
    const env = { PATH: process.env.PATH, ...this.env };
    this.child = spawn('setpriv', ['--pdeathsig', 'KILL', ...this.command], { stdio: 'ignore', env });
    await eventually(async () => (await answers(this.port)) || undefined, `${this.command[0]} to listen`);
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }
}

/** `waymark queue …` on the data of that server, which may have been stopped. */
const queue = (settings: Record<string, string>, data: string, ...words: string[]): Promise<Run> =>
  waymark(data, settings, 'queue', ...words);

async function signUp(server: Waymark, nickname: string): Promise<string> {
  const email = `${nickname}@example.org`;
  const answer = await new Client(server).post('/users/signup', {
    email,
    nickname,
    password,
    timeZone: 'Europe/Madrid',
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return email;
}

/** After an outage: the engines try again from time to time. */
async function arrived(server: Waymark, address: string): Promise<void> {
  const mine = async (): Promise<boolean> => (await server.mails()).some((mail) => mail.to.includes(address));
  await eventually(async () => (await mine()) || undefined, `the mail to ${address}`, 40_000);
}

const count = (server: Waymark, event: string): number =>
  server.log.filter((line) => line.includes(`"event":"${event}"`)).length;

async function temporary(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-queues-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

for (const engine of ['sqs', 'nats'])
  test(`${engine}: mails arrive, and wait while the service is away`, { timeout: 120_000 }, async (t) => {
    const broker = await Broker.of(engine, await temporary(t));
    t.after(() => broker.stop());
    const server = await Waymark.start(broker.settings);
    t.after(() => server.kill());

    // Away from the beginning: the server serves, and the job waits on the store.
    const ana = await signUp(server, 'ana');
    const waiting = await queue(broker.settings, server.data, 'list');
    assert.equal(waiting.code, 0, waiting.out);
    assert.match(waiting.out, /^mail: the service that delivers jobs is out of reach$/m);
    assert.match(waiting.out, /^outgoing\/mail +1 +0 +0 /m);
    assert.equal((await server.mails()).length, 0);
    await broker.start();
    await arrived(server, ana);
    // The clients try for a while before they say that there is no service; a fast start is no outage.
    const outages = count(server, 'queue_service_out_of_reach');
    assert.ok(outages <= 1, `said ${outages} times`);
    assert.equal(count(server, 'queue_service_reached'), outages);

    // While it is there.
    await server.mailTo(await signUp(server, 'ben'));
    await eventually(async () => {
      const { out } = await queue(broker.settings, server.data, 'list');
      return (/^mail +0 +0 +0 +0 +0 +0 /m.test(out) && /^outgoing\/mail +0 +0 +0 +0 +0 +0 /m.test(out)) || undefined;
    }, 'the queues to run empty');

    // Away later.
    await broker.stop();
    const cleo = await signUp(server, 'cleo');
    assert.equal((await server.mails()).length, 2);
    await broker.start();
    await arrived(server, cleo);
    await broker.stop();
    const dora = await signUp(server, 'dora');
    assert.equal(await server.stop({ keepData: true }), 0, 'a server ends without its service');
    assert.equal((await server.mails()).some((mail) => mail.to.includes(dora)), false);
    await server.stop(); // has ended: only the folder goes
  });

for (const engine of ['store', 'sqs', 'nats'])
  test(`${engine}: a mail that cannot be delivered is dead, shown and brought back`, { timeout: 120_000 }, async (t) => {
    const folder = await temporary(t);
    const data = await temporary(t);
    let settings: Record<string, string> = { WAYMARK_MAIL_ATTEMPTS: '1' };
    if (engine !== 'store') {
      const broker = await Broker.of(engine, folder, false);
      await broker.start();
      t.after(() => broker.stop());
      settings = { ...settings, ...broker.settings };
    }
    const server = await Waymark.start(settings, data);
    t.after(() => server.kill());
    const outbox = join(data, 'outbox');
    await rename(outbox, outbox + '.aside');
    await writeFile(outbox, 'no folder');
    const dan = await signUp(server, 'dan');
    const shown = await eventually(async () => {
      const run = await queue(settings, data, 'dead', 'mail');
      return run.out.includes('receives 1') ? run.out : undefined;
    }, 'the dead letter');
    assert.match(shown, /^[0-9a-f-]{36} {2}sent \S+Z {2}receives 1 {2}\S.*outbox/m);
    assert.ok(!shown.includes('dan'), 'nothing of the mail is shown');
    await eventually(async () => {
      const { out } = await queue(settings, data, 'list');
      return /^mail +0 +0 +0 +0 +0 +1 /m.test(out) || undefined;
    }, 'the list to count it');

    const unknown = await queue(settings, data, 'redrive', 'post');
    assert.equal(unknown.code, 1);
    assert.match(unknown.out, /no queue is called "post"; there are: mail/);

    await rm(outbox);
    await rename(outbox + '.aside', outbox);
    // Without a server the command asks the engines itself. (An SQS may still hand a job to the long poll of a server
    // that has ended, which would be its one attempt.)
    if (engine !== 'sqs') {
      assert.equal(await server.stop({ keepData: true }), 0);
      assert.match((await queue(settings, data, 'redrive', 'mail', '--count', '1')).out, /^1 job is ready again$/m);
      const again = await Waymark.start(settings, data);
      t.after(() => again.kill());
      await again.mailTo(dan);
      assert.equal(await again.stop({ keepData: true }), 0);
      return;
    }
    assert.match((await queue(settings, data, 'redrive', 'mail')).out, /^1 job is ready again$/m);
    await server.mailTo(dan);
    assert.match((await queue(settings, data, 'dead', 'mail')).out, /^no dead jobs$/m);
    assert.equal(await server.stop({ keepData: true }), 0);
  });
