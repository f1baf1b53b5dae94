// One run of wrk on the second core, and what it says.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cpuSeconds, type Running } from './processes.ts';

export interface Load {
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

export interface Sample {
  requestsPerSecond: number;
  p50Micros: number;
  p99Micros: number;
  cpuMicros: number; // of the server, a request
}

const connections = 64;

export async function sample(server: Running, load: Load, seconds: number, folder: string): Promise<Sample> {
  const script = join(folder, 'load.lua');
  const headers = { ...load.headers, ...(load.body ? { 'Content-Type': 'application/json' } : {}) };
  await writeFile(
    script,
    `wrk.method = ${JSON.stringify(load.body ? 'POST' : 'GET')}
     ${load.body ? `wrk.body = ${luaString(load.body)}` : ''}
     ${Object.entries(headers)
       .map(([name, value]) => `wrk.headers[ ${luaString(name)} ] = ${luaString(value)}`)
       .join('\n')}
     done = function(summary, latency)
       io.write(string.format('\\nRESULT %d %d %d %d %d\\n', summary.requests, summary.duration,
         latency:percentile(50), latency:percentile(99),
         summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
     end`,
  );
  const before = await cpuSeconds(server.pid);
  const out = await run('taskset', ['-c', '1', 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, server.url + load.path]);
  const used = (await cpuSeconds(server.pid)) - before;
  const [requests = 0, micros = 1, p50 = 0, p99 = 0, errors = 1] = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(out)?.slice(1).map(Number) ?? [];
  if (errors > 0 || requests === 0) throw new Error(`${server.name} answered with errors:\n${out}`);
  return { requestsPerSecond: (requests / micros) * 1e6, p50Micros: p50, p99Micros: p99, cpuMicros: (used / requests) * 1e6 };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function medians(samples: Sample[]): Sample {
  const of = (key: keyof Sample): number => median(samples.map((one) => one[key]));
  return { requestsPerSecond: of('requestsPerSecond'), p50Micros: of('p50Micros'), p99Micros: of('p99Micros'), cpuMicros: of('cpuMicros') };
}

export function run(command: string, args: string[]): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
    child.once('error', fail);
    child.once('exit', (code) => (code === 0 ? done(out) : fail(new Error(`${command} ended with ${code}: ${out}`))));
  });
}

function luaString(text: string): string {
  return `[==[${text}]==]`;
}
