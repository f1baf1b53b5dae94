// For tests: a queue in a database of its own, and a server that does under one key one thing.
import { openDatabase, type NewAction, type OfflineAction, type OfflineDatabase } from './database';
import { ActionQueue } from './queue';
import type { Outcome, Sending } from './sender';

let databases = 0;

/** A browser's disk: queues that are opened on it one after the other find the same. */
export class Disk {
  private readonly name = `test.${String((databases += 1))}`;
  private open: Promise<OfflineDatabase> | null = null;

  readonly database = (): Promise<OfflineDatabase> => (this.open ??= openDatabase(this.name));
  queue(): ActionQueue {
    return new ActionQueue(this.database);
  }
}

export function action(label: string, more: Partial<NewAction> = {}): NewAction {
  return {
    id: crypto.randomUUID(),
    endpoint: 'POST /graphql',
    payload: JSON.stringify({ variables: { label } }),
    idempotencyKey: crypto.randomUUID(),
    createdAt: Date.now(),
    person: 'ana',
    change: 'LogWorkout',
    subject: label,
    label,
    ...more,
  };
}

/** What was done, in order; and what goes wrong, when. */
export class Server {
  readonly did: string[] = [];
  readonly asked: string[] = [];
  private readonly answers = new Map<string, Outcome>();
  /** Called before anything is done, and may refuse or throw; then after, before the answer is on its way. */
  before: (action: OfflineAction) => Outcome | null = () => null;
  after: (action: OfflineAction) => Outcome | null = () => null;

  readonly deliver = async (action: OfflineAction): Promise<Outcome> => {
    await Promise.resolve();
    this.asked.push(action.label);
    const known = this.answers.get(action.idempotencyKey);
    if (known) return known;
    const wrong = this.before(action);
    if (wrong) return wrong;
    this.did.push(action.label);
    const answer: Outcome = { kind: 'done', data: { data: { did: action.label } } };
    this.answers.set(action.idempotencyKey, answer);
    return this.after(action) ?? answer;
  };
}

export const later: Outcome = { kind: 'later', afterMs: 0 };

/** A sender as a page is one; `more` says what is different. */
export function sending(queue: Sending['queue'], server: Server, more: Partial<Sending> = {}) {
  return {
    queue,
    person: 'ana',
    deliver: server.deliver,
    alone: (act) => act(),
    pause: () => Promise.resolve(true),
    random: () => 0.5,
    ...more,
  } satisfies Sending;
}

/** A lock as Web Locks have it: one after the other. */
export function oneAtATime(): Sending['alone'] {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    return mine;
  };
}
