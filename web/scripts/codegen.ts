// Writes src/generated/graphql.ts: the types and typed documents of src/graphql/*.graphql, checked against the server's
// own schema. A document that the schema does not allow ends the build here.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse, validate } from 'graphql';

const web = fileURLToPath(new URL('..', import.meta.url));
const schemaFile = join(web, '../api/schema.graphql');
const documentFolder = join(web, 'src/graphql');
const filename = join(web, 'src/generated/graphql.ts');

const schemaText = await readFile(schemaFile, 'utf8');
const schema = buildSchema(schemaText);

const names = (await readdir(documentFolder)).filter((name) => name.endsWith('.graphql')).sort();
const documents = await Promise.all(
  names.map(async (name) => {
    const location = join(documentFolder, name);
    return { location, document: parse(await readFile(location, 'utf8')) };
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
  dedupeFragments: true,
};

const output = await codegen({
  filename,
  schema: parse(schemaText),
  documents,
  config: shared,
  plugins: [{ operations: {} }, { documents: {} }],
  pluginMap: {
    operations: typescriptOperations,
    documents: typedDocumentNode,
  },
});

await mkdir(join(web, 'src/generated'), { recursive: true });
await writeFile(filename, output);
console.log(`${String(documents.length)} files of documents → src/generated/graphql.ts`);
