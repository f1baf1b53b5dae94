// Chat: from sending a message to having it, through the server and its sockets, at a rate that does not wait for answers; and
// what one room takes when many write to it at once. The server on core 0, this program on core 1 (bench.sh pins it).
//
//   CHAT_ROOMS (500), CHAT_RATE (1000 messages/s), CHAT_SECONDS (5); `make bench-full` takes 5000 rooms and 30 s.
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { cpus, release } from 'node:os';
import { join, resolve } from 'node:path';
import { newPerson, type Client } from '../../tests/e2e/client.ts';
import { Waymark } from '../../tests/e2e/waymark.ts';
import { cpuSeconds, residentMegabytes } from './processes.ts';
import { atRate, inTurns, quantile, sleep, Socket, spreadOf, until, type Spread } from './sockets.ts';

const roomsWanted = Number(process.env.CHAT_ROOMS ?? 500);
const rate = Number(process.env.CHAT_RATE ?? 1000);
const seconds = Number(process.env.CHAT_SECONDS ?? 5);
/** Rooms that one person opens: the free tier has so many a day. */
const roomsOfOne = 50;
const subscriptionsOfSocket = 50;

const sendMessage = 'mutation($room: ID!, $text: String!) { sendMessage(roomId: $room, text: $text) { id } }';
const onMessage = 'subscription($room: ID!) { onMessage(roomId: $room) { text number } }';

interface Pair {
  room: string;
  sender: Client;
  receiver: Client;
}

/** Everybody who listens follows everybody who writes, so that nobody has to accept first. */
async function prepare(server: Waymark): Promise<{ pairs: Pair[]; receivers: Client[]; ids: Map<Client, string> }> {
  const senders: Client[] = [];
  const receivers: Client[] = [];
  for (let i = 0; i < Math.ceil(roomsWanted / roomsOfOne); ++i) senders.push(await newPerson(server, `writer${i}`));
  for (let i = 0; i < roomsOfOne; ++i) receivers.push(await newPerson(server, `reader${i}`));
  const ids = new Map<Client, string>();
  for (const person of [...senders, ...receivers]) ids.set(person, (await person.data<{ me: { id: string } }>('{ me { id } }')).me.id);
  const wanted = senders.flatMap((sender) => receivers.map((receiver) => ({ sender, receiver })));
  const pairs: Pair[] = [];
  await inTurns(wanted.slice(0, roomsWanted), 16, async ({ sender, receiver }) => {
    await receiver.data('mutation($id: ID!) { followUser(id: $id) { id } }', { id: ids.get(sender) });
    const opened = await sender.data<{ openDirectRoom: { id: string } }>('mutation($id: ID!) { openDirectRoom(userId: $id) { id } }', {
      id: ids.get(receiver),
    });
    pairs.push({ room: opened.openDirectRoom.id, sender, receiver });
  });
  return { pairs, receivers, ids };
}

async function sendToDelivery(server: Waymark, pairs: Pair[]): Promise<Spread> {
  const sentAt: number[] = [];
  const took: number[] = [];
  const sockets: Socket[] = [];
  const byReceiver = new Map<Client, Pair[]>();
  for (const pair of pairs) byReceiver.set(pair.receiver, [...(byReceiver.get(pair.receiver) ?? []), pair]);
  for (const [receiver, theirs] of byReceiver)
    for (let from = 0; from < theirs.length; from += subscriptionsOfSocket) {
      const socket = await Socket.open(receiver);
      sockets.push(socket);
      for (const { room } of theirs.slice(from, from + subscriptionsOfSocket))
        socket.ask(randomUUID(), onMessage, { room }, (frame) => {
          const now = performance.now();
          const number = /"text":"(\d+)"/.exec(frame)?.[1];
          if (number === undefined) throw new Error(frame);
          took.push(now - (sentAt[Number(number)] ?? Number.NaN));
        });
    }
  const writers = new Map<Client, Socket>();
  for (const { sender } of pairs) if (!writers.has(sender)) writers.set(sender, await Socket.open(sender));
  await sleep(1000); // all have subscribed
  const cpu = await cpuSeconds(server.pid);
  await atRate(rate, seconds, (sent) => {
    const { room, sender } = pairs[(sent * 7919) % pairs.length]!;
    const id = String(sent);
    const socket = writers.get(sender)!;
    sentAt[sent] = performance.now();
    socket.ask(id, sendMessage, { room, text: id }, (frame) => {
      if (frame.includes('"errors"')) throw new Error(frame);
      socket.forget(id);
    });
  });
  await until(() => took.length === rate * seconds, 'the last message');
  const used = (await cpuSeconds(server.pid)) - cpu;
  for (const socket of [...sockets, ...writers.values()]) socket.close();
  return spreadOf(took, used);
}

/** All write to one room at once, each the next message when the one before is durable. */
async function oneRoom(server: Waymark, writers: Client[], ids: Map<Client, string>): Promise<{ perSecond: number; p50: number; p99: number }> {
  const owner = await newPerson(server, 'host');
  const { me } = await owner.data<{ me: { id: string } }>('{ me { id } }');
  for (const writer of writers) await writer.data('mutation($id: ID!) { followUser(id: $id) { id } }', { id: me.id });
  const made = await owner.post<{ id: string }>('/api/rooms', { name: 'All', memberIds: writers.slice(0, 40).map((writer) => ids.get(writer)) });
  const room = made.body.id;
  const invited = await owner.post(`/api/rooms/${room}/members`, { userIds: writers.slice(40).map((writer) => ids.get(writer)) });
  if (made.status !== 201 || invited.status !== 200) throw new Error(JSON.stringify([made.body, invited.body]));
  const took: number[] = [];
  const end = performance.now() + seconds * 1000;
  const sockets = await Promise.all(writers.map((writer) => Socket.open(writer)));
  await Promise.all(
    sockets.map(async (socket) => {
      while (performance.now() < end) {
        const begin = performance.now();
        const id = randomUUID();
        const frame = await new Promise<string>((done) => socket.ask(id, sendMessage, { room, text: 'hello' }, done));
        if (frame.includes('"errors"')) throw new Error(frame);
        socket.forget(id);
        took.push(performance.now() - begin);
      }
    }),
  );
  for (const socket of sockets) socket.close();
  const newest = await owner.get<{ lastNumber: number }>(`/api/rooms/${room}`);
  if (newest.body.lastNumber !== took.length) throw new Error(`${took.length} were sent, ${newest.body.lastNumber} are there`);
  took.sort((a, b) => a - b);
  return { perSecond: took.length / seconds, p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

const server = await Waymark.start(
  { WAYMARK_LIMITS_SCALE: '0', WAYMARK_SERVER_REACTORS: '1' },
  undefined,
  ['taskset', '-c', '0'],
);
const { pairs, receivers, ids } = await prepare(server);
const spread = await sendToDelivery(server, pairs);
const busy = await oneRoom(server, receivers, ids);
const memory = await residentMegabytes(server.pid);
await server.stop();
await rm(server.data, { recursive: true, force: true });

const machine = `${cpus()[0]?.model ?? '?'}, ${cpus().length} cores, Linux ${release()}, Node ${process.version}`;
const lines = [
  `# ${new Date().toISOString().slice(0, 10)}. ${machine}. Server on core 0 (one reactor), clients on core 1; every message durable before it is delivered.`,
  `send to delivery, ${rate} messages/s over ${pairs.length} rooms, ${seconds} s: p50 ${spread.p50.toFixed(2)} ms, p99 ${spread.p99.toFixed(2)} ms, longest ${spread.longest.toFixed(1)} ms; ${spread.cpuMicros.toFixed(0)} µs of the server's CPU a message; ${memory.toFixed(0)} MB`,
  `${receivers.length} writers in one room, each waiting for its answer: ${busy.perSecond.toFixed(0)} messages/s, p50 ${busy.p50.toFixed(1)} ms, p99 ${busy.p99.toFixed(1)} ms`,
];
console.log(lines.join('\n'));
const out = process.argv[2] ?? join(resolve(import.meta.dirname, '../..'), 'bench/results/chat.json');
await writeFile(out, JSON.stringify({ machine, rooms: pairs.length, rate, seconds, spread, busy, memory }, null, 1) + '\n');
