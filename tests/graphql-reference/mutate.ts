// Documents by the thousand, from a seed: valid ones are grown along the schema, then tokens are dropped, doubled,
// swapped or replaced. Most come out wrong in some way, many stay right.
import {
  getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isLeafType, isListType,
  isNonNullType, isRequiredArgument, isRequiredInputField, Lexer, Source, TokenKind, type GraphQLCompositeType, type GraphQLField,
  type GraphQLInputObjectType, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';

export interface Random {
  /** 0 … n - 1 */
  below(n: number): number;
  chance(p: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (n) => Math.floor(next() * n),
    chance: (p) => next() < p,
    pick: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T,
  };
}

const literals: Record<string, string[]> = {
  Int: ['1', '-7', '0'],
  Float: ['1.5', '2', '-1e3'],
  Boolean: ['true', 'false'],
  ID: ['"id"', '4'],
  String: ['"text"', '""', '"""block"""'],
};

/** Grows one valid document. */
export class Grower {
  private variables = new Map<string, string>();
  private fragments: string[] = [];
  private budget = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {}

  document(): string {
    this.variables = new Map();
    this.fragments = [];
    this.budget = 25;
    const { random } = this;
    const root = random.chance(0.9) ? this.schema.getQueryType() : this.schema.getMutationType();
    if (!root) throw new Error('the schema has queries and mutations');
    const body = this.selections(root, 4);
    const definitions = [...this.variables].map(([name, type]) => `$${name}: ${type}`).join(', ');
    const keyword = root === this.schema.getQueryType() ? 'query' : 'mutation';
    const head = `${keyword} Q${definitions ? `(${definitions})` : ''}`;
    return [`${head} ${body}`, ...this.fragments].join('\n');
  }

  private selections(type: GraphQLCompositeType, depth: number): string {
    const { random } = this;
    const parts: string[] = [];
    const count = 1 + random.below(3);
    for (let i = 0; i < count; i++) parts.push(this.selection(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const { random } = this;
    const roll = random.below(10);
    if (this.budget-- > 0 && depth > 0 && roll >= 8) {
      const target = this.overlapping(type);
      const body = this.selections(target, depth - 1);
      if (roll === 8) return `...${random.chance(0.7) ? ` on ${target.name}` : target === type ? '' : ` on ${target.name}`} ${body}`;
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${target.name} ${body}`);
      return `...${name}${random.chance(0.2) ? ' @onSpread' : ''}`;
    }
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const able = fields.filter((field) => isLeafType(getNamedType(field.type)) || (depth > 0 && this.budget > 0));
    if (able.length === 0) return '__typename';
    return this.field(random.pick(able), depth);
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const { random } = this;
    const args = field.args.filter((arg) => isRequiredArgument(arg) || random.chance(0.4));
    const given = args.map((arg) => `${arg.name}: ${this.value(arg.type, 2)}`).join(', ');
    const type = getNamedType(field.type);
    // An alias that is new each time keeps merging out of the way; without one, fields now and then conflict.
    const alias = random.chance(0.6) ? `a${random.below(1000)}: ` : '';
    const directive = random.chance(0.1) ? ` @${random.pick(['include', 'skip'])}(if: ${random.chance(0.5)})` : '';
    return `${alias}${field.name}${given ? `(${given})` : ''}${directive}${isCompositeType(type) ? ` ${this.selections(type, depth - 1)}` : ''}`;
  }

  private objectsOf(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
  }

  private overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const mine = this.objectsOf(type);
    const all = Object.values(this.schema.getTypeMap()).filter(isCompositeType);
    return this.random.pick(
      all.filter((other) => !other.name.startsWith('__') && this.objectsOf(other).some((object) => mine.includes(object))),
    );
  }

  private value(type: GraphQLInputType, depth: number): string {
    const { random } = this;
    if (random.chance(0.25)) {
      const name = `v${this.variables.size}`;
      this.variables.set(name, random.chance(0.5) && !isNonNullType(type) ? `${type}!` : `${type}`);
      return `$${name}`;
    }
    if (!isNonNullType(type) && random.chance(0.1)) return 'null';
    const bare = getNullableType(type);
    if (isListType(bare)) {
      if (random.chance(0.2) && !isListType(getNullableType(bare.ofType))) return this.value(bare.ofType, depth);
      return `[${Array.from({ length: random.below(3) }, () => this.value(bare.ofType, depth)).join(', ')}]`;
    }
    if (isEnumType(bare)) return random.pick(bare.getValues()).name;
    if (isInputObjectType(bare)) return this.object(bare, depth);
    return random.pick(literals[bare.name] ?? ['{a: 1}', '"x"', '[1]', 'X']);
  }

  private object(type: GraphQLInputObjectType, depth: number): string {
    const { random } = this;
    const fields = Object.values(type.getFields());
    if (type.isOneOf) {
      const field = random.pick(fields.filter((one) => isLeafType(getNamedType(one.type))));
      return `{${field.name}: ${getNamedType(field.type).name === 'ID' ? 7 : '"x"'}}`;
    }
    const given = fields.filter((field) => isRequiredInputField(field) || (depth > 0 && random.chance(0.3)));
    return `{${given.map((field) => `${field.name}: ${this.value(field.type, depth - 1)}`).join(', ')}}`;
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const lexer = new Lexer(new Source(text));
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance())
    tokens.push(text.slice(token.start, token.end));
  return tokens;
}

/** What tokens are replaced by. */
export interface Pool {
  names: string[];
  literals: string[];
  types: string[];
  odd: string[];
}

/** One or two changes to the tokens of `text`: most swap a name or a literal for another, some break the syntax. */
export function mutate(text: string, pool: Pool, random: Random): string {
  const tokens = tokensOf(text);
  const places = (pattern: RegExp): number[] => tokens.flatMap((token, at) => (pattern.test(token) ? [at] : []));
  const replace = (pattern: RegExp, words: string[]): void => {
    const found = places(pattern);
    if (found.length > 0) tokens[random.pick(found)] = random.pick(words);
  };
  for (let n = 1 + random.below(2); n > 0; n--) {
    const roll = random.below(20);
    if (roll < 9) {
      replace(/^[A-Za-z_]/, pool.names);
    } else if (roll < 12) {
      replace(/^(["\-\d]|(true|false|null)$)/, pool.literals);
    } else if (roll < 14) {
      replace(/^(Int|Float|String|ID|Boolean|Any|Level|Point|Complex)$/, pool.types);
    } else if (roll < 16) {
      // A selection set once more, so that fields meet.
      const opens = places(/^\{$/);
      const from = random.pick(opens);
      let depth = 0;
      let to = from;
      do {
        if (tokens[to] === '{') depth++;
        if (tokens[to] === '}') depth--;
        to++;
      } while (depth > 0 && to < tokens.length);
      tokens.splice(random.pick(opens) + 1, 0, ...tokens.slice(from + 1, to - 1));
    } else {
      damage(tokens, pool, random);
    }
  }
  return tokens.join(' ');
}

function damage(tokens: string[], pool: Pool, random: Random): void {
  const at = random.below(tokens.length);
  switch (random.below(4)) {
    case 0: tokens.splice(at, 1); break;
    case 1: tokens.splice(at, 0, tokens[at] ?? '{'); break;
    case 2: tokens[at] = random.pick(pool.odd); break;
    default: tokens.splice(at, 0, random.pick(pool.odd));
  }
  if (tokens.length === 0) tokens.push('{');
}
