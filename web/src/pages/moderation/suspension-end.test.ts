import { expect, it } from 'vitest';
import { suspensionEnd } from './suspension-end';

const now = Date.parse('2026-11-21T12:00:00.000Z');

it('a suspension ends after whole days, or never', () => {
  expect(suspensionEnd('1', now)).toBe('2026-11-22T12:00:00.000Z');
  expect(suspensionEnd('30', now)).toBe('2026-12-21T12:00:00.000Z');
  expect(suspensionEnd('FOR_GOOD', now)).toBeNull();
});
