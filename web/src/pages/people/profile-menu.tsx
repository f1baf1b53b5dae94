import { IconBlock, IconClose, IconMute } from '@/components/icons';
import { useReport } from '@/components/moderation/use-report';
import { nameOf } from '@/components/people/avatar';
import { ActionMenu } from '@/components/ui/action-menu';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import { useBlock, useMute, useRemoveFollower, useUnmute } from '@/lib/apiPeople';
import type { Person } from '@/models';

/** What one does about another person, besides following them. */
export function ProfileMenu({ person }: { readonly person: Person }) {
  const t = useTexts(peopleTexts);
  const { attempt } = useAttempt();
  const mute = useMute();
  const unmute = useUnmute();
  const block = useBlock();
  const removeFollower = useRemoveFollower();
  const { id, relation } = person;
  const report = useReport({ kind: 'PERSON', id });
  const name = nameOf(person);
  const act = (change: (target: { id: string }) => Promise<unknown>, done: string) =>
    attempt(async () => {
      await change({ id });
      toast(done);
    });
  return (
    <>
      <ActionMenu
        label={t.more(name)}
        look="quiet"
        className="px-3!"
        actions={[
          {
            text: relation.mutes ? t.unmute : t.mute,
            Icon: IconMute,
            onSelect: () => {
              void (relation.mutes ? act(unmute, t.unmuted(name)) : act(mute, t.muted(name)));
            },
          },
          relation.followedBy && {
            text: t.removeFollower,
            Icon: IconClose,
            onSelect: () => void act(removeFollower, t.removedFollower(name)),
          },
          !relation.blocks && {
            text: t.block,
            Icon: IconBlock,
            danger: true,
            asks: { title: t.blockTitle(name), text: t.blockText },
            act: async () => {
              await block({ id });
              toast(t.blocked(name));
            },
          },
          report.action,
        ]}
      />
      {report.dialog}
    </>
  );
}
