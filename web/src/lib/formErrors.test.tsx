import { act, renderHook } from '@testing-library/react';
import { useForm } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import { commonTexts } from '@/i18n/common';
import { fieldName, Problem } from '@/models/problem';
import { problemText, showProblem } from './formErrors';

const t = commonTexts.en;

function errorsAfter(problem: unknown) {
  const { result } = renderHook(() => {
    const form = useForm({ defaultValues: { email: '', minutes: '' } });
    // Reading the errors here subscribes to them.
    return { form, errors: form.formState.errors };
  });
  act(() => {
    showProblem(result.current.form, problem, t, { movingSeconds: 'minutes' });
  });
  return result.current.errors;
}

describe('showProblem', () => {
  it('puts each message at the field it names, by the form’s name for it', () => {
    const errors = errorsAfter(
      new Problem(400, 'INVALID_INPUT', 'Look again.', [
        { field: 'input.email', message: 'Taken.' },
        { field: 'movingSeconds', message: 'Too long.' },
      ]),
    );
    expect(errors.email?.message).toBe('Taken.');
    expect(errors.minutes?.message).toBe('Too long.');
    expect(errors.root).toBeUndefined();
  });

  it('says above the form what names none of its fields', () => {
    const errors = errorsAfter(
      new Problem(400, 'INVALID_INPUT', 'Look again.', [{ field: 'token', message: 'Too old.' }]),
    );
    expect(errors.root?.message).toBe('Too old.');
  });

  it('has words for a refusal without fields and for a broken connection', () => {
    expect(errorsAfter(new Problem(429, 'RATE_LIMITED', 'Wait.')).root?.message).toBe('Wait.');
    expect(errorsAfter(new Problem(0, 'OFFLINE', '')).root?.message).toBe(t.offline);
    expect(problemText(new Problem(500, '', ''), t)).toBe(t.somethingWrong);
  });

  it('passes on what is a bug', () => {
    expect(() => errorsAfter(new TypeError('bug'))).toThrow('bug');
  });
});

it.each([
  ['input.title', 'title'],
  ['tags[3]', 'tags'],
  ['tags.3', 'tags'],
  ['email', 'email'],
])('the field of %s is %s', (path, name) => {
  expect(fieldName(path)).toBe(name);
});
