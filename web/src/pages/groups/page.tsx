import { Navigate, useParams } from 'react-router';
import { groupPath } from '@/components/groups/group-card';
import { GroupJourneys } from '@/components/journeys/group-journeys';
import { IconGroup, IconPrivate } from '@/components/icons';
import { BackLink, MissingPage, ReadPage } from '@/components/layout/page';
import { Empty } from '@/components/ui/states';
import { TabLinks } from '@/components/ui/tab-links';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useGroup, useGroupLive } from '@/lib/apiGroups';
import { mayManage } from '@/lib/groupRights';
import type { GroupWithPins } from '@/models';
import { About } from './about';
import { GroupHeader } from './header';
import { Manage } from './manage';
import { Members } from './members';
import { GroupPosts } from './posts';

const tabs = ['posts', 'members', 'about', 'manage'] as const;
type TabName = (typeof tabs)[number];

export default function GroupPage() {
  const { id = '', tab } = useParams();
  const t = useTexts(groupsTexts);
  const reading = useGroup(id);
  const missing = (
    <MissingPage
      icon={<IconGroup className="size-6" />}
      title={t.notFound}
      text={t.notFoundHint}
      back={{ to: '/app/groups', text: t.back }}
    />
  );
  const chosen = tabs.find((name) => name === (tab ?? tabs[0]));
  if (!chosen) return <Navigate to={groupPath({ id })} replace />;
  return (
    <ReadPage reading={reading} missing={missing}>
      {({ group }) => (group ? <Shown key={group.id} group={group} tab={chosen} /> : missing)}
    </ReadPage>
  );
}

interface ShownProps {
  readonly group: GroupWithPins;
  readonly tab: TabName;
}

function Shown({ group, tab }: ShownProps) {
  const t = useTexts(groupsTexts);
  useGroupLive(group.id);
  const path = groupPath(group);
  const outside = group.visibility === 'PRIVATE' && group.standing !== 'MEMBER';
  if (tab === 'manage' && !mayManage(group)) return <Navigate to={path} replace />;
  return (
    <div className="mx-auto max-w-3xl">
      <BackLink to="/app/groups">{t.back}</BackLink>
      <GroupHeader group={group} />
      {outside ? (
        <Empty
          icon={<IconPrivate className="size-6" />}
          title={t.membersOnly}
          text={t.membersOnlyHint}
        />
      ) : (
        <>
          <TabLinks
            label={t.tabsOf(group.name)}
            chosen={tab}
            tabs={tabs
              .filter((name) => name !== 'manage' || mayManage(group))
              .map((name) => ({
                key: name,
                to: name === tabs[0] ? path : `${path}/${name}`,
                text: name === 'manage' ? t.manage(group.requestCount) : t.tabs[name],
              }))}
          />
          <TabContent group={group} tab={tab} />
        </>
      )}
    </div>
  );
}

function TabContent({ group, tab }: ShownProps) {
  switch (tab) {
    case 'posts':
      return (
        <>
          <GroupJourneys group={group} />
          <GroupPosts group={group} />
        </>
      );
    case 'members':
      return <Members group={group} />;
    case 'about':
      return <About group={group} />;
    case 'manage':
      return <Manage group={group} />;
  }
}
