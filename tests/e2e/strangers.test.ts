// Who has no right to anything of Ana's asks for all of it: every operation of the schema, with every id that Ana has. Nothing
// of what is hers is told, over queries, changes and subscriptions, and nothing of it is changed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { createClient } from 'graphql-ws';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';
import WebSocket from 'ws';
import { newPerson, Client } from './client.ts';
import { source, Waymark } from './waymark.ts';

/** In every text of Ana's that is not for everybody. */
const secret = 'xylophone';
const schema = buildSchema(readFileSync(source('api/schema.graphql'), 'utf8'));

let server: Waymark;
let ana: Client, ben: Client, eve: Client;
let anaId: string, benId: string;
let secrets: { kind: string; id: string }[];

const me = async (who: Client): Promise<string> => (await who.data<{ me: { id: string } }>('{ me { id } }')).me.id;

/** Runs a change of one field that gives an object, and gives its id. */
async function make(who: Client, field: string, args: string, variables: Record<string, unknown> = {}): Promise<string> {
  const types: Record<string, string> = { goal: 'ID!', group: 'ID!', room: 'ID!', user: 'ID!', post: 'ID!', journey: 'ID!', at: 'DateTime!' };
  const declared = Object.keys(variables).map((name) => `$${name}: ${types[name]!}`);
  const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
  const made = await who.data<Record<string, { id: string }>>(`mutation${head} { ${field}(${args}) { id } }`, variables);
  return made[field]!.id;
}

before(async () => {
  server = await Waymark.start({ WAYMARK_LIMITS_SCALE: '0' });
  [ana, ben, eve] = [await newPerson(server, 'ana'), await newPerson(server, 'ben'), await newPerson(server, 'eve')];
  [anaId, benId] = [await me(ana), await me(ben)];
  await ana.data('mutation { upsertProfile(input: { visibility: FOLLOWERS }) { id } }');
  await ana.data('mutation { updateSharing(input: { goals: FOLLOWERS, tasks: FOLLOWERS, quests: FOLLOWERS, workouts: FOLLOWERS, badges: FOLLOWERS, milestones: FOLLOWERS }) { goals } }');
  await ben.data('mutation($id: ID!) { followUser(id: $id) { id } }', { id: anaId });
  await ana.data('mutation($id: ID!) { acceptFollow(id: $id) { id } }', { id: benId });

  const goal = await make(ana, 'createGoal', `input: { title: "A ${secret}", description: "${secret}", tags: ["${secret}"] }`);
  const task = await make(ana, 'addTask', `input: { goalId: $goal, title: "${secret}" }`, { goal });
  const quest = await make(ana, 'createQuest', `input: { title: "${secret}", linked: { goalId: $goal } }`, { goal });
  const at = new Date(Date.now() - 86_400_000).toISOString();
  const workout = await make(ana, 'logWorkout', `input: { type: RUN, title: "${secret}", notes: "${secret}", startedAt: $at, movingSeconds: 1800, distanceMetres: 5000 }`, { at });
  const sources = await ana.data<{ workoutSources: { id: string }[] }>('query($id: ID!) { workoutSources(id: $id) { id } }', { id: workout });
  await ana.data(`mutation { setPrivacyZones(zones: [{ name: "${secret}", latitude: 40, longitude: -3, radiusMetres: 500 }]) { id } }`);
  const group = await make(ana, 'createGroup', `input: { name: "${secret}", description: "${secret}", visibility: PRIVATE }`);
  await ana.data('mutation($group: ID!, $users: [ID!]!) { inviteToGroup(groupId: $group, userIds: $users) { id } }', { group, users: [benId] });
  await ben.data('mutation($group: ID!) { joinGroup(id: $group) { id } }', { group });
  const inGroup = await make(ana, 'createPost', `input: { text: "${secret}", groupId: $group }`, { group });
  const { createGroupInvitation: link } = await ana.data<{ createGroupInvitation: { invitation: { id: string } } }>(
    'mutation($group: ID!) { createGroupInvitation(input: { groupId: $group }) { invitation { id } } }',
    { group },
  );
  const toBen = await make(ana, 'createPost', `input: { text: "@ben ${secret}", visibility: DIRECT }`);
  const comment = await make(ben, 'addComment', `input: { postId: $post, text: "${secret}" }`, { post: toBen });
  const room = await make(ana, 'openDirectRoom', 'userId: $user', { user: benId });
  const message = await make(ana, 'sendMessage', `roomId: $room, text: "${secret}"`, { room });
  const journey = await make(ana, 'createJourney', `input: { title: "${secret}", description: "${secret}", points: [{ latitude: 46, longitude: 7 }, { latitude: 46.5, longitude: 7 }] }`);
  await ana.data('mutation($group: ID!, $journey: ID!) { startJourney(input: { teamId: $group, journeyId: $journey }) { teamId } }', { group, journey });
  const job = await ana.call<{ id: string }>('POST', `/api/imports?name=${secret}.csv`, { raw: 'started_at\n2020-01-01T00:00:00Z\n', headers: { 'content-type': 'application/octet-stream' } });
  assert.equal(job.status, 202, JSON.stringify(job.body));
  const bell = await ana.data<{ notifications: { nodes: { id: string }[] } }>('{ notifications { nodes { id } } }');
  secrets = Object.entries({ goal, task, quest, workout, source: sources.workoutSources[0]!.id, group, inGroup, link: link.invitation.id, toBen, comment, room, message, journey, job: job.body.id, notice: bell.notifications.nodes[0]!.id })
    .map(([kind, id]) => ({ kind, id }));
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

/** All leaves to a depth; what needs arguments is left out. */
function selection(type: GraphQLOutputType, depth = 4): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named) || isInterfaceType(named)) {
    const parts = schema.getPossibleTypes(named).map((one) => `... on ${one.name} ${selection(one, depth)}`);
    return `{ __typename ${depth > 0 ? parts.join(' ') : ''} }`;
  }
  assert.ok(isObjectType(named));
  const fields = Object.values(named.getFields()).filter(({ args, type: of }) => {
    const free = args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined);
    return free && (isLeafType(getNamedType(of)) || depth > 0);
  });
  // Types of different members of a union may not disagree about a field.
  return `{ __typename ${fields.map((field) => `${named.name}_${field.name}: ${field.name} ${selection(field.type, depth - 1)}`).join(' ')} }`;
}

/** A value of the type in which every id is the one given. */
function value(type: GraphQLInputType, name: string, id: string): unknown {
  const whole = getNullableType(type);
  if (isListType(whole)) return [value(whole.ofType as GraphQLInputType, name, id)];
  if (isEnumType(whole)) return whole.getValues()[0]!.name;
  if (isInputObjectType(whole)) {
    const fields = Object.values(whole.getFields());
    const wanted = whole.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type) || getNamedType(field.type).name === 'ID');
    return Object.fromEntries(wanted.filter((field) => field.name !== 'clientId').map((field) => [field.name, value(field.type, field.name, id)]));
  }
  switch (getNamedType(whole).name) {
    case 'ID':
      return /user|helper/i.test(name) ? anaId : id;
    case 'Int':
      return 1;
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'Date':
      return '2026-01-01';
    case 'DateTime':
      return new Date().toISOString();
    default:
      return 'a word';
  }
}

type Field = GraphQLField<unknown, unknown>;

const takesId = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type);
  if (isInputObjectType(named)) return Object.values(named.getFields()).some((field) => takesId(field.type));
  return named.name === 'ID';
};

/** The operation with that id wherever it takes one. */
function operation(kind: 'query' | 'mutation' | 'subscription', field: Field, id: string): { query: string; variables: Record<string, unknown> } {
  const args = field.args.filter((arg) => isNonNullType(arg.type) || takesId(arg.type));
  const variables = Object.fromEntries(args.map((arg) => [arg.name, value(arg.type, arg.name, id)]));
  const head = args.length > 0 ? `(${args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')})` : '';
  const passed = args.length > 0 ? `(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})` : '';
  return { query: `${kind}${head} { ${field.name}${passed} ${selection(field.type, 2)} }`, variables };
}

const fieldsOf = (type: ReturnType<typeof schema.getQueryType>): Field[] => Object.values(type?.getFields() ?? {});
const idsFor = (field: Field): { kind: string; id: string }[] => (field.args.some((arg) => takesId(arg.type)) ? [...secrets, { kind: 'ana', id: anaId }] : secrets.slice(0, 1));

/** What Ana and Ben see of what is theirs. */
async function theirs(): Promise<string> {
  const byKind = Object.fromEntries(secrets.map(({ kind, id }) => [kind, id]));
  const answer = await ana.data(
    `query($goal: ID!, $quest: ID!, $workout: ID!, $group: ID!, $room: ID!, $post: ID!, $journey: ID!) {
      goal(id: $goal) { title version status tasks { nodes { title status version } } }
      quest(id: $quest) { title status version }
      workout(id: $workout) { title notes version sourceCount visibility { workout map } }
      privacyZones { name latitude }
      group(id: $group) { name version memberCount }
      groupMembers(groupId: $group) { nodes { person { nickname } role } }
      room(id: $room) { name members { userId } }
      messages(roomId: $room) { nodes { text deletedAt reactions { emoji } } }
      post(id: $post) { text likeCount commentCount version }
      journey(id: $journey) { title visibility }
      team(id: $group) { journeys { season status distanceMetres rules { version } } }
      mySharing { goals workouts }
    }`,
    { ...byKind, post: byKind.toBen! },
  );
  return JSON.stringify(answer);
}

function nothingTold(answer: unknown, what: string): void {
  assert.ok(!JSON.stringify(answer).toLowerCase().includes(secret), `${what} tells: ${JSON.stringify(answer).slice(0, 600)}`);
}

test('Ana herself is told', async () => {
  assert.ok((await theirs()).split(secret).length > 10);
});

for (const kind of ['query', 'mutation'] as const) {
  test(`no ${kind} tells a stranger, or who is not logged in, anything`, { timeout: 240_000 }, async () => {
    const before = await theirs();
    const nobody = new Client(server);
    const fields = fieldsOf(kind === 'query' ? schema.getQueryType() : schema.getMutationType());
    assert.ok(fields.length > 50);
    for (const field of fields) {
      for (const { kind: of, id } of idsFor(field)) {
        const { query, variables } = operation(kind, field, id);
        for (const [name, who] of [['a stranger', eve], ['nobody', nobody]] as const) {
          const answer = await who.graphql(query, variables);
          assert.ok(!answer.errors?.some(({ extensions }) => extensions?.code === 'INTERNAL' || extensions?.code === 'GRAPHQL_VALIDATION_FAILED'), `${field.name} of ${of}: ${JSON.stringify(answer.errors)}`);
          nothingTold(answer, `${field.name} of ${of} to ${name}`);
        }
      }
    }
    assert.equal(await theirs(), before);
  });
}

test('no subscription tells a stranger anything, whatever happens', { timeout: 120_000 }, async () => {
  const heard: { what: string; answer: unknown }[] = [];
  const connect = (who: Client) =>
    createClient({ url: server.url.replace('http', 'ws') + '/graphql', webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization: `Bearer ${who.token}` } });
  const sockets: ReturnType<typeof connect>[] = [];
  let opened = 0;
  for (const field of fieldsOf(schema.getSubscriptionType())) {
    const socket = connect(eve);
    sockets.push(socket);
    for (const { kind, id } of idsFor(field)) {
      const { query, variables } = operation('subscription', field, id);
      const note = (answer: unknown) => heard.push({ what: `${field.name} of ${kind}`, answer });
      socket.subscribe({ query, variables }, { next: note, error: note, complete: () => undefined });
      opened += 1;
    }
  }
  // Who may hear tells when all of it has gone out.
  const byKind = Object.fromEntries(secrets.map(({ kind, id }) => [kind, id]));
  const own = connect(ben);
  sockets.push(own);
  let arrived = 0;
  const last = new Promise<void>((done) => {
    const reach = () => {
      arrived += 1;
      if (arrived === 2) done();
    };
    own.subscribe({ query: 'subscription($room: ID!) { onMessage(roomId: $room) { text } }', variables: { room: byKind.room! } }, { next: reach, error: () => undefined, complete: () => undefined });
    own.subscribe({ query: 'subscription($team: ID!) { onTeamProgress(teamId: $team) { distanceMetres } }', variables: { team: byKind.group! } }, { next: reach, error: () => undefined, complete: () => undefined });
  });
  await ben.data('{ me { id } }');
  await new Promise((done) => setTimeout(done, 500)); // all have subscribed
  await ana.data('mutation($input: WorkoutInput!) { logWorkout(input: $input) { id } }', { input: { type: 'RUN', title: secret, startedAt: new Date(Date.now() + 500).toISOString(), movingSeconds: 60, distanceMetres: 1000 } });
  await ana.data('mutation($group: ID!, $text: String!) { createPost(input: { text: $text, groupId: $group }) { id } }', { group: byKind.group!, text: secret });
  await ana.data('mutation($id: ID!) { completeTask(id: $id) { id } }', { id: byKind.task! });
  await ana.data('mutation($room: ID!, $text: String!) { sendMessage(roomId: $room, text: $text) { id } }', { room: byKind.room!, text: secret });
  await last;
  assert.ok(opened > 20);
  for (const { what, answer } of heard) nothingTold(answer, what);
  for (const socket of sockets) await socket.dispose();
});
