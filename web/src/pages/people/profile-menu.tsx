import { useState } from 'react';
import { IconBlock, IconClose, IconMore, IconMute } from '@/components/icons';
import { nameOf } from '@/components/people/avatar';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { Menu, MenuItem } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import { useBlock, useMute, useRemoveFollower, useUnmute } from '@/lib/apiPeople';
import type { Person } from '@/models';

/** What one does about another person, besides following them. */
export function ProfileMenu({ person }: { readonly person: Person }) {
  const t = useTexts(peopleTexts);
  const [asking, setAsking] = useState(false);
  const { busy, attempt } = useAttempt();
  const mute = useMute();
  const unmute = useUnmute();
  const block = useBlock();
  const removeFollower = useRemoveFollower();
  const { id, relation } = person;
  const name = nameOf(person);
  const act = (change: (target: { id: string }) => Promise<unknown>, done: string) =>
    attempt(async () => {
      await change({ id });
      toast(done);
    });
  return (
    <>
      <Menu
        trigger={
          <Button look="quiet" aria-label={t.more(name)} className="px-3!">
            <IconMore aria-hidden="true" className="size-5" />
          </Button>
        }
      >
        <MenuItem
          onSelect={() => {
            void (relation.mutes ? act(unmute, t.unmuted(name)) : act(mute, t.muted(name)));
          }}
        >
          <IconMute aria-hidden="true" className="size-4.5" />
          {relation.mutes ? t.unmute : t.mute}
        </MenuItem>
        {relation.followedBy && (
          <MenuItem onSelect={() => void act(removeFollower, t.removedFollower(name))}>
            <IconClose aria-hidden="true" className="size-4.5" />
            {t.removeFollower}
          </MenuItem>
        )}
        {!relation.blocks && (
          <MenuItem
            danger
            onSelect={() => {
              setAsking(true);
            }}
          >
            <IconBlock aria-hidden="true" className="size-4.5" />
            {t.block}
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={asking}
        onClose={() => {
          setAsking(false);
        }}
        title={t.blockTitle(name)}
        text={t.blockText}
        confirm={t.block}
        busy={busy}
        onConfirm={() => {
          void act(block, t.blocked(name)).then(() => {
            setAsking(false);
          });
        }}
      />
    </>
  );
}
