// Stands in for the binary while working on screens: the real schema over data in memory, the accounts endpoints, and
// web/dist under the same content security policy. `npm run mock [-- --empty]`, PORT (8080).
// It knows one person: any e-mail and password log in; "wrong" as password is refused.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, graphql } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { mockNumbers, numbersOf } from './mock-numbers';
import { mockPeople } from './mock-people';
import { idOf, type Subject } from '../src/lib/offline/clientIds';
import { track, World, type Row } from './mock-world';

type Arguments = Record<string, unknown>;
const web = fileURLToPath(new URL('..', import.meta.url));
const schema = buildSchema(await readFile(join(web, '../api/schema.graphql'), 'utf8'));
const world = new World();
if (!process.argv.includes('--empty')) world.seed();

const page = (list: readonly unknown[], { page: asked }: Arguments) => {
  const { first = 20, after } = (asked ?? {}) as { first?: number; after?: string };
  const start = after === undefined ? 0 : Number(after);
  const nodes = list.slice(start, start + first);
  const end = start + nodes.length;
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: String(start + index + 1) })),
    pageInfo: {
      hasNextPage: end < list.length,
      hasPreviousPage: start > 0,
      startCursor: String(start),
      endCursor: String(end),
    },
  };
};
const matching = (filter: unknown) => (row: Row) =>
  Object.entries((filter ?? {}) as Arguments).every(([key, value]) =>
    key === 'tag' ? (row['tags'] as unknown[]).includes(value) : row[key] === value,
  );
const input = (args: Arguments) => args['input'] as Arguments;
const id = (args: Arguments) => String(args['id']);
const setTask = (args: Arguments, fields: Arguments) => {
  const row = world.change(world.tasks, id(args), fields);
  if (fields['status'] === 'DONE') world.earn(10, 'FIRST_STEPS');
  world.recount();
  return world.task(row);
};
const remove = (list: Row[], args: Arguments) => {
  list.splice(list.indexOf(world.find(list, id(args))), 1);
  return true;
};

const root = {
  ...mockPeople(world, !process.argv.includes('--empty')),
  ...mockNumbers(!process.argv.includes('--empty')),
  me: () => world.user,
  myGoals: (args: Arguments) =>
    page(
      world.goals.filter(matching(args['filter'])).map((row) => world.goal(row)),
      args,
    ),
  goal: (args: Arguments) => {
    const row = world.goals.find((other) => other.id === args['id']);
    return row ? world.goal(row) : null;
  },
  activeGoalsCount: () => world.goals.filter((row) => row['status'] === 'ACTIVE').length,
  tasks: (args: Arguments) =>
    page(
      world.tasks.filter((row) => row['goalId'] === args['goalId']).map((row) => world.task(row)),
      args,
    ),
  todaysTasks: () =>
    world.tasks
      .filter((row) => row['status'] === 'OPEN')
      .filter(
        (row) =>
          row['dueAt'] === null || Date.parse(String(row['dueAt'])) < Date.now() + 43_200_000,
      )
      .sort((a, b) => String(a['dueAt'] ?? '9').localeCompare(String(b['dueAt'] ?? '9')))
      .map((row) => world.task(row)),
  myQuests: (args: Arguments) => page(world.quests.filter(matching(args['filter'])), args),
  myWorkouts: (args: Arguments) =>
    page(
      [...world.workouts].sort((a, b) =>
        String(b['startedAt']).localeCompare(String(a['startedAt'])),
      ),
      args,
    ),
  workout: (args: Arguments) => {
    const row = world.workouts.find((other) => other.id === args['id']);
    return row ? numbersOf(row, (world.user as Row).id) : null;
  },
  myRewards: () => world.rewards(),
  isEmailAvailable: (args: Arguments) => !String(args['email']).startsWith('taken'),
  isNicknameAvailable: (args: Arguments) => !String(args['nickname']).startsWith('taken'),
  upsertProfile: (args: Arguments) =>
    world.change([world.user as Row], (world.user as Row).id, input(args)),
  createGoal: async (args: Arguments) => {
    const named = await idOfInput('goal', args);
    return world.goal(
      world.add(world.goals, { tags: [], status: 'ACTIVE', ...input(args), ...named }),
    );
  },
  updateGoal: (args: Arguments) => world.goal(world.change(world.goals, id(args), input(args))),
  deleteGoal: (args: Arguments) => remove(world.goals, args),
  addTask: async (args: Arguments) => {
    const named = await idOfInput('task', args);
    const row = world.add([], { status: 'OPEN', dueAt: null, ...input(args), ...named });
    world.tasks.push(row);
    return world.task(row);
  },
  updateTask: (args: Arguments) => setTask(args, input(args)),
  completeTask: (args: Arguments) =>
    setTask(args, { status: 'DONE', completedAt: new Date().toISOString() }),
  reopenTask: (args: Arguments) => setTask(args, { status: 'OPEN', completedAt: null }),
  deleteTask: (args: Arguments) => remove(world.tasks, args),
  createQuest: (args: Arguments) => {
    const { linked, quantitative, ...rest } = input(args);
    const link = linked as { goalId?: string; taskIds?: string[] } | undefined;
    const tasks = world.tasks.filter((row) => row['goalId'] === link?.goalId);
    const row = world.add(world.quests, {
      kind: link ? 'LINKED' : 'QUANTITATIVE',
      status: 'ACTIVE',
      startsAt: new Date().toISOString(),
      target: link ? (link.taskIds?.length ?? tasks.length) : 0,
      taskIds: [],
      current: 0,
      progress: 0,
      rewardPoints: 50,
      ...link,
      ...(quantitative as Arguments | undefined),
      ...rest,
    });
    world.recount();
    return row;
  },
  cancelQuest: (args: Arguments) => world.change(world.quests, id(args), { status: 'CANCELLED' }),
  logWorkout: async (args: Arguments) => {
    const given: Arguments = { ...input(args), ...(await idOfInput('workout', args)) };
    const row = world.add(world.workouts, {
      source: 'MANUAL',
      endedAt: given['startedAt'],
      elapsedSeconds: given['movingSeconds'],
      ...given,
    });
    world.earn(20);
    world.recount();
    return row;
  },
  updateWorkout: (args: Arguments) => world.change(world.workouts, id(args), input(args)),
  deleteWorkout: (args: Arguments) => remove(world.workouts, args),
};

/** Unsigned, but it says whose it is. */
function tokenOf(person: string): string {
  const claims = JSON.stringify({ sub: person, at: Date.now() });
  return `mock.${Buffer.from(claims).toString('base64url')}.`;
}

/** As the server does: the id follows from the person and what the client made. */
async function idOfInput(subject: Subject, args: Arguments): Promise<{ id?: string }> {
  const { clientId } = input(args) as { clientId?: string };
  return clientId ? { id: await idOf(subject, world.user?.id ?? '', clientId) } : {};
}

const tokens = () => ({
  accessToken: tokenOf(world.user?.id ?? ''),
  tokenType: 'Bearer',
  expiresIn: 1200,
});
const cookie = 'waymark_refresh=mock; HttpOnly; SameSite=Strict; Path=/';

async function rest(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const json = (status: number, body?: unknown, headers = {}) => {
    response.writeHead(status, {
      'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
      ...headers,
    });
    response.end(body === undefined ? '' : JSON.stringify(body));
    return true;
  };
  const refuse = (status: number, code: string, detail: string, errors: unknown[] = []) =>
    json(status, { type: 'about:blank', title: detail, status, code, errors });
  const text = request.method === 'GET' ? '' : await read(request);
  switch (path) {
    case '/graphql': {
      const { query, variables, operationName } = JSON.parse(text) as {
        query: string;
        variables?: Arguments;
        operationName?: string;
      };
      const result = await graphql({
        schema,
        source: query,
        rootValue: root,
        variableValues: variables ?? null,
        operationName: operationName ?? null,
      });
      return json(200, result);
    }
    case '/health':
      return json(200, { status: 'ok' });
    case '/api/client-config':
      return json(200, {
        apiKey: 'mock',
        mailFolder: '/var/lib/waymark/outbox',
        mapStyleUrl: null,
        languages: [],
      });
    case '/users/signup': {
      const body = JSON.parse(text) as Arguments;
      if (body['password'] === 'password') {
        return refuse(400, 'INVALID_INPUT', 'Some of what you entered needs another look.', [
          { field: 'password', message: 'This password is one of the most used. Choose another.' },
        ]);
      }
      world.signUp(body);
      return json(201, world.user);
    }
    case '/users/login': {
      const body = JSON.parse(text) as Arguments;
      if (body['password'] === 'wrong')
        return refuse(401, 'UNAUTHENTICATED', 'The e-mail or the password is wrong.');
      if (!world.user) world.signUp({ email: body['email'], nickname: 'newcomer' });
      return json(200, tokens(), { 'Set-Cookie': cookie });
    }
    case '/auth/renew':
      return (request.headers.cookie ?? '').includes('waymark_refresh=mock')
        ? json(200, tokens(), { 'Set-Cookie': cookie })
        : refuse(401, 'UNAUTHENTICATED', 'Please log in first.');
    case '/auth/logout':
      return json(204, undefined, { 'Set-Cookie': `${cookie}; Max-Age=0` });
    case '/users/confirm-email':
      return (request.url ?? '').includes('token=good')
        ? json(200, { email: 'ana@example.org', confirmed: true })
        : refuse(400, 'INVALID_INPUT', 'This link has been used or is too old.');
    case '/users/resend-confirmation':
    case '/password/forgot':
      return json(202, {});
    case '/password/reset':
    case '/password/change':
      return json(204);
    case '/api/media':
      return json(201, { id: randomUUID() });
    case '/api/workouts/import': {
      if (!text.includes('<gpx')) {
        return refuse(400, 'INVALID_INPUT', 'Some of what you entered needs another look.', [
          { field: 'file', message: 'Line 1: this is not GPX.' },
        ]);
      }
      const startedAt = new Date(Date.now() - 3_600_000).toISOString();
      const given = {
        type: 'RUN',
        title: 'From the watch',
        startedAt,
        movingSeconds: 2400,
        distanceMetres: 7200,
        climbMetres: 80,
      };
      const row = await root.logWorkout({ input: given });
      Object.assign(row, { source: 'GPX', track: track(4) });
      return json(201, row);
    }
  }
  if (path.startsWith('/media/')) {
    response.writeHead(200, { 'Content-Type': 'image/svg+xml' });
    response.end(hills(Number(/\d/.exec(path)?.[0] ?? 0)));
    return true;
  }
  return false;
}

/** A landscape in one of three lights, as a picture to show. */
function hills(light: number): string {
  const [sky, far, near] = [
    ['#f3d9b8', '#8fa895', '#2b5644'],
    ['#b9d3e0', '#73917f', '#1f4a38'],
    ['#e8b48f', '#7d6b7d', '#3b2f3f'],
  ][light % 3] as [string, string, string];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><path fill="${sky}" d="M0 0h800v600H0z"/><circle cx="590" cy="170" r="60" fill="#fff8" /><path fill="${far}" d="M0 380 190 220l150 130 160-190 300 240v220H0z"/><path fill="${near}" d="M0 480l230-110 220 130 180-90 170 70v120H0z"/></svg>`;
}

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const policy =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; img-src 'self' data: blob:; connect-src 'self'";

async function staticFile(response: ServerResponse, path: string): Promise<void> {
  const wanted = extname(path) === '' ? '/index.html' : normalize(path);
  try {
    const body = await readFile(join(web, 'dist', wanted));
    response.writeHead(200, {
      'Content-Type': types[extname(wanted)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  rest(request, response, path)
    .then((answered) => (answered ? undefined : staticFile(response, path)))
    .catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
});
useServer(
  {
    schema,
    roots: {
      subscription: {
        onQuestProgress: () => world.events('onQuestProgress'),
        onRewards: () => world.events('onRewards'),
        onTeamProgress: () => world.events('onTeamProgress'),
        onImportProgress: () => world.events('onImportProgress'),
        onNewFeedItem: () => world.events('onNewFeedItem'),
        onNotification: () => world.events('onNotification'),
        onRoomsChanged: () => world.events('onRoomsChanged'),
        onMessage: () => world.events('onMessage'),
        onTyping: () => world.events('onTyping'),
        onReceipt: () => world.events('onReceipt'),
      },
    },
  },
  new WebSocketServer({ server, path: '/graphql' }),
);
const port = Number(process.env['PORT'] ?? 8080);
server.listen(port, '127.0.0.1', () => {
  console.log(`mock server on http://127.0.0.1:${String(port)}`);
});
