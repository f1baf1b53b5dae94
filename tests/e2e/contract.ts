// Holds REST answers to api/openapi.yaml: the call must be described, its status too, and the body must fit.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { source } from './waymark.ts';

interface Media {
  schema?: object;
}
interface ResponseObject {
  $ref?: string;
  content?: Record<string, Media>;
}
interface Operation {
  operationId: string;
  responses: Record<string, ResponseObject>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, ResponseObject> };
}

const document = parse(readFileSync(source('api/openapi.yaml'), 'utf8')) as Document;
const ajv = new Ajv2020.default({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'openapi');

/** "GET /quests/quests/{id}" of every described operation. */
export const described: string[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
);

/** Operations and statuses that were seen, for tests of coverage. */
export const seen = new Set<string>();

const matchers = Object.keys(document.paths).map((path) => ({
  path,
  literal: !path.includes('{'),
  pattern: new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));
matchers.sort((a, b) => Number(b.literal) - Number(a.literal));

const validators = new Map<string, ValidateFunction>();

function pointer(...parts: string[]): string {
  return parts.map((part) => '/' + encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('');
}

export function holdToContract(method: string, target: string, status: number, contentType: string, body: unknown): void {
  const path = target.split('?')[0] ?? target;
  const template = matchers.find((matcher) => matcher.pattern.test(path))?.path;
  const operation = template ? document.paths[template]?.[method.toLowerCase()] : undefined;
  assert.ok(template && operation, `${method} ${path} is not in openapi.yaml`);
  let response = operation.responses[String(status)];
  assert.ok(response, `${method} ${template} answered ${status}, which openapi.yaml does not know: ${JSON.stringify(body)}`);
  let location = pointer('paths', template, method.toLowerCase(), 'responses', String(status));
  if (response.$ref) {
    const name = response.$ref.split('/').at(-1)!;
    location = pointer('components', 'responses', name);
    response = document.components.responses[name]!;
  }
  seen.add(`${method} ${template} ${status}`);
  const media = contentType.split(';')[0]!.trim();
  if (!response.content) {
    assert.equal(body, '', `${method} ${template} ${status} has no body`);
    return;
  }
  assert.ok(response.content[media], `${method} ${template} ${status} came as "${media}"`);
  if (!/json/.test(media)) return;
  const at = `openapi#${location}${pointer('content', media, 'schema')}`;
  let validate = validators.get(at);
  if (!validate) validators.set(at, (validate = ajv.compile({ $ref: at })));
  assert.ok(validate(body), `${method} ${template} ${status}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`);
}
