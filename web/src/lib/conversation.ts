// What is known of a room's messages: pages of history, what came live, and what is on its way out. Pure, so that every
// order in which these can meet is tested.
import type { Message } from '@/models';
import { changePicture, type PictureDraft } from './pictureDrafts';

/** One's own message before the server has it. */
export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly pictures: readonly PictureDraft[];
  readonly replyTo: string | null;
  readonly writtenAt: string;
  /** Why it was refused; null while it is on its way. */
  readonly failed: string | null;
}

export interface Conversation {
  /** In their order; no number twice. */
  readonly messages: readonly Message[];
  readonly outgoing: readonly Outgoing[];
  /** Whether there are older ones. */
  readonly hasOlder: boolean;
  /** The last cursor that was seen: what follows it has not been. Null before the first page. */
  readonly cursor: string | null;
}

export type Step =
  | { readonly kind: 'page'; readonly messages: readonly Message[]; readonly hasOlder: boolean }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'write'; readonly outgoing: Outgoing }
  | {
      readonly kind: 'progress';
      readonly clientId: string;
      readonly pictureId: string;
      readonly sent: number;
    }
  | { readonly kind: 'failed'; readonly clientId: string; readonly why: string }
  | { readonly kind: 'again'; readonly clientId: string }
  | { readonly kind: 'discard'; readonly clientId: string };

export const silence: Conversation = { messages: [], outgoing: [], hasOlder: false, cursor: null };

export function step(now: Conversation, next: Step): Conversation {
  switch (next.kind) {
    case 'page':
      return { ...take(now, next.messages), hasOlder: next.hasOlder };
    case 'message':
      return take(now, [next.message]);
    case 'write':
      return { ...now, outgoing: [...now.outgoing, next.outgoing] };
    case 'progress':
      return changeOutgoing(now, next.clientId, ({ pictures }) => ({
        pictures: changePicture(pictures, next.pictureId, { sent: next.sent }),
      }));
    case 'failed':
      return changeOutgoing(now, next.clientId, () => ({ failed: next.why }));
    case 'again':
      return changeOutgoing(now, next.clientId, () => ({ failed: null }));
    case 'discard':
      return { ...now, outgoing: now.outgoing.filter((one) => one.clientId !== next.clientId) };
  }
}

function changeOutgoing(
  now: Conversation,
  clientId: string,
  change: (outgoing: Outgoing) => Partial<Outgoing>,
): Conversation {
  return {
    ...now,
    outgoing: now.outgoing.map((one) =>
      one.clientId === clientId ? { ...one, ...change(one) } : one,
    ),
  };
}

/** Each message once, in its newest version; what has arrived is no longer on its way. */
function take(now: Conversation, messages: readonly Message[]): Conversation {
  const known = new Map(now.messages.map((message) => [message.id, message]));
  let cursor = now.cursor ?? '';
  for (const message of messages) {
    const before = known.get(message.id);
    if (!before || before.version <= message.version) known.set(message.id, message);
    if (message.cursor > cursor) cursor = message.cursor;
  }
  const arrived = new Set(messages.map(({ clientId }) => clientId));
  return {
    ...now,
    messages: [...known.values()].sort((a, b) => a.number - b.number),
    outgoing: now.outgoing.filter(({ clientId }) => !arrived.has(clientId)),
    cursor: cursor === '' ? now.cursor : cursor,
  };
}
