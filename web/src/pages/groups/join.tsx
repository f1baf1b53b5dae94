import { useLocation, useNavigate } from 'react-router';
import { groupPath } from '@/components/groups/group-card';
import { GroupPicture } from '@/components/groups/group-picture';
import { IconGroup } from '@/components/icons';
import { MissingPage, Page, ReadPage } from '@/components/layout/page';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useAcceptInvitation, useInvitedGroup } from '@/lib/apiGroups';
import type { Group } from '@/models';

/** Where an invitation link leads. What it holds stands behind the "#", which no server is told. */
export default function JoinPage() {
  const t = useTexts(groupsTexts);
  const token = useLocation().hash.slice(1);
  const missing = (
    <MissingPage
      icon={<IconGroup className="size-6" />}
      title={t.badLink}
      text={t.badLinkHint}
      back={{ to: '/app/groups', text: t.back }}
    />
  );
  const reading = useInvitedGroup(token);
  return (
    <ReadPage reading={reading} missing={missing}>
      {({ group }) => (group ? <Invitation group={group} token={token} /> : missing)}
    </ReadPage>
  );
}

interface InvitationProps {
  readonly group: Group;
  readonly token: string;
}

function Invitation({ group, token }: InvitationProps) {
  const t = useTexts(groupsTexts);
  const navigate = useNavigate();
  const accept = useAcceptInvitation();
  const { busy, attempt } = useAttempt();
  const inside = group.standing === 'MEMBER';
  const enter = () =>
    void attempt(async () => {
      if (!inside) {
        await accept({ token });
        toast(t.welcome(group.name));
      }
      await navigate(groupPath(group), { replace: true });
    });
  return (
    <div className="mx-auto max-w-lg">
      <Page title={t.joinTitle}>
        <Card className="flex flex-col items-center gap-3 p-7 text-center">
          <GroupPicture group={group} size="large" />
          <h2 className="text-2xl font-bold wrap-anywhere">{group.name}</h2>
          <p className="text-ink-soft">{t.memberCount(group.memberCount)}</p>
          {group.description !== '' && (
            <p className="wrap-anywhere whitespace-pre-line">{group.description}</p>
          )}
          <Button size="large" busy={busy} className="mt-2" onClick={enter}>
            {inside ? t.toGroup : t.join}
          </Button>
        </Card>
      </Page>
    </div>
  );
}
