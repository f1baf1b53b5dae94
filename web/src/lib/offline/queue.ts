// The queue of changes that wait for the server: a write-ahead log (SW 3g).
import type { Loss, NewAction, OfflineAction, OfflineDatabase } from './database';

/** How much may wait, for each person. Past it a change is refused while the person can still be told. */
export const limits = {
  actions: 500,
  payloadBytes: 64 * 1024,
  fileBytes: 20 * 1024 * 1024,
  filesBytes: 60 * 1024 * 1024,
  losses: 100,
} as const;

export type Full = 'tooMany' | 'tooBig' | 'fileTooBig' | 'filesTooBig';

/** Thrown where something cannot wait here. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
  constructor(readonly why: Full) {
    super(why);
  }
}

export interface Waiting {
  readonly actions: readonly OfflineAction[];
  readonly losses: readonly Loss[];
}

const channelName = 'waymark.queue';

/** Each method is one transaction: a tab that is closed in the middle leaves all of it or nothing. */
export class ActionQueue {
  private readonly listeners = new Set<() => void>();
  private readonly channel: BroadcastChannel | null =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);

  constructor(private readonly database: () => Promise<OfflineDatabase>) {
    this.channel?.addEventListener('message', () => {
      this.tell();
    });
  }

  /** Called after each change of the queue, by this tab, another, or the service worker. */
  readonly onChange = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Throws `QueueFull`, or what the browser throws when it has no room. Resolved: it is on the disk. */
  async add(action: NewAction, bytes?: ArrayBuffer): Promise<OfflineAction> {
    if (action.payload.length > limits.payloadBytes) throw new QueueFull('tooBig');
    if (bytes && bytes.byteLength > limits.fileBytes) throw new QueueFull('fileTooBig');
    const database = await this.database();
    const change = database.transaction(['actions', 'files'], 'readwrite', {
      durability: 'strict',
    });
    const waiting = await change.objectStore('actions').index('person').getAll(action.person);
    const full = whyFull(waiting, bytes);
    if (full !== null) {
      await change.done;
      throw new QueueFull(full);
    }
    const seq = await change.objectStore('actions').add(action as OfflineAction);
    if (bytes) await change.objectStore('files').put(bytes, action.id);
    await change.done;
    this.announce();
    return { ...action, seq };
  }

  async read(person: string): Promise<Waiting> {
    const database = await this.database();
    const reading = database.transaction(['actions', 'losses']);
    const [actions, losses] = await Promise.all([
      reading.objectStore('actions').index('person').getAll(person),
      reading.objectStore('losses').index('person').getAll(person),
    ]);
    return { actions: actions.toSorted((a, b) => a.seq - b.seq), losses };
  }

  /** What is to be sent next. */
  async first(person: string): Promise<OfflineAction | null> {
    return (await this.read(person)).actions[0] ?? null;
  }

  async bytesOf({ id }: OfflineAction): Promise<ArrayBuffer | null> {
    return (await (await this.database()).get('files', id)) ?? null;
  }

  /** The server has it, or the person does not want it any more. Done twice it is done once. */
  async remove(action: OfflineAction): Promise<void> {
    const change = (await this.database()).transaction(['actions', 'files'], 'readwrite');
    await change.objectStore('actions').delete(action.seq);
    await change.objectStore('files').delete(action.id);
    await change.done;
    this.announce();
  }

  /** The server refused it: out of the queue and among what the person is shown, in one step. */
  async lose(action: OfflineAction, code: string, reason: string): Promise<void> {
    const change = (await this.database()).transaction(['actions', 'files', 'losses'], 'readwrite');
    // Another tab may have been faster.
    const still = await change.objectStore('actions').get(action.seq);
    if (still) {
      const losses = change.objectStore('losses');
      const known = await losses.index('person').getAllKeys(action.person);
      for (const oldest of known.slice(0, Math.max(0, known.length + 1 - limits.losses))) {
        await losses.delete(oldest);
      }
      const loss = { person: action.person, action, code, reason, at: Date.now() };
      await losses.add(loss as Loss);
      await change.objectStore('actions').delete(action.seq);
      await change.objectStore('files').delete(action.id);
    }
    await change.done;
    this.announce();
  }

  /** The person has seen it. */
  async forget(loss: Loss): Promise<void> {
    await (await this.database()).delete('losses', loss.seq);
    this.announce();
  }

  /** At log-out: nothing of that person is left here. */
  async wipe(person: string): Promise<void> {
    const change = (await this.database()).transaction(['actions', 'files', 'losses'], 'readwrite');
    const actions = change.objectStore('actions');
    for (const action of await actions.index('person').getAll(person)) {
      await actions.delete(action.seq);
      await change.objectStore('files').delete(action.id);
    }
    const losses = change.objectStore('losses');
    for (const key of await losses.index('person').getAllKeys(person)) await losses.delete(key);
    await change.done;
    this.announce();
  }

  private announce(): void {
    this.channel?.postMessage(null);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function whyFull(waiting: readonly OfflineAction[], bytes: ArrayBuffer | undefined): Full | null {
  if (waiting.length >= limits.actions) return 'tooMany';
  if (!bytes) return null;
  const together = waiting.reduce((sum, { file }) => sum + (file?.size ?? 0), bytes.byteLength);
  return together > limits.filesBytes ? 'filesTooBig' : null;
}
