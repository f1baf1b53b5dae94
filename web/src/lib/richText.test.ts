import { expect, it } from 'vitest';
import { piecesOf } from './richText';

const known = { mentions: ['Ben', 'ana.lopez'], tags: ['cafe', 'run2026'] };
const kinds = (text: string) => piecesOf(text, known).map(({ kind, text }) => `${kind}:${text}`);

it.each([
  ['Hello', ['text:Hello']],
  ['', []],
  ['Hi @ben!', ['text:Hi ', 'mention:@ben', 'text:!']],
  ['@ana.lopez.', ['mention:@ana.lopez', 'text:.']],
  ['@nobody and a@ben.org', ['text:@nobody and a@ben.org']],
  ['#Café, #other', ['tag:#Café', 'text:, #other']],
  [
    'See https://example.org/a?b=c#run2026.',
    ['text:See ', 'link:https://example.org/a?b=c#run2026', 'text:.'],
  ],
  [
    '(https://en.wikipedia.org/wiki/Ter_(river))',
    ['text:(', 'link:https://en.wikipedia.org/wiki/Ter_(river)', 'text:)'],
  ],
  ['javascript:alert(1) <b>x</b>', ['text:javascript:alert(1) <b>x</b>']],
  ['https://', ['text:https://']],
] as const)('%j has pieces %j', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

it('gives back every character that was written', () => {
  const text = 'A @ben #café https://x.org/, @no\n#run2026!';
  expect(
    piecesOf(text, known)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});
