// Ids for what is made offline. The server computes the same (src/base/client_ids.h, where the form is told).

/** What a thing is, in the computation of its id. */
export type Subject = 'goal' | 'task' | 'workout';

/** A UUIDv7 (RFC 9562 §5.7): things made later sort later. */
export function newClientId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 5, rest = now; at >= 0; at -= 1, rest = Math.floor(rest / 256)) {
    bytes[at] = rest % 256;
  }
  return textOf(bytes, 7);
}

/** The id that the server will give to what `person` makes under `clientId`. */
export async function idOf(subject: Subject, person: string, clientId: string): Promise<string> {
  const said = new TextEncoder().encode(`${subject}\n${person}\n${clientId}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', said));
  const bytes = new Uint8Array(16);
  const given = clientId.replaceAll('-', '');
  for (let at = 0; at < 6; at += 1) bytes[at] = parseInt(given.slice(2 * at, 2 * at + 2), 16);
  bytes.set(digest.subarray(0, 10), 6);
  return textOf(bytes, 8);
}

function textOf(bytes: Uint8Array, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
