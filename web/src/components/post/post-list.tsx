import type { ReactNode } from 'react';
import type { PagedReading } from '@/lib/apiHooks';
import type { Post } from '@/models';
import { InfiniteList } from '../ui/infinite-list';
import { Listing } from '../ui/listing';
import { PostCard } from './post-card';

interface PostListProps {
  readonly reading: PagedReading<Post>;
  /** On a group's page: whether they are its pinned ones. */
  readonly pinned?: boolean;
  readonly empty: ReactNode;
}

export function PostList({ reading, pinned, empty }: PostListProps) {
  return (
    <Listing
      items={reading.data}
      problem={reading.problem}
      retry={reading.retry}
      skeleton={{ count: 4, className: 'h-40 rounded-card' }}
      empty={empty}
    >
      {(posts) => (
        <InfiniteList
          items={posts}
          keyOf={(post) => post.id}
          more={reading.more}
          className="grid grid-cols-1 gap-3"
        >
          {(post) => <PostCard post={post} {...(pinned !== undefined && { pinned })} />}
        </InfiniteList>
      )}
    </Listing>
  );
}
