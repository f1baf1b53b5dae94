// What graphql-js makes of the corpus: verdicts on documents and schemas, coerced values; as one JSON text on stdout.
//   node --import tsx front.ts [number of random documents] [seed]
import {
  buildSchema, getNamedType, type GraphQLError, GraphQLObjectType, Kind, parse, recommendedRules, specifiedRules, validate,
  validateSchema, type FieldNode, type OperationDefinitionNode,
} from 'graphql';
import { getArgumentValues, getVariableValues } from 'graphql/execution/values.js';

import { readCases, readText } from './corpus.ts';
import { Grower, mutate, randomFrom } from './mutate.ts';

const schemaText = readText('front.schema.graphql');
const schema = buildSchema(schemaText);
const rules = [...new Set([...specifiedRules, ...recommendedRules])];
const limits = { maxErrors: Number.MAX_SAFE_INTEGER };

type Place = [line: number, column: number];
const places = (error: GraphQLError): Place[] => (error.locations ?? []).map(({ line, column }) => [line, column]);

interface Verdict {
  text: string;
  syntax?: { message: string; places: Place[] };
  valid?: boolean;
  errors?: { rule: string; message: string; places: Place[] }[];
}

function judge(text: string, byRule: boolean): Verdict {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    const refused = error as GraphQLError;
    return { text, syntax: { message: refused.message, places: places(refused) } };
  }
  if (!byRule) return { text, valid: validate(schema, document, rules, limits).length === 0 };
  const errors = rules.flatMap((rule) =>
    validate(schema, document, [rule], limits).map((error) => ({
      rule: rule.name.replace(/Rule$/, ''),
      message: error.message,
      places: places(error),
    })));
  return { text, valid: errors.length === 0, errors };
}

function judgeSchema(text: string): boolean {
  try {
    return validateSchema(buildSchema(text)).length === 0;
  } catch {
    return false;
  }
}

interface CoercionCase {
  name: string;
  document: string;
  variables: Record<string, unknown>;
}

function onlyField(parent: OperationDefinitionNode | FieldNode): FieldNode {
  const selection = parent.selectionSet?.selections[0];
  if (selection?.kind !== Kind.FIELD) throw new Error('a case selects arguments { field }');
  return selection;
}

function coerce({ name, document: text, variables }: CoercionCase): object {
  const document = parse(text);
  const operation = document.definitions[0];
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${name} is no operation`);
  const result = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const answer = { name, text, variables };
  if (result.errors) return { ...answer, errors: result.errors.map((error) => error.message) };
  const field = onlyField(onlyField(operation));
  const owner = getNamedType(schema.getQueryType()?.getFields().arguments?.type);
  const definition = owner instanceof GraphQLObjectType ? owner.getFields()[field.name.value] : undefined;
  if (!definition) throw new Error(`${name} asks for an unknown field`);
  try {
    return { ...answer, coerced: result.coerced, arguments: getArgumentValues(definition, field, result.coerced) };
  } catch (error) {
    return { ...answer, coerced: result.coerced, argumentError: (error as Error).message };
  }
}

function randomDocuments(count: number, seed: number): Verdict[] {
  const random = randomFrom(seed);
  const grower = new Grower(schema, random);
  const names = new Set(['Query', '__typename', 'unknown', 'F0', 'F1', 'on', 'true', 'null', 'query', 'fragment']);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    names.add(type.name);
    if ('getFields' in type) for (const field of Object.values(type.getFields())) names.add(field.name);
  }
  const pool = {
    names: [...names],
    literals: ['1', '-2', '1.5', '"s"', '"""b"""', 'true', 'null', 'LOW', 'NOPE', '{}', '[]', '[1]', '{x: 1}', '[null]', '', '', '2147483648'],
    types: ['Int', 'Int!', '[Int]', '[Int!]!', 'Float', 'String!', 'ID', 'Boolean', 'Any', 'Level', 'Point', 'Complex!', 'Dog', 'Nope'],
    odd: ['{', '}', '(', ')', '[', ']', ':', '!', '$', '$v0', '@', '@skip(if: true)', '...', '...F0', '=', '1', '-1.5', '"s"', '"""b"""',
      'null', 'true', 'LOW', '{a: 1}', '[1]', '|', '&', '{ name }', '__typename', 'alias:'],
  };
  const documents: string[] = [];
  while (documents.length < count) {
    const text = grower.document();
    documents.push(text);
    for (let i = 0; i < 6 && documents.length < count; i++) documents.push(mutate(text, pool, random));
  }
  return documents.map((text) => judge(text, false));
}

const count = Number(process.argv[2] ?? 3500);
const seed = Number(process.argv[3] ?? 20261121);
process.stdout.write(JSON.stringify({
  schema: schemaText,
  documents: readCases('documents.graphql').map(({ name, text, ours }) => ({ name, ours, ...judge(text, true) })),
  schemas: readCases('schemas.graphql').map(({ name, text, ours }) => ({ name, ours, text, valid: judgeSchema(text) })),
  coercion: (JSON.parse(readText('coercion.json')) as CoercionCase[]).map(coerce),
  random: randomDocuments(count, seed),
}));
