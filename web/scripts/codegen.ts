// Writes src/generated: the types (graphql.ts) and the typed documents (a module for each file) of src/graphql/*.graphql,
// checked against the server's own schema. A document that the schema does not allow ends the build here.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import {
  buildSchema,
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  validate,
  visit,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
} from 'graphql';

const web = fileURLToPath(new URL('..', import.meta.url));
const schemaFile = join(web, '../api/schema.graphql');
const documentFolder = join(web, 'src/graphql');
const folder = join(web, 'src/generated');

const schemaText = await readFile(schemaFile, 'utf8');
const schema = buildSchema(schemaText);

const names = (await readdir(documentFolder)).filter((name) => name.endsWith('.graphql')).sort();
const documents = await Promise.all(
  names.map(async (name) => {
    const location = join(documentFolder, name);
    const file = name.slice(0, -'.graphql'.length);
    return { file, location, document: parse(await readFile(location, 'utf8')) };
  }),
);

const all = parse(
  await Promise.all(names.map((name) => readFile(join(documentFolder, name), 'utf8'))).then(
    (texts) => texts.join('\n'),
  ),
);
const errors = validate(schema, all);
if (errors.length > 0) {
  for (const error of errors) console.error(error.toString());
  process.exit(1);
}

const shared = {
  enumsAsTypes: true,
  enumType: 'string-literal',
  strictScalars: true,
  scalars: { ID: 'string', DateTime: 'string', Date: 'string' },
  useTypeImports: true,
  avoidOptionals: { field: true },
  skipTypename: true,
};

const types = await codegen({
  filename: 'graphql.ts',
  schema: parse(schemaText),
  documents,
  config: shared,
  plugins: [{ operations: {} }],
  pluginMap: { operations: typescriptOperations },
});

const fragments = new Map<string, FragmentDefinitionNode>();
for (const node of all.definitions)
  if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

/** Names of the fragments that are spread in `node`, and in those. */
function fragmentsIn(node: ASTNode, found = new Set<string>()): Set<string> {
  visit(node, {
    FragmentSpread({ name }) {
      if (found.has(name.value)) return;
      found.add(name.value);
      const fragment = fragments.get(name.value);
      if (fragment) fragmentsIn(fragment, found);
    },
  });
  return found;
}

const textOf = (fragment: string) => `${fragment}Text`;
const quoted = (node: ASTNode) => JSON.stringify(stripIgnoredCharacters(print(node)));
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * One module for each file of documents, so that a page loads its own. They travel as texts and are parsed when the module
 * is loaded: as objects they are fifteen times as long, and slower to build than to parse.
 */
function moduleOf(source: DocumentNode): string {
  const types = new Set<string>();
  const texts = new Set<string>();
  const lines: string[] = [];
  const add = (
    name: string,
    result: string,
    variables: string,
    own: string,
    spread: Set<string>,
  ) => {
    const parts = [own, ...[...spread].sort().map(textOf)];
    for (const fragment of spread) texts.add(textOf(fragment));
    types.add(result);
    if (variables !== 'unknown') types.add(variables);
    lines.push(`export const ${name} = document<${result}, ${variables}>(${parts.join(' + ')});`);
  };
  for (const node of source.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) {
      const name = node.name.value;
      texts.add(textOf(name));
      add(`${name}FragmentDoc`, `${name}Fragment`, 'unknown', textOf(name), fragmentsIn(node));
    } else if (node.kind === Kind.OPERATION_DEFINITION && node.name) {
      const name = upperFirst(node.name.value);
      const result = name + upperFirst(node.operation);
      add(`${name}Document`, result, `${result}Variables`, quoted(node), fragmentsIn(node));
    }
  }
  return [
    "import { document } from '@/lib/document';",
    `import { ${[...texts].sort().join(', ')} } from './fragments';`,
    `import type { ${[...types].sort().join(', ')} } from './graphql';`,
    '',
    ...lines,
    '',
  ].join('\n');
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'graphql.ts'), types);
const fragmentTexts = [...fragments].map(
  ([name, node]) => `export const ${textOf(name)} = ${quoted(node)};\n`,
);
await writeFile(join(folder, 'fragments.ts'), fragmentTexts.join(''));
for (const { file, document } of documents)
  await writeFile(join(folder, `${file}.ts`), moduleOf(document));
console.log(`${String(documents.length)} files of documents → src/generated`);
