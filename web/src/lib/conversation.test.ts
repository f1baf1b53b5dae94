import { describe, expect, it } from 'vitest';
import type { Message } from '@/models';
import { addPictures } from './pictureDrafts';
import { silence, step, type Conversation, type Outgoing, type Step } from './conversation';

const message = (number: number, changes: Partial<Message> = {}): Message => ({
  id: `m${String(number)}`,
  roomId: 'r',
  senderId: 'ana',
  number,
  text: String(number),
  clientId: null,
  replyTo: null,
  pictures: [],
  reactions: [],
  sentAt: '2026-11-21T08:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  hiddenAt: null,
  version: 1,
  cursor: String(number).padStart(16, '0'),
  ...changes,
});
const outgoing = (clientId: string): Outgoing => ({
  clientId,
  text: 'Hi',
  pictures: [],
  replyTo: null,
  writtenAt: '2026-11-21T08:00:00.000Z',
  failed: null,
});
const after = (...steps: Step[]): Conversation => steps.reduce(step, silence);
const numbers = (conversation: Conversation) => conversation.messages.map(({ number }) => number);
const page = (messages: readonly Message[], hasOlder = false): Step => ({
  kind: 'page',
  messages,
  hasOlder,
});
const came = (one: Message): Step => ({ kind: 'message', message: one });

describe('a conversation', () => {
  it('keeps the order of the room, however things come, each once', () => {
    const now = after(
      page([message(3), message(4)], true),
      came(message(6)),
      came(message(5)),
      came(message(4)),
      page([message(1), message(2)]),
    );
    expect(numbers(now)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(now.hasOlder).toBe(false);
  });

  it('remembers the last cursor that was seen, also when an older page comes later', () => {
    const now = after(page([message(8)], true), came(message(9)), page([message(7)]));
    expect(now.cursor).toBe('0000000000000009');
    expect(after(page([])).cursor).toBeNull();
  });

  it('takes a newer version and never an older one', () => {
    const edited = message(1, { version: 3, text: 'new', cursor: '0000000000000020' });
    const now = after(
      page([message(1)]),
      came(edited),
      came(message(1, { version: 2, text: 'old' })),
    );
    expect(now.messages.map(({ text }) => text)).toEqual(['new']);
    expect(now.cursor).toBe('0000000000000020');
  });

  it('what arrives is no longer on its way, whichever of answer and event is first', () => {
    const arrived = came(message(1, { clientId: 'c1' }));
    const write: Step = { kind: 'write', outgoing: outgoing('c1') };
    for (const now of [after(write, arrived), after(write, arrived, arrived)]) {
      expect(now.outgoing).toEqual([]);
      expect(numbers(now)).toEqual([1]);
    }
  });

  it('shows how far each picture of a message is, and keeps them when it is refused', () => {
    const { drafts } = addPictures([], [new File(['x'], 'a.png', { type: 'image/png' })]);
    const pictureId = drafts[0]?.id ?? '';
    const now = after(
      { kind: 'write', outgoing: { ...outgoing('c1'), pictures: drafts } },
      { kind: 'write', outgoing: outgoing('c2') },
      { kind: 'progress', clientId: 'c1', pictureId, sent: 0.5 },
      { kind: 'failed', clientId: 'c1', why: 'offline' },
    );
    expect(now.outgoing.map(({ pictures }) => pictures.map(({ sent }) => sent))).toEqual([
      [0.5],
      [],
    ]);
  });

  it('a refused message stays with the reason, and is sent again or dropped', () => {
    const refused = after(
      { kind: 'write', outgoing: outgoing('c1') },
      { kind: 'write', outgoing: outgoing('c2') },
      { kind: 'failed', clientId: 'c1', why: 'offline' },
    );
    expect(refused.outgoing.map(({ failed }) => failed)).toEqual(['offline', null]);
    expect(step(refused, { kind: 'again', clientId: 'c1' }).outgoing[0]?.failed).toBeNull();
    const dropped = step(refused, { kind: 'discard', clientId: 'c1' });
    expect(dropped.outgoing.map(({ clientId }) => clientId)).toEqual(['c2']);
  });
});
