// Journeys and teams: the catalogue in four languages, a journey from a file and from points, a team that crosses it together,
// seen live; and what a stranger finds.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { newPerson, type Client } from './client.ts';
import { deferred, eventually, Waymark } from './waymark.ts';

interface Journey {
  id: string;
  kind: string;
  title: string;
  lengthMetres: number;
  distances: number[];
  bounds: { west: number; east: number };
  milestones: { id: string; title: string; distanceMetres: number; pictureUrl: string | null }[];
  isMine: boolean;
}
interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
interface TeamJourney {
  journeyId: string;
  season: number;
  status: string;
  distanceMetres: number;
  memberCount: number;
  unlocked: { id: string }[];
  rules: { version: number };
  members?: { userId: string; distanceMetres: number }[];
}
interface Team {
  id: string;
  journeys: TeamJourney[];
}
interface Frame {
  cursor: string;
  distanceMetres: number;
  moved: { userId: string; distanceMetres: number }[];
  unlocked: string[];
  finished: boolean;
}

let server: Waymark;
let ana: Client, ben: Client, tom: Client;
const ids = new Map<Client, string>();
before(async () => {
  server = await Waymark.start();
  [ana, ben, tom] = [await newPerson(server, 'ana'), await newPerson(server, 'ben'), await newPerson(server, 'tom')];
  for (const client of [ana, ben, tom]) ids.set(client, (await client.data<{ me: { id: string } }>('{ me { id } }')).me.id);
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

const line = [
  { latitude: 46, longitude: 7, elevationMetres: 500 },
  { latitude: 46.45, longitude: 7, elevationMetres: 1500 },
  { latitude: 46.8996, longitude: 7, elevationMetres: 700 },
];
const north = async (who: Client, visibility = 'PRIVATE'): Promise<Journey> => {
  const made = await who.post<Journey>('/api/journeys', {
    title: 'North',
    visibility,
    points: line,
    milestones: [{ distanceMetres: 10_000, title: 'Ten' }],
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
};
const teamUp = async (body: Record<string, unknown>): Promise<Team> => {
  const made = await ana.post<Team>('/api/teams', body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
};
const log = async (who: Client, distanceMetres: number, startedAt = new Date(Date.now() + 1000)): Promise<{ id: string; version: number }> =>
  (
    await who.data<{ logWorkout: { id: string; version: number } }>(
      'mutation($input: WorkoutInput!) { logWorkout(input: $input) { id version } }',
      { input: { type: 'WALK', startedAt: startedAt.toISOString(), movingSeconds: 3600, distanceMetres } },
    )
  ).logWorkout;
const standing = async (who: Client, id: string): Promise<TeamJourney | undefined> =>
  (await who.get<Page<TeamJourney>>(`/api/teams/${id}/progress`)).body.items[0];
const walked = (who: Client, id: string, metres: number): Promise<TeamJourney> =>
  eventually(async () => {
    const now = await standing(who, id);
    return now?.distanceMetres === metres ? now : undefined;
  }, `${String(metres)} m`);

test('the catalogue is there in four languages, filtered, with the fields that are asked for', async () => {
  const titles = new Set<string>();
  for (const language of ['en', 'es', 'fr', 'pt-BR']) {
    tom.language = language;
    const page = await tom.get<Page<Journey>>('/api/journeys?tags=river&fields=title,lengthMetres');
    assert.equal(page.body.items.length, 1);
    assert.deepEqual(Object.keys(page.body.items[0]!), ['title', 'lengthMetres']);
    titles.add(page.body.items[0]!.title);
  }
  tom.language = 'en';
  assert.equal(titles.size, 4, [...titles].join());
  const all = await tom.get<Page<Journey>>('/api/journeys');
  assert.ok(all.body.items.length >= 10);
  const camino = all.body.items.find((one) => one.title === 'Camino Francés')!;
  assert.equal(camino.distances.at(-1), camino.lengthMetres);
  const addresses = new Set(all.body.items.flatMap((one) => one.milestones.map(({ pictureUrl }) => pictureUrl)));
  for (const address of addresses) {
    assert.ok(address !== null, 'every milestone of the catalogue has a picture');
    const picture = await fetch(server.url + address, { headers: { accept: 'image/*' } });
    assert.deepEqual([picture.status, picture.headers.get('content-type')], [200, 'image/svg+xml'], address);
    assert.match(await picture.text(), /^<svg /);
  }
  const long = await tom.get<Page<Journey>>('/api/journeys?minLength=3000000&fields=title');
  assert.deepEqual(long.body.items.map((one) => one.title), ['Appalachian Trail', 'Route 66']);
  assert.equal((await tom.call('GET', '/api/journeys?minLength=far')).status, 400);
  const one = await tom.data<{ journey: { profile: unknown[]; source: string; precisionMetres: number } }>(
    'query($id: ID!) { journey(id: $id) { profile { elevationMetres } source precisionMetres } }',
    { id: camino.id },
  );
  assert.ok(one.journey.profile.length > 20 && one.journey.source !== '' && one.journey.precisionMetres > 0);
});

test('a journey comes from a file, whose way points become milestones', async () => {
  const gpx =
    '<gpx><wpt lat="52.0001" lon="179.5"><name>The line</name></wpt><trk><name>Over the date line</name><trkseg>' +
    '<trkpt lat="52" lon="179"/><trkpt lat="52" lon="-179"/></trkseg></trk></gpx>';
  const made = await ana.call<Journey>('POST', '/api/journeys?visibility=PUBLIC', {
    raw: gpx,
    headers: { 'content-type': 'application/gpx+xml' },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual([made.body.kind, made.body.title, made.body.isMine], ['GPX', 'Over the date line', true]);
  assert.ok(made.body.bounds.west === 179 && Math.abs(made.body.bounds.east - 181) < 1e-6);
  assert.deepEqual(made.body.milestones.map((one) => one.title), ['The line']);
  assert.equal((await tom.get<Journey>(`/api/journeys/${made.body.id}`)).body.isMine, false);
  const form = new FormData();
  form.set('title', 'By form');
  form.set('file', new Blob([gpx]), 'route.gpx');
  const formed = await ana.call<Journey>('POST', '/api/journeys', { raw: form });
  assert.deepEqual([formed.status, formed.body.title], [201, 'By form']);
  assert.equal((await tom.call('GET', `/api/journeys/${formed.body.id}`)).status, 404, 'it is private');
  const bad = await ana.call('POST', '/api/journeys', { raw: '<kml/>', headers: { 'content-type': 'application/gpx+xml' } });
  assert.equal(bad.status, 400);
  const pole = await ana.post<Journey>('/api/journeys', {
    title: 'To the pole',
    points: [
      { latitude: 89, longitude: 40 },
      { latitude: 90, longitude: -120 },
    ],
  });
  assert.equal(pole.status, 201);
  assert.ok(Math.abs(pole.body.lengthMetres - 111_694) < 50);
  const off = await ana.post<{ errors: { field: string }[] }>('/api/journeys', {
    title: 'Off',
    points: [
      { latitude: 91, longitude: 0 },
      { latitude: 0, longitude: 0 },
    ],
  });
  assert.deepEqual([off.status, off.body.errors[0]?.field], [400, 'points.0.latitude']);
  await ana.data('mutation($id: ID!) { deleteJourney(id: $id) }', { id: formed.body.id });
  const mine = await ana.data<{ myJourneys: { nodes: { title: string }[] } }>('{ myJourneys { nodes { title } } }');
  assert.deepEqual(mine.myJourneys.nodes.map((one) => one.title), ['To the pole', 'Over the date line']);
});

test('a milestone shows a picture of one’s own, as long as the journey is there', async () => {
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const sent = await ana.call<{ id: string; url: string }>('POST', '/api/media', { raw: pixel, headers: { 'content-type': 'image/png' } });
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  const body = { title: 'With a view', points: line, milestones: [{ distanceMetres: 10_000, title: 'Ten', pictureId: sent.body.id }] };
  const stolen = await ben.post<{ errors: { field: string }[] }>('/api/journeys', body);
  assert.deepEqual([stolen.status, stolen.body.errors[0]?.field], [400, 'milestones.0.pictureId']);
  const made = await ana.data<{ createJourney: Journey }>(
    'mutation($input: JourneyInput!) { createJourney(input: $input) { id milestones { pictureUrl } } }',
    { input: body },
  );
  assert.deepEqual(made.createJourney.milestones, [{ pictureUrl: sent.body.url }]);
  assert.equal((await fetch(server.url + sent.body.url)).status, 200);
  assert.equal((await ana.post('/api/journeys', body)).status, 400, 'it is in use');
  await ana.data('mutation($id: ID!) { deleteJourney(id: $id) }', { id: made.createJourney.id });
});

test('a team crosses a journey, and everybody sees it move', { timeout: 60_000 }, async () => {
  const journey = await north(ana);
  const team = await teamUp({ name: 'Walkers', visibility: 'PRIVATE', journeyId: journey.id, rules: { timeZone: 'UTC' } });
  const link = await ana.post<{ token: string }>(`/api/groups/${team.id}/invitations`, {});
  assert.equal((await ben.post('/api/group-invitations/accept', { token: link.body.token })).status, 200);
  await eventually(async () => ((await standing(ben, team.id))?.memberCount === 2 ? true : undefined), 'two dots');

  const connected = deferred<void>();
  const socket = createClient({
    url: server.url.replace('http', 'ws') + '/graphql',
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${ben.token}` },
    on: { connected: () => connected.resolve() },
  });
  const subscription =
    'subscription($id: ID!, $after: String) { onTeamProgress(teamId: $id, after: $after) { cursor distanceMetres moved { userId distanceMetres } unlocked finished } }';
  const frames: Frame[] = [];
  const stop = socket.subscribe<{ onTeamProgress: Frame }>(
    { query: subscription, variables: { id: team.id } },
    { next: (event) => frames.push(event.data!.onTeamProgress), error: () => undefined, complete: () => undefined },
  );
  await connected.promise;
  const first = await log(ana, 12_000);
  await eventually(async () => (frames.length > 0 ? true : undefined), 'a frame');
  assert.deepEqual(frames[0]!.unlocked, ['1']);
  assert.deepEqual(frames[0]!.moved, [{ userId: ids.get(ana), distanceMetres: 12_000 }]);
  stop();
  await log(ben, 5_000, new Date(Date.now() + 2000));
  await walked(ana, team.id, 17_000);
  // Back again: what was missed comes first.
  const missed = deferred<Frame>();
  const again = socket.subscribe<{ onTeamProgress: Frame }>(
    { query: subscription, variables: { id: team.id, after: frames[0]!.cursor } },
    { next: (event) => missed.resolve(event.data!.onTeamProgress), error: () => undefined, complete: () => undefined },
  );
  assert.equal((await missed.promise).distanceMetres, 17_000);
  again();
  await socket.dispose();

  await ana.data('mutation($id: ID!, $input: WorkoutUpdate!) { updateWorkout(id: $id, input: $input) { id } }', {
    id: first.id,
    input: { version: first.version, distanceMetres: 11_000 },
  });
  await walked(ana, team.id, 16_000);
  const now = (await standing(ben, team.id))!;
  assert.deepEqual(now.members?.map((one) => [one.userId, one.distanceMetres]), [
    [ids.get(ana), 11_000],
    [ids.get(ben), 5_000],
  ]);
  await ana.data(
    'mutation($input: TeamRulesUpdate!) { updateTeamRules(input: $input) { season } }',
    { input: { teamId: team.id, journeyId: journey.id, version: now.rules.version, rules: { dailyCapMetres: 10_000 } } },
  );
  await walked(ben, team.id, 15_000);
  const cards = await eventually(async () => {
    const mine = await ben.data<{ myJourneyCards: { nodes: { kind: string; title: string }[] } }>('{ myJourneyCards { nodes { kind title } } }');
    return mine.myJourneyCards.nodes.length > 0 ? mine.myJourneyCards.nodes : undefined;
  }, 'a card');
  assert.deepEqual(cards, [{ kind: 'MILESTONE', title: 'Ten' }]);

  await ana.data(
    'mutation($input: TeamRulesUpdate!) { updateTeamRules(input: $input) { season } }',
    { input: { teamId: team.id, journeyId: journey.id, version: now.rules.version + 1, rules: { dailyCapMetres: null } } },
  );
  await log(ana, 90_000, new Date(Date.now() + 3000));
  await eventually(async () => ((await standing(ben, team.id))?.status === 'FINISHED' ? true : undefined), 'the finish');
  const certificate = await ben.data<{ certificate: { teamName: string; members: { person: { nickname: string } }[] } }>(
    'query($t: ID!, $j: ID!) { certificate(teamId: $t, journeyId: $j, season: 1) { teamName members { person { nickname } } } }',
    { t: team.id, j: journey.id },
  );
  assert.deepEqual(certificate.certificate.members.map((one) => one.person.nickname), ['ana', 'ben']);
  await ana.data('mutation($t: ID!, $j: ID!) { resetSeason(teamId: $t, journeyId: $j) { season } }', { t: team.id, j: journey.id });
  await walked(ben, team.id, 0);
  const seasons = await ben.data<{ team: { group: { name: string }; journeys: { pastSeasons: { distanceMetres: number }[]; journey: Journey }[] } }>(
    'query($id: ID!) { team(id: $id) { group { name } journeys { pastSeasons { distanceMetres } journey { title } } } }',
    { id: team.id },
  );
  assert.equal(seasons.team.group.name, 'Walkers');
  assert.equal(seasons.team.journeys[0]?.journey.title, 'North');
  assert.equal(seasons.team.journeys[0]?.pastSeasons[0]?.distanceMetres, 106_000);
  const boards = await ben.data<{ teamLeaderboard: { nodes: { distanceMetres: number }[] } }>(
    'query($t: ID!, $j: ID!) { teamLeaderboard(teamId: $t, journeyId: $j, span: ALL) { nodes { distanceMetres person { nickname } } } }',
    { t: team.id, j: journey.id },
  );
  assert.deepEqual(boards.teamLeaderboard.nodes.map((one) => one.distanceMetres), [101_000, 5_000]);
});

test('of a private team a stranger finds nothing', async () => {
  const journey = await north(ana);
  const team = await teamUp({ name: 'Secret', visibility: 'PRIVATE', journeyId: journey.id });
  for (const path of [`/api/teams/${team.id}`, `/api/teams/${team.id}/progress`, `/api/journeys/${journey.id}`]) {
    assert.equal((await tom.call('GET', path)).status, 404, path);
  }
  assert.equal((await tom.call('POST', '/api/teams', { body: { groupId: team.id, journeyId: journey.id } })).status, 404);
  const variables = { t: team.id, j: journey.id };
  const nothing = await tom.data<Record<string, unknown>>(
    `query($t: ID!, $j: ID!) { team(id: $t) { id } journey(id: $j) { id } certificate(teamId: $t, journeyId: $j, season: 1) { days }
      myTeams { id } myJourneyCards { nodes { id } } journeyLeaderboard(journeyId: $j) { nodes { teamId } } }`,
    variables,
  );
  assert.deepEqual(nothing, {
    team: null,
    journey: null,
    certificate: null,
    myTeams: [],
    myJourneyCards: { nodes: [] },
    journeyLeaderboard: { nodes: [] },
  });
  for (const operation of [
    'query($t: ID!, $j: ID!) { teamLeaderboard(teamId: $t, journeyId: $j) { nodes { userId } } }',
    'mutation($t: ID!, $j: ID!) { startJourney(input: { teamId: $t, journeyId: $j }) { season } }',
    'mutation($t: ID!, $j: ID!) { updateTeamRules(input: { teamId: $t, journeyId: $j, rules: {}, version: 1 }) { season } }',
    'mutation($t: ID!, $j: ID!) { endJourney(teamId: $t, journeyId: $j) { season } }',
    'mutation($t: ID!, $j: ID!) { resetSeason(teamId: $t, journeyId: $j) { season } }',
  ]) {
    const answer = await tom.graphql(operation, variables);
    assert.equal(answer.errors?.[0]?.extensions?.code, 'NOT_FOUND', operation);
  }
});

test('who asks too often is told when to come back', { timeout: 60_000 }, async () => {
  const strict = await Waymark.start({ WAYMARK_LIMITS_SCALE: '1', WAYMARK_LIMITS_API_BURST: '3', WAYMARK_LIMITS_API_PER_SECOND: '1' });
  try {
    const eager = await newPerson(strict, 'eager');
    const calm = await newPerson(strict, 'calm');
    const answers = await Promise.all(Array.from({ length: 40 }, () => eager.call('GET', '/api/teams')));
    const refused = answers.filter((answer) => answer.status === 429);
    assert.ok(refused.length > 0 && answers.some((answer) => answer.status === 200), String(refused.length));
    assert.ok(refused.every((answer) => Number(answer.headers.get('retry-after')) >= 1));
    assert.equal((await calm.call('GET', '/api/journeys?fields=id')).status, 200, 'others are not concerned');
  } finally {
    assert.equal(await strict.stop(), 0);
  }
});
