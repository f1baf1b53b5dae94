// A menu behind a button. Not modal, so that Radix locks no scrolling (which would need a style element).
import * as Radix from '@radix-ui/react-dropdown-menu';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface MenuProps {
  readonly trigger: ReactNode;
  readonly children: ReactNode;
}

export function Menu({ trigger, children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-52 animate-fade rounded-2xl border border-line bg-raised p-1.5 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A menu's item that leads somewhere. */
export function MenuLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Radix.Item asChild className={itemLook}>
      <Link to={to}>{children}</Link>
    </Radix.Item>
  );
}

const itemLook =
  'flex min-h-10 cursor-pointer items-center gap-2.5 rounded-xl px-3 font-medium outline-none data-highlighted:bg-sunken';

interface MenuRowProps {
  readonly items: readonly { readonly value: string; readonly label: string }[];
  readonly onSelect: (value: string) => void;
}

/** Small choices side by side: one sign each. */
export function MenuRow({ items, onSelect }: MenuRowProps) {
  return (
    <div className="mb-1 grid grid-cols-8 border-b border-line pb-1">
      {items.map(({ value, label }) => (
        <Radix.Item
          key={value}
          aria-label={label}
          className="grid size-9 cursor-pointer place-items-center rounded-lg text-lg outline-none data-highlighted:bg-sunken"
          onSelect={() => {
            onSelect(value);
          }}
        >
          {value}
        </Radix.Item>
      ))}
    </div>
  );
}

interface MenuItemProps {
  readonly onSelect: () => void;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

export function MenuItem({ onSelect, danger = false, children }: MenuItemProps) {
  return (
    <Radix.Item onSelect={onSelect} className={clsx(itemLook, danger && 'text-danger')}>
      {children}
    </Radix.Item>
  );
}
