// A person's client: fetch with an identity, an Idempotency-Key and JSON. Every REST answer is held to openapi.yaml.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { holdToContract } from './contract.ts';
import type { Waymark } from './waymark.ts';

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { field: string; message: string }[];
  traceId: string;
}

export interface GraphqlError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; errors?: { field: string; message: string }[] };
}

export interface GraphqlResult<T> {
  data?: T | null;
  errors?: GraphqlError[];
}

export interface CallOptions {
  body?: unknown;
  raw?: BodyInit;
  headers?: Record<string, string>;
  idempotencyKey?: string | null;
}

export class Client {
  token: string | undefined;
  cookies = new Map<string, string>();
  language = 'en';

  constructor(public server: Waymark) {}

  async call<T = unknown>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const headers = new Headers({ 'accept-language': this.language, ...options.headers });
    if (this.token && !headers.has('authorization')) headers.set('authorization', `Bearer ${this.token}`);
    if (this.cookies.size > 0) headers.set('cookie', [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; '));
    if (method !== 'GET' && options.idempotencyKey !== null && !path.startsWith('/graphql')) {
      headers.set('idempotency-key', options.idempotencyKey ?? randomUUID());
    }
    let body = options.raw;
    if (options.body !== undefined) {
      headers.set('content-type', 'application/json');
      body = JSON.stringify(options.body);
    }
    const response = await fetch(this.server.url + path, { method, headers, body, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';', 1);
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(cookie)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    const parsed: unknown = json ? JSON.parse(text) : text;
    if (!path.startsWith('/graphql')) {
      holdToContract(method, path, response.status, response.headers.get('content-type') ?? '', parsed);
    }
    return { status: response.status, headers: response.headers, body: parsed as T };
  }

  get<T>(path: string, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.call<T>('GET', path, headers ? { headers } : {});
  }

  post<T>(path: string, body: unknown, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call<T>('POST', path, { ...options, body });
  }

  async graphql<T>(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlResult<T>> {
    const answer = await this.call<GraphqlResult<T>>('POST', '/graphql', {
      body: { query, variables },
      headers: { accept: 'application/graphql-response+json' },
    });
    return answer.body;
  }

  /** The data, or a failure that shows the errors. */
  async data<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const result = await this.graphql<T>(query, variables);
    assert.equal(result.errors, undefined, JSON.stringify(result.errors));
    assert.ok(result.data);
    return result.data;
  }

  async logIn(email: string, password: string): Promise<void> {
    const answer = await this.post<{ accessToken: string }>('/users/login', { email, password });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    this.token = answer.body.accessToken;
  }
}

export const password = 'correct horse battery 9';

/** Signs up, confirms by the link in the mail, logs in. */
export async function newPerson(server: Waymark, nickname: string, extra: Record<string, unknown> = {}): Promise<Client> {
  const client = new Client(server);
  const email = `${nickname}@example.org`;
  const signup = await client.post('/users/signup', { email, nickname, password, timeZone: 'Europe/Madrid', ...extra });
  assert.equal(signup.status, 201, JSON.stringify(signup.body));
  const token = tokenOf((await server.mailTo(email)).text);
  const confirmed = await client.get(`/users/confirm-email?token=${encodeURIComponent(token)}`);
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body));
  await client.logIn(email, password);
  return client;
}

/** The token of the first link in a mail. */
export function tokenOf(text: string): string {
  const token = /[?&]token=([A-Za-z0-9._~%-]+)/.exec(text)?.[1];
  assert.ok(token, 'no link in: ' + text);
  return decodeURIComponent(token);
}
