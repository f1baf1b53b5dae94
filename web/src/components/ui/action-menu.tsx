import { useState, type ComponentProps, type ComponentType, type ReactNode } from 'react';
import { IconMore } from '../icons';
import { useAttempt } from '../use-attempt';
import { Button } from './button';
import { ConfirmDialog } from './dialog';
import { Menu, MenuItem, MenuLink } from './menu';

interface Named {
  readonly text: string;
  readonly Icon: ComponentType<ComponentProps<'svg'>>;
  readonly danger?: boolean;
}

/** What can be chosen: something to do, a place to go, or what is done after asking whether it is meant. */
export type Action = Named &
  (
    | { readonly onSelect: () => void }
    | { readonly to: string }
    | {
        readonly asks: { readonly title: string; readonly text: string };
        /** May throw `Problem`; the question then stays. */
        readonly act: () => Promise<unknown>;
      }
  );

interface ActionMenuProps {
  /** What the three dots are about. */
  readonly label: string;
  /** Those that are false are left out; with none there is no menu. */
  readonly actions: readonly (Action | false)[];
  /** Above the actions. */
  readonly before?: ReactNode;
  readonly look?: 'plain' | 'quiet';
  readonly className?: string;
}

/** Three dots and what can be done about the thing beside them. */
export function ActionMenu({ label, actions, before, look = 'plain', className }: ActionMenuProps) {
  const [asking, setAsking] = useState<string | null>(null);
  const { busy, attempt } = useAttempt();
  const present = actions.filter((action) => action !== false);
  if (present.length === 0 && before === undefined) return null;
  const close = () => {
    setAsking(null);
  };
  return (
    <>
      <Menu
        trigger={
          <Button
            look={look}
            size={look === 'plain' ? 'icon' : 'normal'}
            aria-label={label}
            className={className}
          >
            <IconMore aria-hidden="true" className="size-5" />
          </Button>
        }
      >
        {before}
        {present.map((action) => {
          const { text, Icon, danger = false } = action;
          const face = (
            <>
              <Icon aria-hidden="true" className="size-4.5" />
              {text}
            </>
          );
          if ('to' in action) {
            return (
              <MenuLink key={text} to={action.to}>
                {face}
              </MenuLink>
            );
          }
          const select =
            'onSelect' in action
              ? action.onSelect
              : () => {
                  setAsking(text);
                };
          return (
            <MenuItem key={text} danger={danger} onSelect={select}>
              {face}
            </MenuItem>
          );
        })}
      </Menu>
      {present.map(
        (action) =>
          'asks' in action && (
            <ConfirmDialog
              key={action.text}
              open={asking === action.text}
              onClose={close}
              title={action.asks.title}
              text={action.asks.text}
              confirm={action.text}
              busy={busy}
              onConfirm={() =>
                void attempt(async () => {
                  await action.act();
                  close();
                })
              }
            />
          ),
      )}
    </>
  );
}
