// What people write, in pieces: plain text, web addresses, @mentions and #tags. Text stays text; nothing of it is markup.

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'mention'; readonly text: string; readonly nickname: string }
  | { readonly kind: 'tag'; readonly text: string; readonly tag: string };

interface Known {
  /** Names that the server found to be people's, without @. */
  readonly mentions: readonly string[];
  /** Folded tags, without #. */
  readonly tags: readonly string[];
}

const candidate = /https?:\/\/[^\s<>"]+|[@#][\p{L}\p{N}\p{M}._-]+/giu;
/** What ends a sentence does not belong to an address or a name. */
const tail = /[.,;:!?'’)\]}»…-]+$/u;

export function piecesOf(text: string, known: Known): Piece[] {
  const names = new Set(known.mentions.map((name) => name.toLowerCase()));
  const tags = new Set(known.tags.map(fold));
  const pieces: Piece[] = [];
  const plain = (part: string) => {
    const before = pieces.at(-1);
    if (part === '') return;
    if (before?.kind === 'text')
      pieces[pieces.length - 1] = { ...before, text: before.text + part };
    else pieces.push({ kind: 'text', text: part });
  };
  let end = 0;
  for (const match of text.matchAll(candidate)) {
    const found = trimmed(match[0]);
    const boundary = match.index === 0 || !/[\p{L}\p{N}_/]/u.test(text[match.index - 1] ?? '');
    const piece = boundary ? pieceOf(found, names, tags) : null;
    if (!piece) continue;
    plain(text.slice(end, match.index));
    pieces.push(piece);
    end = match.index + found.length;
  }
  plain(text.slice(end));
  return pieces;
}

function pieceOf(
  text: string,
  names: ReadonlySet<string>,
  tags: ReadonlySet<string>,
): Piece | null {
  const word = text.slice(1);
  if (text.startsWith('@')) {
    return names.has(word.toLowerCase()) ? { kind: 'mention', text, nickname: word } : null;
  }
  if (text.startsWith('#')) {
    return tags.has(fold(word)) ? { kind: 'tag', text, tag: word } : null;
  }
  return URL.canParse(text) ? { kind: 'link', text, href: text } : null;
}

/** Without the punctuation behind it; a closing bracket stays where its opening one is inside. */
function trimmed(text: string): string {
  const short = text.replace(tail, '');
  return text.charAt(short.length) === ')' && short.includes('(') ? `${short})` : short;
}

/** Tags are the same however they are accented or capitalised. */
function fold(tag: string): string {
  return tag.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
