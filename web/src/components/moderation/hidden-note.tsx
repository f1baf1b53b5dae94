import type { ReactNode } from 'react';
import { IconEyeOff } from '../icons';

/** Tells its author that others do not see it. */
export function HiddenNote({ children }: { readonly children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 rounded-xl bg-danger-wash px-3.5 py-2.5 text-sm font-medium text-danger">
      <IconEyeOff aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  );
}
