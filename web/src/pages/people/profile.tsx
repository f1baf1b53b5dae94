import type { ReactNode } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { Avatar, nameOf } from '@/components/people/avatar';
import { FollowButton } from '@/components/people/follow-button';
import { FollowsYou, profilePath } from '@/components/people/person-row';
import {
  IconChat,
  IconComment,
  IconEdit,
  IconFeed,
  IconLink,
  IconPerson,
  IconPrivate,
} from '@/components/icons';
import { MissingPage, ReadPage } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { EntryList } from '@/components/post/entry-list';
import { PostList } from '@/components/post/post-list';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/states';
import { TabLinks } from '@/components/ui/tab-links';
import { useAttempt } from '@/components/use-attempt';
import { Tag } from '@/components/ui/tags-field';
import { chatTexts } from '@/i18n/chat';
import { postsTexts } from '@/i18n/posts';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import { useTimeline } from '@/lib/apiFeed';
import { useProfile } from '@/lib/apiPeople';
import { usePostsBy } from '@/lib/apiPosts';
import { useOpenRoom } from '@/lib/apiRooms';
import { usePageTitle } from '@/components/layout/page';
import type { Profile } from '@/models';
import { Followers, Following } from './people-lists';
import { ProfileMenu } from './profile-menu';

const tabs = ['activity', 'posts', 'followers', 'following'] as const;
type TabName = (typeof tabs)[number];

export default function ProfilePage() {
  const { nickname = '', tab } = useParams();
  const t = useTexts(peopleTexts);
  const missing = (
    <MissingPage
      icon={<IconPerson className="size-6" />}
      title={t.notFound}
      text={t.notFoundHint}
      back={{ to: '/app/people', text: t.backToPeople }}
    />
  );
  const chosen = tabs.find((name) => name === (tab ?? tabs[0]));
  const reading = useProfile(nickname);
  if (!chosen) return <Navigate to={profilePath({ nickname })} replace />;
  return (
    <ReadPage reading={reading} missing={missing}>
      {({ user }) => (user ? <Shown key={user.id} person={user} tab={chosen} /> : missing)}
    </ReadPage>
  );
}

function Shown({ person, tab }: { readonly person: Profile; readonly tab: TabName }) {
  const t = useTexts(peopleTexts);
  return (
    <div className="mx-auto max-w-3xl">
      <Header person={person} />
      {person.relation.blocks ? (
        <Empty icon={<IconPerson className="size-6" />} title={t.youBlock} />
      ) : (
        <>
          <Tabs person={person} tab={tab} />
          {person.visible ? (
            <TabContent person={person} tab={tab} />
          ) : (
            <Empty
              icon={<IconPrivate className="size-6" />}
              title={t.hiddenTitle}
              text={t.hiddenText[person.visibility === 'PRIVATE' ? 'PRIVATE' : 'FOLLOWERS']}
            />
          )}
        </>
      )}
    </div>
  );
}

function TabContent({ person, tab }: { readonly person: Profile; readonly tab: TabName }) {
  switch (tab) {
    case 'activity':
      return <Timeline id={person.id} />;
    case 'posts':
      return <Posts id={person.id} />;
    case 'followers':
      return <Followers id={person.id} />;
    case 'following':
      return <Following id={person.id} />;
  }
}

function Timeline({ id }: { readonly id: string }) {
  const t = useTexts(postsTexts);
  return (
    <EntryList
      reading={useTimeline(id)}
      empty={<Empty icon={<IconFeed className="size-6" />} title={t.noActivity} />}
    />
  );
}

function Posts({ id }: { readonly id: string }) {
  const t = useTexts(postsTexts);
  return (
    <PostList
      reading={usePostsBy(id)}
      empty={<Empty icon={<IconComment className="size-6" />} title={t.noPosts} />}
    />
  );
}

function Header({ person }: { readonly person: Profile }) {
  const t = useTexts(peopleTexts);
  const heading = usePageTitle(nameOf(person));
  const { relation } = person;
  return (
    <Card className="mb-5 overflow-hidden">
      <Banner url={person.bannerUrl} />
      <div className="relative px-5 pb-5 sm:px-7 sm:pb-7">
        <div className="-mt-12 mb-3 flex items-end justify-between gap-3 sm:-mt-16">
          <Avatar person={person} size="huge" />
          <div className="flex flex-wrap items-center justify-end gap-1.5 sm:gap-2">
            {relation.self ? (
              <Button asChild look="quiet">
                <Link to="/app/settings">
                  <IconEdit aria-hidden="true" className="size-4.5" />
                  {t.editProfile}
                </Link>
              </Button>
            ) : (
              <>
                <WriteButton person={person} />
                <FollowButton person={person} size="normal" />
                <ProfileMenu person={person} />
              </>
            )}
          </div>
        </div>
        <h1
          ref={heading}
          tabIndex={-1}
          className="flex items-center gap-2 text-3xl font-bold wrap-anywhere"
        >
          {nameOf(person)}
          {person.visibility !== 'PUBLIC' && (
            <IconPrivate
              aria-label={t.visibilities[person.visibility].name}
              className="size-5 shrink-0 text-ink-soft"
            />
          )}
        </h1>
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-soft">
          <span>@{person.nickname}</span>
          {person.pronouns !== null && <span>· {person.pronouns}</span>}
          {relation.followedBy && <FollowsYou text={t.followsYou} />}
        </p>
        {relation.mutes && <p className="mt-2 text-sm font-medium text-ink-soft">{t.youMute}</p>}
        {person.bio !== null && (
          <p className="mt-4 wrap-anywhere whitespace-pre-line">{person.bio}</p>
        )}
        <Links links={person.links} />
        {person.tags.length > 0 && (
          <p className="mt-4 flex flex-wrap gap-1.5">
            {person.tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </p>
        )}
        <Counts person={person} />
      </div>
    </Card>
  );
}

/** To the room with this person, which is made when there is none. */
function WriteButton({ person }: { readonly person: Profile }) {
  const t = useTexts(chatTexts);
  const navigate = useNavigate();
  const open = useOpenRoom();
  const { busy, attempt } = useAttempt();
  if (person.relation.blocks) return null;
  return (
    <Button
      look="quiet"
      busy={busy}
      aria-label={`${t.message} ${nameOf(person)}`}
      className="px-3!"
      onClick={() =>
        void attempt(async () => {
          const { openDirectRoom } = await open({ userId: person.id });
          await navigate(`/app/chat/${openDirectRoom.id}`);
        })
      }
    >
      <IconChat aria-hidden="true" className="size-5" />
    </Button>
  );
}

/** The picture across the top, or our contour lines. */
function Banner({ url }: { readonly url: string | null }) {
  return url === null ? (
    <div className="contours h-32 bg-pine-wash sm:h-44" />
  ) : (
    <img src={url} alt="" className="h-32 w-full bg-pine-wash object-cover sm:h-44" />
  );
}

/** Shown as they are; where they lead is theirs to answer for. */
function Links({ links }: { readonly links: readonly string[] }) {
  if (links.length === 0) return null;
  return (
    <ul className="mt-3 grid gap-1">
      {links.map((link) => (
        <li key={link} className="flex items-center gap-2">
          <IconLink aria-hidden="true" className="size-4 shrink-0 text-ink-soft" />
          <a
            href={link}
            rel="nofollow noopener noreferrer ugc"
            target="_blank"
            className="min-w-0 truncate rounded font-medium text-blaze-ink underline underline-offset-4 hover:no-underline"
          >
            {link.replace(/^https?:\/\//, '')}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Counts({ person }: { readonly person: Profile }) {
  const t = useTexts(peopleTexts);
  const { format } = useViewer();
  const { followerCount, followingCount, postCount } = person;
  const path = profilePath(person);
  return (
    <p className="mt-5 flex flex-wrap gap-x-6 gap-y-1">
      {postCount !== null && (
        <Count to={`${path}/posts`} value={format.count(postCount)}>
          {t.postCount(postCount)}
        </Count>
      )}
      {followerCount !== null && (
        <Count to={`${path}/followers`} value={format.count(followerCount)}>
          {t.followerCount(followerCount)}
        </Count>
      )}
      {followingCount !== null && (
        <Count to={`${path}/following`} value={format.count(followingCount)}>
          {t.followingCount(followingCount)}
        </Count>
      )}
    </p>
  );
}

interface CountProps {
  readonly to: string;
  readonly value: string;
  readonly children: ReactNode;
}

function Count({ to, value, children }: CountProps) {
  return (
    <Link to={to} replace className="rounded hover:underline">
      <strong className="font-display text-xl">{value}</strong>{' '}
      <span className="text-ink-soft">{children}</span>
    </Link>
  );
}

function Tabs({ person, tab }: { readonly person: Profile; readonly tab: TabName }) {
  const t = useTexts(peopleTexts);
  const path = profilePath(person);
  return (
    <TabLinks
      label={t.tabsOf(nameOf(person))}
      chosen={tab}
      tabs={tabs.map((name) => ({
        key: name,
        to: name === tabs[0] ? path : `${path}/${name}`,
        text: t.tabs[name],
      }))}
    />
  );
}
