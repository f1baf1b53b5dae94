// Teams: from logging a workout to every screen that watches the team, through the server and its sockets, at a rate that does
// not wait for answers. The server on core 0, this program on core 1 (bench.sh pins it).
//
//   TEAMS (50), TEAMS_RATE (575 workouts/s), TEAMS_SECONDS (5); `make bench-full` takes 1000 teams and 30 s.
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { cpus, release } from 'node:os';
import { join, resolve } from 'node:path';
import { newPerson, type Client } from '../../tests/e2e/client.ts';
import { Waymark } from '../../tests/e2e/waymark.ts';
import { cpuSeconds, residentMegabytes } from './processes.ts';
import { atRate, inTurns, sleep, Socket, spreadOf, until, type Spread } from './sockets.ts';

const teamsWanted = Number(process.env.TEAMS ?? 50);
const rate = Number(process.env.TEAMS_RATE ?? 575);
const seconds = Number(process.env.TEAMS_SECONDS ?? 5);
const subscriptionsOfSocket = 50;
const metres = 1000;

const logWorkout = 'mutation($input: WorkoutInput!) { logWorkout(input: $input) { id } }';
const onTeamProgress = 'subscription($team: ID!) { onTeamProgress(teamId: $team) { distanceMetres } }';

interface Team {
  id: string;
  member: Client;
  /** When each of its workouts was sent: the n-th brings it to n kilometres. */
  sentAt: number[];
  told: number;
}

/** Each team has a member who logs; anybody may watch, for its group is public. */
async function prepare(server: Waymark): Promise<{ teams: Team[]; watcher: Client }> {
  const watcher = await newPerson(server, 'watcher');
  const routes = await watcher.get<{ items: { id: string; lengthMetres: number }[] }>('/api/journeys?minLength=3000000');
  const journeyId = routes.body.items[0]!.id;
  const teams: Team[] = [];
  await inTurns(Array.from({ length: teamsWanted }, (_, at) => at), 8, async (at) => {
    const member = await newPerson(server, `member${at}`);
    const made = await member.post<{ id: string }>('/api/teams', { name: `Team ${at}`, visibility: 'PUBLIC', journeyId });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    teams.push({ id: made.body.id, member, sentAt: [], told: 0 });
  });
  return { teams, watcher };
}

async function requestToScreen(server: Waymark, teams: Team[], watcher: Client): Promise<Spread> {
  const took: number[] = [];
  const screens: Socket[] = [];
  for (let from = 0; from < teams.length; from += subscriptionsOfSocket) {
    const screen = await Socket.open(watcher);
    screens.push(screen);
    for (const team of teams.slice(from, from + subscriptionsOfSocket))
      screen.ask(randomUUID(), onTeamProgress, { team: team.id }, (frame) => {
        const now = performance.now();
        const distance = /"distanceMetres":([\d.]+)/.exec(frame)?.[1];
        if (distance === undefined) throw new Error(frame);
        for (const end = Math.round(Number(distance) / metres); team.told < end; ++team.told) took.push(now - team.sentAt[team.told]!);
      });
  }
  const loggers = new Map<Team, Socket>();
  for (const team of teams) loggers.set(team, await Socket.open(team.member));
  await sleep(1000); // all have subscribed
  const cpu = await cpuSeconds(server.pid);
  await atRate(rate, seconds, (sent) => {
    const team = teams[(sent * 7919) % teams.length]!;
    const socket = loggers.get(team)!;
    const id = String(sent);
    const input = { type: 'RUN', startedAt: new Date().toISOString(), movingSeconds: 300, distanceMetres: metres };
    team.sentAt.push(performance.now());
    socket.ask(id, logWorkout, { input }, (frame) => {
      if (frame.includes('"errors"')) throw new Error(frame);
      socket.forget(id);
    });
  });
  await until(() => took.length === Math.ceil(rate * seconds), 'the last kilometre');
  const used = (await cpuSeconds(server.pid)) - cpu;
  for (const socket of [...screens, ...loggers.values()]) socket.close();
  return spreadOf(took, used);
}

const server = await Waymark.start({ WAYMARK_LIMITS_SCALE: '0', WAYMARK_SERVER_REACTORS: '1' }, undefined, ['taskset', '-c', '0']);
const { teams, watcher } = await prepare(server);
const spread = await requestToScreen(server, teams, watcher);
const memory = await residentMegabytes(server.pid);
await server.stop();
await rm(server.data, { recursive: true, force: true });

const machine = `${cpus()[0]?.model ?? '?'}, ${cpus().length} cores, Linux ${release()}, Node ${process.version}`;
console.log(
  [
    `# ${new Date().toISOString().slice(0, 10)}. ${machine}. Server on core 0 (one reactor), clients on core 1; every workout durable before anybody is told.`,
    `logging to the last screen, ${rate} workouts/s into ${teams.length} teams, ${seconds} s: p50 ${spread.p50.toFixed(1)} ms, p99 ${spread.p99.toFixed(1)} ms, longest ${spread.longest.toFixed(0)} ms; ${spread.cpuMicros.toFixed(0)} µs of the server's CPU a workout; ${memory.toFixed(0)} MB`,
  ].join('\n'),
);
const out = process.argv[2] ?? join(resolve(import.meta.dirname, '../..'), 'bench/results/teams.json');
await writeFile(out, JSON.stringify({ machine, teams: teams.length, rate, seconds, spread, memory }, null, 1) + '\n');
