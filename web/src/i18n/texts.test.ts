import { describe, expect, it } from 'vitest';
import { languages, matchLanguage, type Language } from './language';
import { plural } from './texts';

const modules = import.meta.glob<Record<string, unknown>>('./*.ts', { eager: true });

/** The texts of every feature: exports whose name says so. */
const features = Object.values(modules).flatMap((module) =>
  Object.entries(module).filter(([name]) => /^[a-z]+Texts$/.test(name) && name !== 'useTexts'),
) as [string, Record<Language, unknown>][];

/** Every text with its path; a text that takes arguments is asked for one with sample values. */
function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const text = value as (...args: unknown[]) => string;
    return [[`${path}()`, text(...Array.from({ length: text.length }, () => 2))]];
  }
  return Object.entries(value as object).flatMap(([key, child]) => leaves(child, `${path}.${key}`));
}

describe('texts', () => {
  it('are found', () => {
    expect(features.map(([name]) => name)).toContain('goalsTexts');
    expect(features.length).toBeGreaterThanOrEqual(8);
  });

  it.each(features)('%s say something in every language', (_, texts) => {
    const english = leaves(texts.en, '').map(([path]) => path);
    for (const language of languages) {
      const all = leaves(texts[language], '');
      expect(all.map(([path]) => path)).toEqual(english);
      for (const [path, text] of all) {
        expect(text.trim(), `${language}${path}`).not.toBe('');
        expect(text, `${language}${path}`).not.toMatch(/undefined|\[object|#/);
      }
    }
  });

  it.each(['es', 'fr', 'pt-BR'] as const)('are translated to %s, not copied', (language) => {
    const same = features.flatMap(([name, texts]) => {
      const english = new Map(leaves(texts.en, name));
      return leaves(texts[language], name).filter(
        ([path, text]) => english.get(path) === text && text.split(' ').length > 3,
      );
    });
    expect(same).toEqual([]);
  });
});

describe('plural', () => {
  const forms = { one: '# day', other: '# days' };
  it('follows the language', () => {
    expect([0, 1, 2].map((count) => plural('en', count, forms))).toEqual([
      '0 days',
      '1 day',
      '2 days',
    ]);
    // French counts zero as singular.
    expect(plural('fr', 0, { one: '# jour', other: '# jours' })).toBe('0 jour');
  });
  it('falls back to the general form and groups large numbers', () => {
    expect(plural('es', 1_000_000, { one: '# día', other: '# días' })).toBe('1.000.000 días');
  });
});

it.each([
  ['en-GB', 'en'],
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['FR-ca', 'fr'],
  ['de', null],
] as const)('%s reads %s', (tag, language) => {
  expect(matchLanguage(tag)).toBe(language);
});
