// Reads the corpus: files of GraphQL text cut at lines "#== rule: what", as described in README.md.
import { readFileSync } from 'node:fs';

const folder = new URL('./cases/', import.meta.url);

export const readText = (name) => readFileSync(new URL(name, folder), 'utf8');

export function readCases(name) {
  const cases = [];
  for (const part of readText(name).split(/^#== /m).slice(1)) {
    const end = part.indexOf('\n');
    const title = part.slice(0, end);
    cases.push({
      name: title,
      text: part.slice(end + 1).replace(/\n$/, ''),
      ours: title.endsWith('(ours)'),
    });
  }
  return cases;
}
