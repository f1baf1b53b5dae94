import { Link, useNavigate } from 'react-router';
import { GroupCard, groupPath } from '@/components/groups/group-card';
import { GroupDialog, groupInput } from '@/components/groups/group-dialog';
import { StandingButton } from '@/components/groups/standing-button';
import { IconGroup, IconSearch } from '@/components/icons';
import { CreateButton, useCreating } from '@/components/layout/create-button';
import { Page } from '@/components/layout/page';
import { Button } from '@/components/ui/button';
import { InfiniteList } from '@/components/ui/infinite-list';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { Empty } from '@/components/ui/states';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useCreateGroup, useGroupInvites, useMyGroups } from '@/lib/apiGroups';
import type { PagedReading } from '@/lib/apiHooks';
import type { Group } from '@/models';

const titleLook = 'mb-3 px-1 text-xl font-semibold';
const grid = 'grid grid-cols-1 gap-4 md:grid-cols-2';

export default function GroupsPage() {
  const t = useTexts(groupsTexts);
  const common = useTexts(commonTexts);
  const navigate = useNavigate();
  const groups = useMyGroups();
  const invites = useGroupInvites();
  const invited = (invites.data?.length ?? 0) > 0;
  const create = useCreateGroup();
  const creating = useCreating();
  return (
    <Page
      title={t.title}
      action={
        <div className="flex flex-wrap gap-2">
          <FindButton />
          <CreateButton onClick={creating.start}>{t.newGroup}</CreateButton>
        </div>
      }
    >
      <Invites reading={invites} />
      <Listing
        items={groups.data}
        problem={groups.problem}
        retry={groups.retry}
        skeleton={{ count: 4, className: 'h-28 rounded-card' }}
        empty={
          <Empty
            icon={<IconGroup className="size-6" />}
            title={t.none}
            text={t.noneHint}
            action={<Button onClick={creating.start}>{t.newGroup}</Button>}
          />
        }
      >
        {(all) => (
          <section aria-label={t.yours}>
            {invited && <h2 className={titleLook}>{t.yours}</h2>}
            <InfiniteList items={all} keyOf={({ id }) => id} more={groups.more} className={grid}>
              {(group) => <GroupCard group={group} />}
            </InfiniteList>
          </section>
        )}
      </Listing>
      {creating.open && (
        <GroupDialog
          title={t.newGroup}
          submitText={common.create}
          onClose={creating.stop}
          onSubmit={async (values) => {
            const { createGroup } = await create({ input: groupInput(values) });
            toast(t.created);
            await navigate(groupPath(createGroup));
          }}
        />
      )}
    </Page>
  );
}

function FindButton() {
  const t = useTexts(groupsTexts);
  return (
    <Button asChild look="quiet">
      <Link to="/app/search?kind=groups">
        <IconSearch aria-hidden="true" className="size-5" />
        {t.find}
      </Link>
    </Button>
  );
}

/** Invitations that wait for a yes or no; nothing when there is none. */
function Invites({ reading: { data = [], more } }: { readonly reading: PagedReading<Group> }) {
  const t = useTexts(groupsTexts);
  if (data.length === 0) return null;
  return (
    <section aria-label={t.invites} className="mb-8">
      <h2 className={titleLook}>{t.invites}</h2>
      <ul className={grid}>
        {data.map((group) => (
          <li key={group.id}>
            <GroupCard group={group} action={<StandingButton group={group} size="small" />} />
          </li>
        ))}
      </ul>
      <More more={more} />
    </section>
  );
}
