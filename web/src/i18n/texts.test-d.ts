// What the compiler must refuse.
import { assertType, expectTypeOf, test } from 'vitest';
import type { Problem } from '@/models/problem';
import type { Versioned } from '@/components/use-versioned-edit';
import type { Goal, QuestInput } from '@/models';
import type { Language } from './language';
import type { Texts } from './texts';

interface Greeting {
  readonly hello: string;
  readonly days: (count: number) => string;
}
const whole: Greeting = { hello: 'x', days: String };

test('a missing language is an error', () => {
  // @ts-expect-error pt-BR is not there
  assertType<Texts<Greeting>>({ en: whole, es: whole, fr: whole });
});

test('a missing text is an error', () => {
  // @ts-expect-error fr lacks a text
  assertType<Texts<Greeting>>({ en: whole, es: whole, fr: { hello: 'x' }, 'pt-BR': whole });
});

test('a text must take what it is about', () => {
  // @ts-expect-error a plain text cannot count
  assertType<Greeting>({ hello: 'x', days: 'days' });
});

test('the models are the schema’s', () => {
  expectTypeOf<Goal['status']>().toEqualTypeOf<'ACTIVE' | 'COMPLETED' | 'ARCHIVED'>();
  expectTypeOf<Goal['targetDate']>().toEqualTypeOf<string | null>();
  expectTypeOf<keyof Texts<Greeting>>().toEqualTypeOf<Language>();
  expectTypeOf<Versioned<{ a: 1 }>['version']>().toEqualTypeOf<number>();
  expectTypeOf<Problem['fields']>().items.toHaveProperty('message');
});

test('a linked quest names a goal or tasks, not both', () => {
  assertType<QuestInput>({ title: 'x', linked: { goalId: '1' } });
  // @ts-expect-error one of the two
  assertType<QuestInput>({ title: 'x', linked: { goalId: '1', taskIds: ['2'] } });
});
