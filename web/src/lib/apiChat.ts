// One room's messages: history by page, live by cursor, sent at once and again when that failed.
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import {
  DeleteMessageDocument,
  EditMessageDocument,
  MarkReadDocument,
  MessagesDocument,
  NewMessageDocument,
  OneMessageDocument,
  ReactDocument,
  ReadReceiptsDocument,
  SendMessageDocument,
  SetTypingDocument,
  SomebodyTypesDocument,
} from '@/generated/chat';
import type { Message, Room } from '@/models';
import { fieldName, Problem } from '@/models/problem';
import { asProblem, onSocketOpen } from './apiGraphql';
import { useAsk, useChange } from './apiHooks';
import { keepSubscribed } from './apiLive';
import { PictureNotSent, PictureSender } from './apiMedia';
import { silence, step, type Conversation, type Outgoing } from './conversation';

const messagesPerPage = 40;

export interface RoomTalk extends Conversation {
  /** Whether the first page is there. */
  readonly ready: boolean;
  readonly problem: Problem | null;
  /** Begins again after a first page that did not come. */
  readonly restart: () => void;
  /** Fetches older messages. Throws `Problem`. */
  readonly older: () => Promise<void>;
  readonly send: (written: Pick<Outgoing, 'text' | 'pictures' | 'replyTo'>) => void;
  readonly again: (outgoing: Outgoing) => void;
  readonly discard: (clientId: string) => void;
  /** Takes the newer version of a message that a change gave. */
  readonly take: (message: Message) => void;
}

/** A room's messages. `say` puts a refusal into words. */
export function useRoomTalk(roomId: string, say: (problem: Problem) => string): RoomTalk {
  const client = useApolloClient();
  const [talk, dispatch] = useReducer(step, silence);
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempts, setAttempts] = useState(0);
  const cursor = useRef<string | null>(null);
  useEffect(() => {
    cursor.current = talk.cursor;
  }, [talk.cursor]);

  const load = useCallback(
    async (before: string | null) => {
      const page = await fetchPage(client, roomId, before);
      dispatch({ kind: 'page', messages: page.nodes, hasOlder: page.pageInfo.hasPreviousPage });
    },
    [client, roomId],
  );
  const sendMessage = useChange(SendMessageDocument);
  const [sender] = useState(() => new PictureSender());
  const deliver = useCallback(
    async ({ clientId, text, pictures, replyTo }: Outgoing) => {
      try {
        const mediaIds = await sender.send(pictures, (pictureId, sent) => {
          dispatch({ kind: 'progress', clientId, pictureId, sent });
        });
        const answer = await sendMessage({ roomId, clientId, text, replyTo, mediaIds });
        dispatch({ kind: 'message', message: answer.sendMessage });
        sender.forget(pictures);
      } catch (refusal) {
        const problem = refusal instanceof PictureNotSent ? refusal.problem : refusal;
        if (!(problem instanceof Problem)) throw problem;
        if (problem.fields.some(({ field }) => fieldName(field) === 'mediaIds')) {
          sender.forget(pictures);
        }
        dispatch({ kind: 'failed', clientId, why: problem.fields[0]?.message ?? say(problem) });
      }
    },
    [sender, sendMessage, roomId, say],
  );

  useEffect(() => {
    let stopped = false;
    let stopListening: () => void = () => undefined;
    const listen = () => {
      stopListening();
      stopListening = keepSubscribed(
        client,
        NewMessageDocument,
        ({ onMessage }) => {
          dispatch({ kind: 'message', message: onMessage });
        },
        {
          variables: () => ({ roomId, after: cursor.current }),
        },
      );
    };
    load(null).then(
      () => {
        if (stopped) return;
        setReady(true);
        listen();
      },
      (error: unknown) => {
        if (!stopped) setProblem(asProblem(error));
      },
    );
    // The socket would ask again from where it first began; we know how far we are.
    const stopWatching = onSocketOpen((reconnected) => {
      if (reconnected && cursor.current !== null) listen();
    });
    return () => {
      stopped = true;
      stopWatching();
      stopListening();
    };
  }, [client, roomId, load, attempts]);

  const oldest = talk.messages[0]?.cursor ?? null;
  return useMemo(
    () => ({
      ...talk,
      ready,
      problem,
      restart: () => {
        setProblem(null);
        setAttempts((count) => count + 1);
      },
      older: async () => {
        try {
          await load(oldest);
        } catch (error) {
          throw asProblem(error);
        }
      },
      send: (written) => {
        const clientId = crypto.randomUUID();
        const writtenAt = new Date().toISOString();
        const outgoing: Outgoing = { ...written, clientId, writtenAt, failed: null };
        dispatch({ kind: 'write', outgoing });
        void deliver(outgoing);
      },
      again: (outgoing) => {
        dispatch({ kind: 'again', clientId: outgoing.clientId });
        void deliver(outgoing);
      },
      discard: (clientId) => {
        dispatch({ kind: 'discard', clientId });
      },
      take: (message) => {
        dispatch({ kind: 'message', message });
      },
    }),
    [talk, ready, problem, load, oldest, deliver],
  );
}

async function fetchPage(client: ApolloClient, roomId: string, before: string | null) {
  const { data } = await client.query({
    query: MessagesDocument,
    variables: { roomId, before, first: messagesPerPage },
    fetchPolicy: 'no-cache',
  });
  if (!data) throw new Problem(0, 'OFFLINE', '');
  return data.messages;
}

export function useEditMessage() {
  return useChange(EditMessageDocument);
}

export function useDeleteMessage() {
  return useChange(DeleteMessageDocument);
}

export function useReact() {
  return useChange(ReactDocument);
}

/** A message that is not on the page: what another one answers. Null when it is gone. */
export function useAskMessage(): (roomId: string, id: string) => Promise<Message | null> {
  const ask = useAsk(OneMessageDocument);
  return useCallback(async (roomId, id) => (await ask({ roomId, id }))?.message ?? null, [ask]);
}

/** Says, at most once a while, that one is typing. */
export function useSayTyping(roomId: string): () => void {
  const setTyping = useChange(SetTypingDocument);
  const lastSaid = useRef(0);
  return useCallback(() => {
    if (Date.now() - lastSaid.current < 3_000) return;
    lastSaid.current = Date.now();
    setTyping({ roomId }).catch(() => undefined);
  }, [roomId, setTyping]);
}

const typingLastsMs = 6_000;

/** Who types now; forgotten after a while, and when `spoken` changes: what they typed has come. */
export function useTyping(roomId: string): {
  readonly typing: readonly string[];
  readonly stopped: (userId: string) => void;
} {
  const client = useApolloClient();
  const [typing, setTyping] = useState<readonly string[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const stopped = useCallback((userId: string) => {
    clearTimeout(timers.current.get(userId));
    timers.current.delete(userId);
    setTyping((now) => (now.includes(userId) ? now.filter((id) => id !== userId) : now));
  }, []);
  useEffect(() => {
    const running = timers.current;
    const stop = keepSubscribed(
      client,
      SomebodyTypesDocument,
      ({ onTyping: { userId } }) => {
        clearTimeout(running.get(userId));
        running.set(
          userId,
          setTimeout(() => {
            stopped(userId);
          }, typingLastsMs),
        );
        setTyping((now) => (now.includes(userId) ? now : [...now, userId]));
      },
      { variables: () => ({ roomId }) },
    );
    return () => {
      stop();
      for (const timer of running.values()) clearTimeout(timer);
      running.clear();
    };
  }, [client, roomId, stopped]);
  return { typing, stopped };
}

/** How far the others have read, by their ids. */
export function useReceipts(room: Room): ReadonlyMap<string, number> {
  const client = useApolloClient();
  const roomId = room.id;
  const [moved, setMoved] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(
    () =>
      keepSubscribed(
        client,
        ReadReceiptsDocument,
        ({ onReceipt: { userId, readThrough } }) => {
          setMoved((now) => new Map(now).set(userId, readThrough));
        },
        { variables: () => ({ roomId }) },
      ),
    [client, roomId],
  );
  return useMemo(
    () =>
      new Map(
        room.members.map(({ userId, readThrough }) => [
          userId,
          Math.max(readThrough, moved.get(userId) ?? 0),
        ]),
      ),
    [room.members, moved],
  );
}

/** Moves one's read marker to the newest message while the room is looked at. */
export function useMarkRead(room: Room, newest: number, looking: boolean): void {
  const markRead = useChange(MarkReadDocument);
  const { id, readThrough } = room;
  const sent = useRef(0);
  useEffect(() => {
    const mark = () => {
      if (document.visibilityState !== 'visible' || !looking) return;
      if (newest <= Math.max(readThrough, sent.current)) return;
      sent.current = newest;
      markRead({ roomId: id, number: newest }).catch(() => {
        sent.current = 0;
      });
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => {
      document.removeEventListener('visibilitychange', mark);
    };
  }, [markRead, id, newest, readThrough, looking]);
}
