import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';

/** What src/generated holds as texts, which the build has checked against the schema. */
export function document<Result, Variables>(text: string): TypedDocumentNode<Result, Variables> {
  return parse(text, { noLocation: true }) as TypedDocumentNode<Result, Variables>;
}
