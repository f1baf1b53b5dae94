import type { ReactNode } from 'react';
import type { Problem } from '@/models/problem';
import { LoadFailed, SkeletonList } from './states';

interface ListingProps<T> {
  /** Undefined until the first answer. */
  readonly items: readonly T[] | undefined;
  readonly problem: Problem | null;
  readonly retry: () => void;
  /** How much is expected, and how tall one is. */
  readonly skeleton: { readonly count: number; readonly className: string };
  readonly empty: ReactNode;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** A list in each of its states: on its way, not to be had, empty, there. */
export function Listing<T>({ items, problem, retry, skeleton, empty, children }: ListingProps<T>) {
  if (items === undefined) {
    return problem ? (
      <LoadFailed problem={problem} retry={retry} />
    ) : (
      <SkeletonList {...skeleton} />
    );
  }
  return items.length === 0 ? empty : children(items);
}
