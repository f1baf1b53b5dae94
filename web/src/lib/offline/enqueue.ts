// From what a person did to an action in the queue.
import { print } from 'graphql';
import type { ApolloClient, OperationVariables } from '@apollo/client';
import { currentLanguage } from '@/i18n/language';
import { offlineTexts } from '@/i18n/offline';
import { Problem } from '@/models/problem';
import { newIdempotencyKey } from '../api';
import { changeName, type AnyWaitingChange, type WaitingChange } from './changes';
import { idOf, newClientId } from './clientIds';
import type { NewAction, OfflineAction } from './database';
import { syncTag } from './names';
import { QueueFull } from './queue';
import { offlineQueue } from './waiting';

/** A change with all that stays the same however often it is sent. */
export interface Act<V> {
  readonly id: string;
  readonly key: string;
  readonly variables: V;
  readonly subject: string;
  readonly createdAt: number;
}

/** Names what is made, so that it can be spoken of before the server has heard of it. */
export async function actOf<T, V extends OperationVariables>(
  change: WaitingChange<T, V>,
  variables: V,
  person: string | null,
): Promise<Act<V>> {
  const act = { id: crypto.randomUUID(), key: newIdempotencyKey(), createdAt: Date.now() };
  if (!change.makes || person === null) {
    const named = (variables as { id?: unknown }).id;
    return { ...act, variables, subject: typeof named === 'string' ? named : act.id };
  }
  const clientId = newClientId(act.createdAt);
  const input = { ...(variables as { input?: object }).input, clientId };
  return {
    ...act,
    variables: { ...variables, input },
    subject: await idOf(change.makes, person, clientId),
  };
}

/** The action that is sent later. */
export function actionOf<T, V extends OperationVariables>(
  client: ApolloClient,
  change: WaitingChange<T, V>,
  act: Act<V>,
  person: string,
): NewAction {
  // The text, not its name: the version of the app that sends it may be another.
  const query = print(client.cache.transformDocument(change.document));
  const operationName = changeName(change as unknown as AnyWaitingChange);
  return {
    id: act.id,
    endpoint: 'POST /graphql',
    payload: JSON.stringify({ operationName, query, variables: act.variables }),
    idempotencyKey: act.key,
    createdAt: act.createdAt,
    person,
    change: operationName,
    subject: act.subject,
    label: change.label(act.variables, client.cache),
  };
}

/** Of a file: kept with its bytes. Throws `Problem` where there is no room for it. */
export async function enqueueFile(
  path: string,
  file: File,
  contentType: string,
  key: string,
  person: string,
): Promise<OfflineAction> {
  const id = crypto.randomUUID();
  const action = {
    id,
    endpoint: `POST ${path}`,
    payload: '',
    idempotencyKey: key,
    createdAt: Date.now(),
    person,
    change: 'ImportFile',
    subject: id,
    label: file.name,
    file: { name: file.name, size: file.size, contentType },
  };
  return keep(action, await file.arrayBuffer());
}

/** On the disk when it resolves. Throws `Problem` where there is no room for it. */
export async function keep(action: NewAction, bytes?: ArrayBuffer): Promise<OfflineAction> {
  try {
    const kept = await offlineQueue.add(action, bytes);
    void askForSync();
    void askToStay();
    return kept;
  } catch (failure) {
    const t = offlineTexts[currentLanguage()];
    const why = failure instanceof QueueFull ? t.full[failure.why] : t.noRoom;
    throw new Problem(507, 'QUEUE_FULL', why);
  }
}

/** A browser that runs out of room may clear what is not marked as worth keeping. */
async function askToStay(): Promise<void> {
  try {
    const { storage } = navigator as Partial<Navigator>;
    if ((await storage?.persisted()) === false) await storage?.persist();
  } catch {
    // It says no, or asks the person, who may.
  }
}

interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Where the browser has background sync, it wakes the service worker when there is a network, with no page open. */
async function askForSync(): Promise<void> {
  try {
    const workers = (navigator as Partial<Navigator>).serviceWorker;
    const registration = (await workers?.getRegistration()) as SyncRegistration | undefined;
    await registration?.sync?.register(syncTag);
  } catch {
    // The person may have forbidden it; the pages send when they are open.
  }
}
