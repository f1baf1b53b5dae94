// What this browser keeps so that the app works without a network, in IndexedDB:
//
//   actions  what was done and is not yet with the server, by `seq` (SW 3g, table OfflineAction)
//   files    the bytes of files among them, by the action's id
//   losses   what the server refused when it was sent, until the person has seen it, by `seq`
//   kept     'owner': whose last state lies here; 'snapshot': that state
//
// Order is `seq`, which the database counts up: a clock may jump, a count does not. Everything names its person, and is
// read only for that person.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** One change that waits. The first five fields are SW's OfflineAction. */
export interface OfflineAction {
  readonly seq: number;
  readonly id: string;
  /** "POST /graphql" */
  readonly endpoint: string;
  /** The request's body as JSON; "" where a file is the body. */
  readonly payload: string;
  readonly idempotencyKey: string;
  /** Milliseconds since the epoch by this device's clock; shown, never relied on. */
  readonly createdAt: number;
  readonly person: string;
  /** Which change of ours it is (changes.ts). */
  readonly change: string;
  /** The id of what it makes or changes; its own where nothing has one yet. */
  readonly subject: string;
  /** What it is about, in the person's own words: a title, a file's name. */
  readonly label: string;
  readonly file?: {
    readonly name: string;
    readonly size: number;
    readonly contentType: string;
  };
}

export type NewAction = Omit<OfflineAction, 'seq'>;

/** An action that the server refused: it is not sent again, and what it said can be read here. */
export interface Loss {
  readonly seq: number;
  readonly person: string;
  readonly action: OfflineAction;
  /** The server's code: CONFLICT, NOT_FOUND … */
  readonly code: string;
  /** The server's words, in the language of that moment. */
  readonly reason: string;
  readonly at: number;
}

interface Snapshot {
  readonly person: string;
  readonly format: number;
  readonly text: string;
}

interface Schema extends DBSchema {
  actions: { key: number; value: OfflineAction; indexes: { person: string } };
  files: { key: string; value: ArrayBuffer };
  losses: { key: number; value: Loss; indexes: { person: string } };
  kept: { key: 'owner' | 'snapshot'; value: string | Snapshot };
}

export type OfflineDatabase = IDBPDatabase<Schema>;

const databaseName = 'waymark.offline';

/** A later version of the app may want to change the form of this; then it must not find an older tab in its way. */
export async function openDatabase(name = databaseName): Promise<OfflineDatabase> {
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      const counted = { keyPath: 'seq', autoIncrement: true };
      database.createObjectStore('actions', counted).createIndex('person', 'person');
      database.createObjectStore('files');
      database.createObjectStore('losses', counted).createIndex('person', 'person');
      database.createObjectStore('kept');
    },
    blocking(_now, _wanted, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

let shared: Promise<OfflineDatabase> | null = null;

/** The browser's one database; a browser that keeps nothing for us (private windows) rejects, each time it is asked. */
export function sharedDatabase(): Promise<OfflineDatabase> {
  shared ??= openDatabase().catch((failure: unknown) => {
    shared = null;
    throw failure;
  });
  return shared;
}
