// The resolvers of world.graphql in JavaScript: the same data as src/platform/graphql/world_test.cc.
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';

type Index = number;
interface Data {
  id: string;
  name: string | null;
  age: number | null;
  height: number;
  mood: string;
  scores: (number | null)[];
  friends: Index[];
  pets: (keyof typeof pets)[];
}

const people: Data[] = [
  { id: '1', name: 'Ana', age: 31, height: 1.7, mood: 'HAPPY', scores: [1, 2, 3], friends: [1, 2], pets: ['tom', 'rex'] },
  { id: '2', name: 'Ben "the 2nd"\n', age: 40, height: 1.8, mood: 'SAD', scores: [null, 5], friends: [0], pets: ['stray'] },
  { id: '3', name: null, age: null, height: 1.65, mood: 'HAPPY', scores: [], friends: [0, 1, 2], pets: [] },
  { id: '4', name: 'Dora', age: -2147483648, height: 2, mood: 'SAD', scores: [0], friends: [], pets: [] },
];

const aWhile = (): Promise<void> => new Promise((done) => setImmediate(done));
const late = <T>(answer: () => T) => async (): Promise<T> => {
  await aWhile();
  return answer();
};
const fails = (): never => {
  throw new Error('conflict');
};

function person(index: Index): object {
  const data = people[index];
  if (!data) throw new Error(`nobody is number ${index}`);
  const friends = (): object[] => data.friends.map(person);
  const maybeFriends = (): (object | null)[] => [...friends(), null];
  const bestFriend = (): object | null => (data.friends[0] === undefined ? null : person(data.friends[0]));
  const shaky = (): string => (index === 1 ? fails() : 'steady');
  const strictMatrix = (): unknown[] => (index === 1 ? [[1], null] : index === 2 ? [[1], [null]] : [[1]]);
  return {
    __typename: 'Person',
    ...data,
    sureAge: data.age,
    born: index === 0 ? '1994-05-06T05:08:09.000Z' : null,
    matrix: [[1, 2], null, [3, null]],
    strictMatrix,
    friends,
    maybeFriends,
    bestFriend,
    pets: data.pets.map((name) => pets[name]),
    greeting: ({ style, times }: { style: string; times: number }) => Array(Math.max(times, 0)).fill(`hi ${data.name ?? 'you'}${style === 'LOUD' ? '!' : ''}`).join(' '),
    broken: fails,
    brokenHard: fails,
    shaky,
    lateName: late(() => data.name),
    lateAge: late(() => data.age),
    lateBroken: late(fails),
    lateBrokenHard: late(fails),
    lateFriends: late(friends),
    lateMaybeFriends: late(maybeFriends),
    lateBestFriend: late(bestFriend),
    lateShaky: late(shaky),
  };
}

const pets = {
  tom: { __typename: 'Cat', id: 'c1', name: 'Tom', meows: true, lives: 9, owner: () => person(0) },
  felix: { __typename: 'Cat', id: 'c2', name: 'Felix', meows: false, lives: null, owner: null },
  rex: { __typename: 'Dog', id: 'd1', name: 'Rex', barks: true, owner: () => person(0), lateOwner: late(() => person(0)) },
  stray: { __typename: 'Dog', id: 'd2', name: null, barks: false, owner: () => person(1), lateOwner: late(() => null) },
};

const everyone = (): object[] => people.map((_, index) => person(index));
const find = (id: string): object | null => {
  const index = people.findIndex((each) => each.id === id);
  return index < 0 ? null : person(index);
};

const argumentNames = ['text', 'flag', 'number', 'real', 'id', 'list', 'sure', 'grid', 'shape', 'choice', 'mood', 'style', 'at', 'any'];
const echo = (args: Record<string, unknown>): string =>
  JSON.stringify(Object.fromEntries(argumentNames.filter((name) => args[name] !== undefined).map((name) => [name, args[name]])));

const counter = (value: number): object => ({ value, lateValue: late(() => value), broken: fails });

async function* count({ to }: { to: number }): AsyncGenerator<object> {
  for (let value = 1; value <= to; value += 1) {
    await aWhile();
    yield { count: counter(value) };
  }
}

/** A root value with sums of its own. */
export function makeRoot(): object {
  let sum = 0;
  return {
    hero: () => person(0),
    lateHero: late(() => person(0)),
    maybeHero: () => person(2),
    person: ({ id }: { id: string }) => find(id),
    people: everyone,
    maybePeople: everyone,
    latePeople: late(everyone),
    node: ({ id }: { id: string }) => (id === 'c1' ? pets.tom : id === 'd1' ? pets.rex : find(id)),
    named: () => [person(2), pets.tom, pets.stray],
    pets: () => [pets.tom, pets.felix, pets.rex, pets.stray],
    latePets: late(() => [pets.tom, null, pets.stray]),
    nothing: null,
    echo,
    tooLarge: 2147483648,
    notANumber: NaN,
    add: ({ value }: { value: number }) => counter((sum += value)),
    lateAdd: async ({ value }: { value: number }) => {
      const before = sum;
      await aWhile();
      sum = before + value;
      return counter(sum);
    },
    fail: fails,
    failHard: fails,
    count,
    refused: late(fails),
  };
}

export const schema = buildSchema(readFileSync(new URL('../world.graphql', import.meta.url), 'utf8'));
