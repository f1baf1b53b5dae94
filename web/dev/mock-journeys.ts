// Journeys for the mock server: a little catalogue, and a team of four that is half-way.
import { encode } from './mock-world';

type Fields = Record<string, unknown>;

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const page = (nodes: readonly unknown[]) => ({
  nodes,
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
});

type Place = readonly [name: string, latitude: number, longitude: number];

const camino: readonly Place[] = [
  ['Saint-Jean-Pied-de-Port', 43.163, -1.238],
  ['Roncesvalles', 43.009, -1.319],
  ['Pamplona', 42.812, -1.646],
  ['Logroño', 42.466, -2.445],
  ['Burgos', 42.344, -3.697],
  ['Carrión de los Condes', 42.338, -4.603],
  ['León', 42.599, -5.571],
  ['Astorga', 42.457, -6.056],
  ['Ponferrada', 42.546, -6.596],
  ['O Cebreiro', 42.708, -7.043],
  ['Sarria', 42.781, -7.414],
  ['Santiago de Compostela', 42.881, -8.545],
];
const wall: readonly Place[] = [
  ['Wallsend', 54.988, -1.532],
  ['Chollerford', 55.03, -2.126],
  ['Housesteads', 55.013, -2.331],
  ['Birdoswald', 54.99, -2.602],
  ['Carlisle', 54.895, -2.934],
  ['Bowness-on-Solway', 54.953, -3.213],
];
const britain: readonly Place[] = [
  ['Land’s End', 50.066, -5.715],
  ['Exeter', 50.725, -3.527],
  ['Bristol', 51.454, -2.588],
  ['Shrewsbury', 52.707, -2.754],
  ['Lancaster', 54.047, -2.801],
  ['Edinburgh', 55.953, -3.188],
  ['Inverness', 57.478, -4.225],
  ['John o’ Groats', 58.641, -3.07],
];

/** The line through the places, with some bends, as the server gives it. */
function route(
  id: string,
  title: string,
  lengthMetres: number,
  places: readonly Place[],
  fields: Fields,
) {
  const points: [number, number][] = places.flatMap(([, latitude, longitude], index) => {
    const next = places[index + 1];
    if (!next) return [[latitude, longitude] as [number, number]];
    return Array.from({ length: 12 }, (_, step): [number, number] => {
      const share = step / 12;
      const bend = Math.sin(share * Math.PI) * Math.sin(index * 2.1 + step) * 0.03;
      return [
        latitude + (next[1] - latitude) * share + bend,
        longitude + (next[2] - longitude) * share + bend,
      ];
    });
  });
  const at = (index: number) => (lengthMetres * index) / (points.length - 1);
  return {
    __typename: 'Journey',
    id,
    kind: 'CATALOGUE',
    title,
    description: '',
    tags: [],
    lengthMetres,
    climbMetres: null,
    bounds: { south: 0, west: 0, north: 0, east: 0 },
    polyline: encode(points),
    distances: points.map((_, index) => at(index)),
    points,
    profile: points.map((_, index) => ({
      distanceMetres: at(index),
      elevationMetres: 450 + 380 * Math.sin(index / 9) + 240 * Math.sin(index / 3.3),
    })),
    milestones: places.map(([name, latitude, longitude], index) => ({
      id: String(index + 1),
      distanceMetres: at(index * 12),
      latitude,
      longitude,
      title: name,
      text:
        index % 3 === 2
          ? ''
          : 'Stone under the boots, a fountain in the square, and the road going on behind the last house.',
      pictureUrl: index % 4 === 1 ? `/media/${String(index % 3)}` : null,
    })),
    source: 'Towns along the way; length as the pilgrims’ office gives it.',
    precisionMetres: 2000,
    visibility: 'PUBLIC',
    isMine: false,
    createdAt: null,
    ...fields,
  };
}

type Journey = ReturnType<typeof route>;

function positionOn({ points, lengthMetres }: Journey, metres: number) {
  const index = Math.min(
    points.length - 1,
    Math.round((metres / lengthMetres) * (points.length - 1)),
  );
  const [latitude = 0, longitude = 0] = points[index] ?? [];
  return { latitude, longitude, distanceMetres: Math.min(metres, lengthMetres) };
}

interface Around {
  readonly people: readonly Fields[];
  readonly group: Fields;
}

export function mockJourneys({ people, group }: Around, seeded: boolean) {
  const journeys = [
    route('wall', 'Hadrian’s Wall', 135_000, wall, {
      description: 'From the Tyne to the Solway along the edge of an empire.',
      tags: ['wall', 'europe'],
      climbMetres: 1800,
    }),
    route('camino', 'Camino Francés', 764_000, camino, {
      description:
        'Over the Pyrenees and across the north of Spain to Santiago, as people have walked it for a thousand years.',
      tags: ['pilgrimage', 'europe', 'trail'],
      climbMetres: 11_400,
    }),
    route('lejog', 'Land’s End to John o’ Groats', 1_407_000, britain, {
      description: 'Britain from its south-western tip to its north-eastern one.',
      tags: ['road', 'europe'],
    }),
  ];
  const on = journeys[1] as Journey;
  const amounts = [132_400, 101_250, 88_900, 61_300];
  const done = amounts.reduce((sum, one) => sum + one, 0);
  const members = people.map((person, index) => ({
    userId: person['id'],
    person,
    distanceMetres: amounts[index] ?? 0,
    position: positionOn(on, amounts[index] ?? 0),
    isGone: false,
    movedAt: daysAgo(index),
  }));
  const rules = {
    startsAt: daysAgo(40),
    endsAt: daysAgo(-120),
    timeZone: 'Europe/Madrid',
    dailyCapMetres: 50_000,
    lateDays: 7,
    conversions: 'RUN WALK HIKE RIDE SWIM ROW SKI STRENGTH YOGA OTHER'.split(' ').map((type) => ({
      type,
      factor: type === 'RIDE' ? 0.33 : type === 'SWIM' ? 4 : 1,
      metresPerMinute: type === 'STRENGTH' || type === 'YOGA' ? 60 : 0,
      metresPerStep: 0.75,
      metresPerPush: 1.2,
    })),
    version: 1,
  };
  const teamJourney = {
    teamId: group['id'],
    journeyId: on.id,
    journey: on,
    season: 1,
    status: 'RUNNING',
    rules,
    distanceMetres: done,
    lengthMetres: on.lengthMetres,
    position: positionOn(on, done),
    unlocked: on.milestones
      .filter(({ distanceMetres }) => distanceMetres <= done)
      .map(({ id }, index) => ({
        id,
        at: daysAgo(38 - index * 6),
        byId: people[index % 4]?.['id'],
      })),
    finishedAt: null,
    memberCount: 4,
    members: () => page(members),
    pastSeasons: [],
  };
  const team = { id: group['id'], group, journeys: [teamJourney] };
  const certificate = {
    teamId: group['id'],
    teamName: group['name'],
    journeyId: on.id,
    journeyTitle: on.title,
    lengthMetres: on.lengthMetres,
    season: 1,
    startedAt: daysAgo(90),
    finishedAt: daysAgo(2),
    days: 88,
    distanceMetres: 766_200,
    members: members.map(({ userId, person, distanceMetres }) => ({
      userId,
      person,
      distanceMetres: distanceMetres * 2,
    })),
  };
  const card = (id: string, title: string, days: number, fields: Fields = {}) => ({
    id,
    kind: 'MILESTONE',
    teamId: group['id'],
    journeyId: on.id,
    season: 1,
    milestoneId: '2',
    title,
    text: 'Stone under the boots, a fountain in the square.',
    journeyTitle: on.title,
    at: daysAgo(days),
    pictureUrl: '/media/1',
    ...fields,
  });
  return {
    journeys: () => journeys,
    myJourneys: () => page([]),
    journey: ({ id }: Fields) => journeys.find((one) => one.id === id) ?? null,
    myTeams: () => (seeded ? [team] : []),
    team: ({ id }: Fields) => (seeded && id === group['id'] ? team : null),
    teamLeaderboard: () => page(members),
    journeyLeaderboard: ({ journeyId }: Fields) =>
      page(
        seeded && journeyId === on.id
          ? [
              {
                teamId: group['id'],
                name: group['name'],
                memberCount: 4,
                season: 1,
                distanceMetres: done,
                finishedAt: null,
              },
              {
                teamId: 'other',
                name: 'Slow but sure',
                memberCount: 9,
                season: 1,
                distanceMetres: 211_000,
                finishedAt: null,
              },
            ]
          : [],
      ),
    myJourneyCards: () =>
      page(
        seeded
          ? [
              card('a', 'Burgos', 3, { pictureUrl: null }),
              card('b', 'Logroño', 9),
              card('c', 'Pamplona', 16),
            ]
          : [],
      ),
    certificate: () => certificate,
    startJourney: () => teamJourney,
    createJourney: () => ({ ...on, id: 'wall' }),
  };
}
