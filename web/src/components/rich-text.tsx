import { useMemo } from 'react';
import { Link } from 'react-router';
import { piecesOf, type Piece } from '@/lib/richText';

interface RichTextProps {
  readonly text: string;
  readonly mentions?: readonly { readonly name: string }[];
  readonly tags?: readonly string[];
}

const linkLook =
  'relative rounded font-medium text-blaze-ink underline decoration-1 underline-offset-3 hover:decoration-2';

/** What somebody wrote, with its addresses, names and tags to follow. */
export function RichText({ text, mentions = [], tags = [] }: RichTextProps) {
  const pieces = useMemo(
    () => piecesOf(text, { mentions: mentions.map(({ name }) => name), tags }),
    [text, mentions, tags],
  );
  return (
    <p dir="auto" className="overflow-clip wrap-anywhere whitespace-pre-wrap">
      {pieces.map((piece, index) => (
        <Part key={index} piece={piece} />
      ))}
    </p>
  );
}

function Part({ piece }: { readonly piece: Piece }) {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'link':
      return (
        <a
          href={piece.href}
          rel="nofollow noopener noreferrer ugc"
          target="_blank"
          className={linkLook}
        >
          {piece.text}
        </a>
      );
    case 'mention':
      return (
        <Link to={`/app/people/${encodeURIComponent(piece.nickname)}`} className={linkLook}>
          {piece.text}
        </Link>
      );
    case 'tag':
      return (
        <Link to={`/app/tags/${encodeURIComponent(piece.tag)}`} className={linkLook}>
          {piece.text}
        </Link>
      );
  }
}
