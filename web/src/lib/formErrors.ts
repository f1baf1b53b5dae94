// Puts a server's refusal where the person can act on it: at the field it names, or above the form.
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import type { CommonTexts } from '@/i18n/common';
import { fieldName, Problem } from '@/models/problem';

/**
 * `names` maps the server's field names to the form's where they differ. What names no field of the form becomes its
 * `root` error.
 */
export function showProblem<V extends FieldValues>(
  form: UseFormReturn<V, unknown, FieldValues>,
  problem: unknown,
  t: CommonTexts,
  names: Readonly<Record<string, Path<V>>> = {},
): void {
  if (!(problem instanceof Problem)) throw problem;
  const known = Object.keys(form.getValues());
  const elsewhere: string[] = [];
  let focused = false;
  for (const { field, message } of problem.fields) {
    const name = names[fieldName(field)] ?? fieldName(field);
    if (!known.includes(name)) {
      elsewhere.push(message);
      continue;
    }
    form.setError(name as Path<V>, { type: 'server', message }, { shouldFocus: !focused });
    focused = true;
  }
  if (focused && elsewhere.length === 0) return;
  const text = elsewhere.length > 0 ? elsewhere.join(' ') : problemText(problem, t);
  form.setError('root', { type: 'server', message: text });
}

/** A sentence for a refusal that belongs to no field. */
export function problemText(problem: Problem, t: CommonTexts): string {
  if (problem.isOffline) return problem.message === '' ? t.offline : problem.message;
  return problem.message === '' ? t.somethingWrong : problem.message;
}
