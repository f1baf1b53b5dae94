import { Slot } from '@radix-ui/react-slot';
import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

const looks = {
  primary: 'bg-pine text-on-pine hover:bg-pine-deep',
  accent: 'bg-blaze-ink text-on-blaze hover:brightness-110',
  quiet: 'border border-line-strong/50 bg-surface text-ink hover:bg-sunken',
  plain: 'text-ink hover:bg-sunken',
  danger: 'bg-danger text-on-blaze hover:brightness-110',
} as const;

const sizes = {
  small: 'min-h-9 gap-1.5 rounded-lg px-3 text-sm',
  normal: 'min-h-11 gap-2 rounded-xl px-4.5 text-[0.95rem]',
  large: 'min-h-13 gap-2.5 rounded-xl px-6 text-lg',
  icon: 'size-10 rounded-xl',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof looks;
  readonly size?: keyof typeof sizes;
  /** Draws the child (a link) as a button. */
  readonly asChild?: boolean;
  /** Something is under way: says so to everybody and takes no second click. */
  readonly busy?: boolean;
}

export function Button({
  look = 'primary',
  size = 'normal',
  asChild = false,
  busy = false,
  className,
  type,
  disabled,
  ...rest
}: ButtonProps) {
  const classes = clsx(
    'inline-flex items-center justify-center font-semibold transition-[background,filter,transform] duration-150 select-none active:translate-y-px disabled:opacity-60',
    looks[look],
    sizes[size],
    className,
  );
  if (asChild) return <Slot className={classes} {...rest} />;
  return (
    <button
      type={type ?? 'button'}
      className={classes}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    />
  );
}
