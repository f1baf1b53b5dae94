// What graphql-js answers to cases.json, as one JSON text on stdout.
import { readFileSync } from 'node:fs';
import { execute, getIntrospectionQuery, getOperationAST, parse, subscribe, validate, type ExecutionResult } from 'graphql';
import { makeRoot, schema } from './world.ts';

interface Case {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  unordered?: boolean;
}

const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8')) as Case[];
cases.push({
  query: getIntrospectionQuery({
    // The texts of what is built in are our own.
    descriptions: false, specifiedByUrl: true, directiveIsRepeatable: true,
    inputValueDeprecation: true, oneOf: true,
  }),
  unordered: true,
});

const plain = (result: ExecutionResult): object => ({
  ...('data' in result ? { data: result.data } : {}),
  paths: (result.errors ?? []).map((error) => JSON.stringify(error.path ?? null)).sort(),
});

async function answer({ query, variables, operationName }: Case): Promise<object[]> {
  let document;
  try {
    document = parse(query);
  } catch {
    return [{ refused: true }];
  }
  if (validate(schema, document).length > 0) return [{ refused: true }];
  const request = { schema, document, rootValue: makeRoot(), variableValues: variables, operationName };
  if (getOperationAST(document, operationName)?.operation !== 'subscription') {
    const result = await execute(request);
    return ['data' in result ? plain(result) : { refused: true }];
  }
  const events = await subscribe(request);
  if (!(Symbol.asyncIterator in events)) return [{ refused: true }];
  const answers: object[] = [];
  for await (const event of events) answers.push(plain(event));
  return answers;
}

const answers: object[] = [];
for (const each of cases) answers.push({ ...each, answers: await answer(each) });
process.stdout.write(JSON.stringify(answers));
