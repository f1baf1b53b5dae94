import { expect, it } from 'vitest';
import { discoveryTexts } from '@/i18n/discovery';
import { reasonText } from './reason';

it('tells the two best reasons, with a few of the tags', () => {
  const reasons = [
    { kind: 'SIMILAR_GOALS' as const, tags: ['running', 'sleep', 'books', 'chess'] },
    { kind: 'SAME_TIME_ZONE' as const, tags: [] },
    { kind: 'SAME_LANGUAGE' as const, tags: [] },
  ];
  expect(reasonText(reasons, discoveryTexts.en)).toBe(
    'Goals like yours: running, sleep, books · In your time zone',
  );
});

it('in the reader’s language', () => {
  const reasons = [{ kind: 'SHARED_TAGS' as const, tags: ['café'] }];
  expect(reasonText(reasons, discoveryTexts.es)).toBe('También le gusta café');
});
