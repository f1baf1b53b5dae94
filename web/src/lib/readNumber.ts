/** Reads `12.5` and `12,5`; null when it is no number or nothing. */
export function readNumber(text: string): number | null {
  const normal = text.trim().replace(',', '.');
  if (normal === '') return null;
  const value = Number(normal);
  return Number.isFinite(value) ? value : null;
}
