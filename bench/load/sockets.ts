// What measuring over GraphQL sockets needs: clients that cost little, a rate that does not wait for answers, and quantiles.
import WebSocket from 'ws';
import type { Client } from '../../tests/e2e/client.ts';

/** graphql-transport-ws, and nothing more than is needed: what is measured is the server. */
export class Socket {
  private readonly waiting = new Map<string, (payload: string) => void>();
  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const frame = data.toString();
      const id = /"id":"([^"]+)"/.exec(frame)?.[1];
      if (id !== undefined && !frame.includes('"type":"complete"')) this.waiting.get(id)?.(frame);
    });
  }

  static async open(person: Client): Promise<Socket> {
    const raw = new WebSocket(person.server.url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws');
    await new Promise((done, fail) => raw.once('open', done).once('error', fail));
    const acknowledged = new Promise((done) => raw.once('message', done));
    raw.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${person.token}` } }));
    await acknowledged;
    return new Socket(raw);
  }
  /** `heard` is called with each frame that answers. */
  ask(id: string, query: string, variables: object, heard: (frame: string) => void): void {
    this.waiting.set(id, heard);
    this.socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
  }
  forget(id: string): void {
    this.waiting.delete(id);
  }
  close(): void {
    this.socket.terminate();
  }
}

export async function inTurns<T>(items: T[], together: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: together }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

export const quantile = (sorted: number[], q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
export const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

export async function until(done: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 30_000; !done(); await sleep(10)) if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
}

/** Calls `send` with 0, 1, 2 … when each is due, whatever became of those before. */
export async function atRate(rate: number, seconds: number, send: (number: number) => void): Promise<void> {
  const begin = performance.now();
  for (let sent = 0; sent < rate * seconds; ) {
    const due = Math.min(rate * seconds, ((performance.now() - begin) * rate) / 1000);
    for (; sent < due; ++sent) send(sent);
    await new Promise((done) => setImmediate(done));
  }
}

/** Milliseconds from sending to delivery, and the server's CPU for each. */
export interface Spread {
  messages: number;
  p50: number;
  p99: number;
  longest: number;
  cpuMicros: number;
}

export function spreadOf(took: number[], cpuSeconds: number): Spread {
  took.sort((a, b) => a - b);
  return {
    messages: took.length,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    longest: took.at(-1) ?? Number.NaN,
    cpuMicros: (cpuSeconds * 1e6) / took.length,
  };
}
