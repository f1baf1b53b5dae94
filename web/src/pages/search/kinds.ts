/** What can be looked for, and all of it at once. */
export const kinds = ['all', 'people', 'groups', 'goals', 'posts'] as const;
export type Kind = (typeof kinds)[number];

/** The address of a search. */
export function searchPath(query: string, kind: Kind): string {
  const words = query.trim();
  const parameters = new URLSearchParams({
    ...(words !== '' && { q: words }),
    ...(kind !== 'all' && { kind }),
  });
  return parameters.size === 0 ? '/app/search' : `/app/search?${String(parameters)}`;
}
