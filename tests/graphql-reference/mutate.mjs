// Documents by the thousand, from a seed: valid ones are grown along the schema, then tokens are dropped, doubled,
// swapped or replaced. Most come out wrong in some way, many stay right.
import {
  getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isLeafType, isListType,
  isNonNullType, isRequiredArgument, isRequiredInputField, Lexer, Source, TokenKind,
} from 'graphql';

/** mulberry32: small, and the same everywhere. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (n) => Math.floor(next() * n),
    chance: (p) => next() < p,
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

/** Grows one valid document. */
export class Grower {
  constructor(schema, random) {
    this.schema = schema;
    this.random = random;
  }

  document() {
    this.variables = new Map();
    this.fragments = [];
    this.budget = 25;
    const { random } = this;
    const root = random.chance(0.9) ? this.schema.getQueryType() : this.schema.getMutationType();
    const body = this.selections(root, 4);
    const definitions = [...this.variables].map(([name, type]) => `$${name}: ${type}`).join(', ');
    const keyword = root === this.schema.getQueryType() ? 'query' : 'mutation';
    const head = `${keyword} Q${definitions ? `(${definitions})` : ''}`;
    return [`${head} ${body}`, ...this.fragments].join('\n');
  }

  selections(type, depth) {
    const { random } = this;
    const parts = [];
    const count = 1 + random.below(3);
    for (let i = 0; i < count; i++) parts.push(this.selection(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  selection(type, depth) {
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
    const fields = isAbstractType(type) && !type.getFields ? [] : Object.values(type.getFields());
    const able = fields.filter((field) => isLeafType(getNamedType(field.type)) || (depth > 0 && this.budget > 0));
    if (able.length === 0) return '__typename';
    return this.field(random.pick(able), depth);
  }

  field(field, depth) {
    const { random } = this;
    const args = field.args.filter((arg) => isRequiredArgument(arg) || random.chance(0.4));
    const given = args.map((arg) => `${arg.name}: ${this.value(arg.type, arg.defaultValue !== undefined, 2)}`).join(', ');
    const type = getNamedType(field.type);
    // An alias that is new each time keeps merging out of the way; without one, fields now and then conflict.
    const alias = random.chance(0.6) ? `a${random.below(1000)}: ` : '';
    const directive = random.chance(0.1) ? ` @${random.pick(['include', 'skip'])}(if: ${random.chance(0.5)})` : '';
    return `${alias}${field.name}${given ? `(${given})` : ''}${directive}${isCompositeType(type) ? ` ${this.selections(type, depth - 1)}` : ''}`;
  }

  overlapping(type) {
    const mine = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const all = Object.values(this.schema.getTypeMap()).filter((other) => isCompositeType(other) && !other.name.startsWith('__'));
    return this.random.pick(all.filter((other) => {
      const theirs = isAbstractType(other) ? this.schema.getPossibleTypes(other) : [other];
      return theirs.some((object) => mine.includes(object));
    }));
  }

  value(type, hasDefault, depth) {
    const { random } = this;
    if (random.chance(0.25)) {
      const name = `v${this.variables.size}`;
      this.variables.set(name, random.chance(0.5) && !isNonNullType(type) ? `${type}!` : `${type}`);
      return `$${name}`;
    }
    if (!isNonNullType(type) && random.chance(0.1)) return 'null';
    const bare = getNullableType(type);
    if (isListType(bare)) {
      if (random.chance(0.2) && !isListType(getNullableType(bare.ofType))) return this.value(bare.ofType, false, depth);
      return `[${Array.from({ length: random.below(3) }, () => this.value(bare.ofType, false, depth)).join(', ')}]`;
    }
    if (isEnumType(bare)) return random.pick(bare.getValues()).name;
    if (isInputObjectType(bare)) return this.object(bare, depth);
    return random.pick({ Int: ['1', '-7', '0'], Float: ['1.5', '2', '-1e3'], Boolean: ['true', 'false'], ID: ['"id"', '4'],
      String: ['"text"', '""', '"""block"""'] }[bare.name] ?? ['{a: 1}', '"x"', '[1]', 'X']);
  }

  object(type, depth) {
    const { random } = this;
    const fields = Object.values(type.getFields());
    if (type.isOneOf) {
      const field = random.pick(fields.filter((one) => isLeafType(getNamedType(one.type))));
      return `{${field.name}: ${getNamedType(field.type).name === 'ID' ? 7 : '"x"'}}`;
    }
    const given = fields.filter((field) => isRequiredInputField(field) || (depth > 0 && random.chance(0.3)));
    return `{${given.map((field) => `${field.name}: ${this.value(field.type, field.defaultValue !== undefined, depth - 1)}`).join(', ')}}`;
  }
}

function tokensOf(text) {
  const tokens = [];
  const lexer = new Lexer(new Source(text));
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance())
    tokens.push(text.slice(token.start, token.end));
  return tokens;
}

/** One or two changes to the tokens of `text`: most swap a name or a literal for another, some break the syntax. */
export function mutate(text, pool, random) {
  const tokens = tokensOf(text);
  const places = (pattern) => tokens.flatMap((token, at) => (pattern.test(token) ? [at] : []));
  const replace = (pattern, words) => {
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

function damage(tokens, pool, random) {
  const at = random.below(tokens.length);
  switch (random.below(4)) {
    case 0: tokens.splice(at, 1); break;
    case 1: tokens.splice(at, 0, tokens[at]); break;
    case 2: tokens[at] = random.pick(pool.odd); break;
    default: tokens.splice(at, 0, random.pick(pool.odd));
  }
  if (tokens.length === 0) tokens.push('{');
}
