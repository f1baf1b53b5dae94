// A server's worth of data in memory, for looking at the app without the binary. It answers the real schema; its rules
// are only as deep as the screens need.
import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';

export type Row = Record<string, unknown> & { id: string; version: number };

const day = 86_400_000;
const now = () => new Date().toISOString();
const ago = (days: number, hours = 0) =>
  new Date(Date.now() - days * day - hours * 3_600_000).toISOString();
const dateIn = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);

export class World {
  user: Row | null = null;
  goals: Row[] = [];
  tasks: Row[] = [];
  quests: Row[] = [];
  workouts: Row[] = [];
  points = 0;
  streak = 0;
  badges: { kind: string; earnedAt: string }[] = [];
  private readonly listeners = new Set<(event: Record<string, unknown>) => void>();

  signUp(input: Record<string, unknown>): void {
    this.user = {
      id: randomUUID(),
      version: 1,
      email: input['email'],
      emailConfirmed: true,
      nickname: input['nickname'],
      language: input['language'] ?? 'en',
      timeZone: input['timeZone'] ?? 'UTC',
      gender: 'UNDISCLOSED',
      links: [],
      tags: [],
      visibility: 'PUBLIC',
      followerCount: 34,
      followingCount: 21,
      postCount: 3,
      followRequestCount: 1,
      tier: 'FREE',
      roles: ['MODERATOR'],
      createdAt: now(),
    };
  }

  publish(event: Record<string, unknown>): void {
    for (const listener of this.listeners) listener(event);
  }

  async *events(name: string): AsyncGenerator<Record<string, unknown>> {
    const waiting: Record<string, unknown>[] = [];
    let wake: () => void = () => undefined;
    const listener = (event: Record<string, unknown>) => {
      if (name in event) {
        waiting.push(event);
        wake();
      }
    };
    this.listeners.add(listener);
    try {
      for (;;) {
        const next = waiting.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.listeners.delete(listener);
    }
  }

  rewards() {
    const level = Math.floor(Math.sqrt(this.points / 50)) + 1;
    return {
      points: this.points,
      level,
      levelStartsAt: 50 * (level - 1) ** 2,
      nextLevelAt: 50 * level ** 2,
      currentStreak: this.streak,
      longestStreak: Math.max(this.streak, this.streak > 0 ? 9 : 0),
      activeToday: this.tasks.some((task) => String(task['completedAt'] ?? '') > ago(0, 12)),
      badges: this.badges,
    };
  }

  earn(points: number, badge?: string): void {
    this.points += points;
    if (this.streak === 0) this.streak = 1;
    if (badge !== undefined && !this.badges.some(({ kind }) => kind === badge)) {
      this.badges = [...this.badges, { kind: badge, earnedAt: now() }];
    }
    setTimeout(() => {
      this.publish({ onRewards: this.rewards() });
    }, 150);
  }

  goal(row: Row) {
    const tasks = this.tasks.filter((task) => task['goalId'] === row.id);
    const done = tasks.filter((task) => task['status'] === 'DONE').length;
    const complete = row['status'] === 'COMPLETED';
    return {
      ...row,
      taskCount: tasks.length,
      doneTaskCount: done,
      progress: complete ? 1 : tasks.length === 0 ? 0 : done / tasks.length,
    };
  }

  task(row: Row) {
    const goal = this.goals.find((other) => other.id === row['goalId']);
    return { ...row, goal: goal ? this.goal(goal) : null };
  }

  /** Recounts the quests; tells of those that moved. */
  recount(): void {
    for (const quest of this.quests.filter((row) => row['status'] === 'ACTIVE')) {
      const before = quest['current'];
      const taskIds = quest['taskIds'] as string[];
      if (quest['kind'] === 'LINKED') {
        const wanted = this.tasks.filter(
          (task) => taskIds.includes(task.id) || task['goalId'] === quest['goalId'],
        );
        quest['current'] = wanted.filter((task) => task['status'] === 'DONE').length;
      } else {
        quest['current'] = this.workouts
          .filter(
            (workout) =>
              String(workout['startedAt']) >= String(quest['startsAt']) &&
              (quest['workoutType'] == null || quest['workoutType'] === workout['type']),
          )
          .reduce((sum, workout) => {
            if (quest['metric'] === 'WORKOUTS') return sum + 1;
            const amounts: Record<string, unknown> = {
              DISTANCE_METRES: workout['distanceMetres'],
              MOVING_SECONDS: workout['movingSeconds'],
              CLIMB_METRES: workout['climbMetres'],
            };
            return sum + Number(amounts[String(quest['metric'])] ?? 0);
          }, 0);
      }
      const share = Number(quest['current']) / Number(quest['target']);
      quest['progress'] = Math.min(1, share);
      if (share >= 1) {
        quest['status'] = 'COMPLETED';
        quest['completedAt'] = now();
        this.earn(Number(quest['rewardPoints']), 'QUEST_CONQUEROR');
      }
      if (quest['current'] !== before) this.publish({ onQuestProgress: { ...quest } });
    }
  }

  add(list: Row[], fields: Record<string, unknown>): Row {
    const row = { id: randomUUID(), version: 1, createdAt: now(), updatedAt: now(), ...fields };
    list.unshift(row);
    return row;
  }

  change(list: Row[], id: string, { version, ...fields }: Record<string, unknown>): Row {
    const row = this.find(list, id);
    if (version !== undefined && version !== row.version) {
      throw new GraphQLError('Someone changed this in the meantime.', {
        extensions: { code: 'CONFLICT' },
      });
    }
    Object.assign(row, fields, { version: row.version + 1, updatedAt: now() });
    return row;
  }

  find(list: Row[], id: string): Row {
    const row = list.find((other) => other.id === id);
    if (!row)
      throw new GraphQLError('There is nothing here.', { extensions: { code: 'NOT_FOUND' } });
    return row;
  }

  /** A person who has been here for some weeks. */
  seed(): void {
    this.signUp({ email: 'ana@example.org', nickname: 'ana.runs', timeZone: 'Europe/Madrid' });
    Object.assign(this.user as Row, {
      fullName: 'Ana Rivas',
      country: 'ES',
      bio: 'Slow runner, fast reader.',
      pronouns: 'she/her',
      tags: ['trail', 'books'],
    });
    const goal = (
      title: string,
      tags: string[],
      days: number | null,
      tasks: [string, number | null, boolean][],
    ) => {
      const row = this.add(this.goals, {
        title,
        tags,
        description: title.startsWith('Run')
          ? 'Under two hours, and smiling at the end.\nThe race is in Girona.'
          : null,
        targetDate: days === null ? null : dateIn(days),
        status: 'ACTIVE',
      });
      for (const [name, due, done] of tasks) {
        this.tasks.push({
          id: randomUUID(),
          version: 1,
          goalId: row.id,
          title: name,
          dueAt: due === null ? null : new Date(Date.now() + due * 3_600_000).toISOString(),
          status: done ? 'DONE' : 'OPEN',
          createdAt: ago(8),
          updatedAt: ago(2),
          completedAt: done ? ago(1) : null,
        });
      }
      return row;
    };
    goal('Read twelve books this year', ['books'], 40, [
      ['Finish “The Old Ways”', 30, false],
      ['Pick the next one', null, false],
      ['Renew the library card', -50, true],
    ]);
    goal('A tidy garage', [], null, []);
    goal('Learn to cook ten Catalan dishes', ['kitchen', 'family'], 120, [
      ['Escalivada', null, true],
      ['Suquet de peix', 50, false],
      ['Panellets', null, true],
      ['Fideuà', null, true],
    ]);
    const race = goal('Run a half marathon', ['running', 'trail'], 86, [
      ['Find a training plan', -200, true],
      ['Buy proper shoes', -120, true],
      ['Sign up for the race', -26, false],
      ['Long run: 12 km along the river', 5, false],
      ['Book the train to Girona', null, false],
      ['First 10 km without a break', -90, true],
    ]);
    this.goals.push({
      ...goal('Sleep before midnight for a month', [], null, [
        ['Phone out of the bedroom', null, true],
      ]),
      status: 'COMPLETED',
      completedAt: ago(20),
    });
    this.goals.splice(
      this.goals.findIndex((row) => row['title'] === 'Sleep before midnight for a month'),
      1,
    );
    const quest = (fields: Record<string, unknown>) =>
      this.add(this.quests, {
        taskIds: [],
        goalId: null,
        metric: null,
        workoutType: null,
        startsAt: ago(6),
        deadline: null,
        current: 0,
        progress: 0,
        rewardPoints: 50,
        status: 'ACTIVE',
        completedAt: null,
        ...fields,
      });
    quest({
      title: 'Three workouts in a week',
      kind: 'QUANTITATIVE',
      metric: 'WORKOUTS',
      target: 3,
      current: 3,
      progress: 1,
      status: 'COMPLETED',
      completedAt: ago(9),
      rewardPoints: 30,
    });
    quest({
      title: 'Climb Montseny twice',
      kind: 'QUANTITATIVE',
      metric: 'CLIMB_METRES',
      target: 1500,
      current: 640,
      progress: 0.43,
      status: 'EXPIRED',
      deadline: ago(12),
    });
    quest({
      title: 'Ready for Girona',
      kind: 'LINKED',
      goalId: race.id,
      target: 6,
      rewardPoints: 120,
    });
    quest({
      title: '25 km before Sunday',
      kind: 'QUANTITATIVE',
      metric: 'DISTANCE_METRES',
      workoutType: 'RUN',
      target: 25_000,
      deadline: new Date(Date.now() + 2 * day).toISOString(),
      rewardPoints: 75,
    });
    const workout = (fields: Record<string, unknown>, days: number, hours: number) =>
      this.workouts.push({
        id: randomUUID(),
        version: 1,
        createdAt: now(),
        source: 'MANUAL',
        startedAt: ago(days, hours),
        endedAt: ago(days, hours - 1),
        elapsedSeconds: fields['movingSeconds'],
        title: null,
        distanceMetres: null,
        climbMetres: null,
        averageHeartRate: null,
        notes: null,
        track: null,
        ...fields,
      });
    workout(
      {
        type: 'RUN',
        title: 'Along the Ter before work',
        source: 'GPX',
        distanceMetres: 8430,
        movingSeconds: 2822,
        elapsedSeconds: 2990,
        climbMetres: 96,
        averageHeartRate: 148,
        notes: 'Fog over the river, legs fine.',
        track: track(),
      },
      0,
      9,
    );
    workout({ type: 'STRENGTH', movingSeconds: 2400 }, 1, 3);
    workout(
      {
        type: 'RUN',
        title: 'Intervals',
        distanceMetres: 6200,
        movingSeconds: 2010,
        averageHeartRate: 162,
      },
      3,
      4,
    );
    workout(
      {
        type: 'HIKE',
        title: 'Matagalls with Pau',
        source: 'GPX',
        distanceMetres: 14_380,
        movingSeconds: 15_900,
        elapsedSeconds: 19_800,
        climbMetres: 870,
        track: track(3),
      },
      8,
      2,
    );
    workout(
      { type: 'RIDE', distanceMetres: 31_800, movingSeconds: 5_700, climbMetres: 310 },
      11,
      2,
    );
    this.points = 610;
    this.streak = 4;
    this.badges = [
      { kind: 'FIRST_STEPS', earnedAt: ago(25) },
      { kind: 'QUEST_CONQUEROR', earnedAt: ago(9) },
    ];
    this.recount();
  }
}

/** A loop that looks run by a person. */
export function track(turns = 2) {
  const points: [number, number][] = Array.from({ length: 180 }, (_, index) => {
    const angle = (index / 179) * Math.PI * 1.92;
    const wobble = Math.sin(angle * turns * 2.3) * 0.16 + Math.sin(angle * 7 + turns) * 0.05;
    return [
      41.98 + Math.sin(angle) * 0.012 * (1 + wobble),
      2.82 + Math.cos(angle) * 0.024 * (1 + wobble * 1.4),
    ];
  });
  const latitudes = points.map(([latitude]) => latitude);
  const longitudes = points.map(([, longitude]) => longitude);
  return {
    pointCount: 2874,
    segmentCount: 1,
    minLatitude: Math.min(...latitudes),
    maxLatitude: Math.max(...latitudes),
    minLongitude: Math.min(...longitudes),
    maxLongitude: Math.max(...longitudes),
    minElevation: 68,
    maxElevation: 121,
    polyline: encode(points),
  };
}

export function encode(points: readonly [number, number][]): string {
  let text = '';
  let last: [number, number] = [0, 0];
  for (const point of points) {
    const next: [number, number] = [Math.round(point[0] * 1e5), Math.round(point[1] * 1e5)];
    for (const axis of [0, 1] as const) {
      const delta = next[axis] - last[axis];
      let value = delta < 0 ? ~(delta << 1) : delta << 1;
      while (value >= 0x20) {
        text += String.fromCharCode((0x20 | (value & 0x1f)) + 63);
        value >>= 5;
      }
      text += String.fromCharCode(value + 63);
    }
    last = next;
  }
  return text;
}
