import { IconComment } from '@/components/icons';
import { Composer } from '@/components/post/composer';
import { PostCard } from '@/components/post/post-card';
import { PostList } from '@/components/post/post-list';
import { Empty } from '@/components/ui/states';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useGroupPosts } from '@/lib/apiGroups';
import type { GroupWithPins } from '@/models';

/** What is written in a group: what was pinned first, then all the rest, newest first. */
export function GroupPosts({ group }: { readonly group: GroupWithPins }) {
  const t = useTexts(groupsTexts);
  const { pinnedPosts } = group;
  const posts = useGroupPosts(group.id);
  const isPinned = (id: string) => pinnedPosts.some((post) => post.id === id);
  const member = group.standing === 'MEMBER';
  const rest = posts.data?.filter(({ id }) => !isPinned(id));
  const nothing = rest?.length === 0 && posts.more === null;
  return (
    <div className="grid grid-cols-1 gap-5">
      {member ? (
        <Composer groupId={group.id} />
      ) : (
        <p className="px-1 text-ink-soft">{t.joinToWrite}</p>
      )}
      {pinnedPosts.length > 0 && (
        <section aria-label={t.pinned} className="grid grid-cols-1 gap-3">
          {pinnedPosts.map((post) => (
            <PostCard key={post.id} post={post} pinned />
          ))}
        </section>
      )}
      {(!nothing || pinnedPosts.length === 0) && (
        <PostList
          reading={{ ...posts, data: rest }}
          pinned={false}
          empty={
            <Empty
              icon={<IconComment className="size-6" />}
              title={t.noPosts}
              {...(member && { text: t.noPostsHint })}
            />
          }
        />
      )}
    </div>
  );
}
