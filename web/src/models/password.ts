export const shortestPassword = 8;

/** 0 too short, 1 weak, 2 good, 3 strong. A hint while typing; the server judges. Length counts most. */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 {
  const length = Array.from(password).length;
  if (length < shortestPassword) return 0;
  const different = new Set(password.toLowerCase()).size;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  );
  const score = Math.min(length, different * 2) + kinds.length * 2;
  if (different < 5 || score < 14) return 1;
  return score < 20 ? 2 : 3;
}
