// Reads the corpus: files of GraphQL text cut at lines "#== rule: what", as described in README.md.
import { readFileSync } from 'node:fs';

const folder = new URL('./cases/', import.meta.url);

export const readText = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

export interface Case {
  name: string;
  text: string;
  ours: boolean;
}

export function readCases(name: string): Case[] {
  const cases: Case[] = [];
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
