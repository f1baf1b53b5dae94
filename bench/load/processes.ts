// Starting, pinning, measuring and stopping the servers under load.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface Running {
  name: string;
  pid: number;
  url: string;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Runs a command on one core. */
export function pinned(core: number, command: string, args: string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  return spawn('taskset', ['-c', String(core), command, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

export async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 2000; ++tries) {
    const ok = await fetch(url).then(
      () => true,
      () => false,
    );
    if (ok) return;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`${url} does not answer`);
}

export function running(name: string, child: ChildProcess, url: string): Running {
  child.stderr?.resume();
  return {
    name,
    url,
    pid: child.pid!, // taskset replaces itself by the command
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** nginx, one worker, serving 200 bytes of static JSON at /me. */
export async function startNginx(folder: string): Promise<Running> {
  const port = await freePort();
  const body = JSON.stringify({ id: '019aa4c2-7f00-7abc-8def-0123456789ab', pad: '' });
  await writeFile(join(folder, 'me'), body.replace('"pad":""', `"pad":"${'x'.repeat(200 - body.length)}"`));
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr crit;
     events { worker_connections 1024; }
     http { access_log off; keepalive_requests 1000000000; default_type application/json; open_file_cache max=10;
       client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
       uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
       server { listen 127.0.0.1:${port}; root ${folder}; } }`,
  );
  const child = pinned(0, '/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')]);
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(url + '/me');
  return running('nginx', child, url);
}

export async function startMercurius(): Promise<Running> {
  const port = await freePort();
  const child = pinned(0, process.execPath, ['--import', 'tsx', 'peer.ts', String(port)], {
    ...process.env,
    NODE_ENV: 'production',
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(url + '/graphql');
  return running('mercurius', child, url);
}

/** Seconds of processor time that a process has used, all threads. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
