// How long a suspension lasts, as a moderator chooses it.
export const suspensionDays = [1, 3, 7, 30, 90] as const;

export type SuspensionLength = `${(typeof suspensionDays)[number]}` | 'FOR_GOOD';

/** When it ends, seen from `now` (milliseconds); null: never. */
export function suspensionEnd(length: SuspensionLength, now: number): string | null {
  if (length === 'FOR_GOOD') return null;
  return new Date(now + Number(length) * 86_400_000).toISOString();
}
