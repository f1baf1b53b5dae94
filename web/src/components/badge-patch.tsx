// The badges, drawn as embroidered patches.
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { BadgeKind } from '@/models';

const pictures: Record<BadgeKind, { readonly ground: string; readonly picture: ReactNode }> = {
  FIRST_STEPS: {
    ground: '#2f6a4f',
    picture: (
      <>
        <path d="M16 78 L40 40 L54 60 L64 46 L84 78 Z" fill="#8fc19f" />
        <path
          d="M50 86 C44 74 60 70 52 60"
          fill="none"
          stroke="#fbf3e2"
          strokeWidth="4"
          strokeDasharray="5 5"
          strokeLinecap="round"
        />
        <rect x="45" y="27" width="10" height="19" rx="2.5" fill="#f08a4b" />
      </>
    ),
  },
  QUEST_CONQUEROR: {
    ground: '#27496b',
    picture: (
      <>
        <path d="M14 80 L50 32 L86 80 Z" fill="#7fa6c4" />
        <path d="M38 48 L50 32 L62 48 L54 45 L50 52 L45 45 Z" fill="#fbf3e2" />
        <path d="M50 33 V15" stroke="#fbf3e2" strokeWidth="3.5" strokeLinecap="round" />
        <path d="M51 15 L68 20 L51 26 Z" fill="#f08a4b" />
      </>
    ),
  },
  WEEK_OF_FIRE: {
    ground: '#8c3413',
    picture: (
      <>
        <path
          d="M50 18 C66 34 72 46 70 58 C68 72 60 80 50 80 C40 80 31 72 30 59 C29 50 35 44 39 38 C40 45 43 48 46 48 C50 42 46 30 50 18 Z"
          fill="#f5a04a"
        />
        <path
          d="M50 46 C58 55 61 61 60 67 C59 74 55 78 50 78 C45 78 41 74 40 67 C40 60 46 56 50 46 Z"
          fill="#fde3a7"
        />
      </>
    ),
  },
};

interface BadgePatchProps {
  readonly kind: BadgeKind;
  readonly earned: boolean;
  readonly className?: string;
}

/** Decoration; the badge's name stands beside it. */
export function BadgePatch({ kind, earned, className }: BadgePatchProps) {
  const { ground, picture } = pictures[kind];
  return (
    <svg
      viewBox="0 0 100 100"
      aria-hidden="true"
      className={clsx('shrink-0', !earned && 'opacity-45 grayscale', className)}
    >
      <clipPath id={`patch-${kind}`}>
        <circle cx="50" cy="50" r="42" />
      </clipPath>
      <circle cx="50" cy="50" r="48" fill="#e9d9b4" />
      <circle cx="50" cy="50" r="42" fill={ground} />
      <g clipPath={`url(#patch-${kind})`}>{picture}</g>
      <circle
        cx="50"
        cy="50"
        r="45"
        fill="none"
        stroke="#a9854b"
        strokeWidth="1.5"
        strokeDasharray="4 3"
      />
    </svg>
  );
}
