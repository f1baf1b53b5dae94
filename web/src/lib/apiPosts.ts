// Posts, their comments, and the pictures in them.
import { useCallback } from 'react';
import type { ApolloCache, Reference } from '@apollo/client';
import type {
  AddCommentMutation,
  CommentHistoryQuery,
  CommentInput,
  PostHistoryQuery,
} from '@/generated/graphql';
import {
  AddCommentDocument,
  BoostPostDocument,
  CommentFieldsFragmentDoc,
  CommentHistoryDocument,
  CommentsDocument,
  DeleteCommentDocument,
  DeletePostDocument,
  EditCommentDocument,
  LikePostDocument,
  NewestCommentDocument,
  PostFieldsFragmentDoc,
  PostHistoryDocument,
  PostPageDocument,
  PostsByDocument,
  PostsByTagDocument,
  UnboostPostDocument,
  UnlikePostDocument,
  UpdatePostDocument,
} from '@/generated/posts';
import type { Comment, Person, Post } from '@/models';
import {
  paged,
  useAsk,
  useChange,
  useReading,
  useWaitingChange,
  type PagedReading,
  type Reading,
} from './apiHooks';
import { canWait } from './offline/changes';

const postsPerPage = 20;
export const commentsPerPage = 20;

export function usePost(id: string): Reading<{ readonly post: Post | null }> {
  return useReading(PostPageDocument, { id });
}

/** The post as the server has it now, for showing a conflict. */
export function useNewestPost(): (id: string) => Promise<Post | null> {
  const ask = useAsk(PostPageDocument);
  return async (id) => (await ask({ id }))?.post ?? null;
}

export type PostRevision = NonNullable<PostHistoryQuery['post']>['history'][number];

/** What a post said before its edits, oldest first. */
export function usePostHistory(id: string): Reading<readonly PostRevision[]> {
  const { data, ...rest } = useReading(PostHistoryDocument, { id });
  return { ...rest, data: data && (data.post?.history ?? []) };
}

export function usePostsBy(userId: string): PagedReading<Post> {
  const reading = useReading(PostsByDocument, { userId, first: postsPerPage }, 'resume');
  return paged(reading, reading.data?.postsBy);
}

export function usePostsByTag(tag: string): PagedReading<Post> {
  const reading = useReading(PostsByTagDocument, { tag, first: postsPerPage }, 'resume');
  return paged(reading, reading.data?.postsByTag);
}

/** Answers to a post (`parentId` null) or to one of its comments, oldest first. */
export function useComments(postId: string, parentId: string | null): PagedReading<Comment> {
  const variables = { postId, parentId, first: commentsPerPage };
  const reading = useReading(CommentsDocument, variables, 'resume');
  return paged(reading, reading.data?.comments);
}

export function useUpdatePost() {
  return useChange(UpdatePostDocument);
}

export function useDeletePost() {
  return useChange(DeletePostDocument, { update: dropPost });
}

/** Out of every list first: a feed entry without its post would be asked for again. */
const dropPost = (cache: ApolloCache, _: unknown, { id }: { id: string }) => {
  interface StoredPage {
    readonly nodes: readonly Reference[];
  }
  const post = `Post:${id}`;
  cache.modify<Record<string, StoredPage>>({
    id: 'ROOT_QUERY',
    fields: (page, { fieldName, readField }) => {
      if (!['feed', 'timeline', 'postsBy', 'postsByTag', 'groupPosts'].includes(fieldName))
        return page;
      const stored = page as StoredPage;
      const isAbout = (node: Reference) => {
        const [first] = readField<readonly Reference[]>('activities', node) ?? [];
        return node.__ref === post || readField<Reference>('post', first)?.__ref === post;
      };
      return { ...stored, nodes: stored.nodes.filter((node) => !isAbout(node)) };
    },
  });
  cache.modify<Record<string, Reference | null>>({
    id: 'ROOT_QUERY',
    fields: {
      post: (stored) => ((stored as Reference | null)?.__ref === post ? null : stored),
    },
  });
};

type Target = Readonly<{ id: string }>;

/** How a post begins, for naming it. */
const textOf = ({ id }: Target, cache: ApolloCache): string => {
  const post = cache.readFragment({
    id: `Post:${id}`,
    fragment: PostFieldsFragmentDoc,
    fragmentName: 'PostFields',
  });
  return post?.text.slice(0, 80) ?? '';
};

function expect(cache: ApolloCache, { id }: Target, change: (post: Post) => Partial<Post>) {
  const post = cache.readFragment({
    id: `Post:${id}`,
    fragment: PostFieldsFragmentDoc,
    fragmentName: 'PostFields',
  });
  return post && { ...post, ...change(post), __typename: 'Post' };
}

export function useLike() {
  return useWaitingChange(likePost);
}

const likePost = canWait({
  document: LikePostDocument,
  label: textOf,
  expect: (target, cache) => {
    const post = expect(cache, target, (post) => ({
      liked: true,
      likeCount: post.likeCount + (post.liked ? 0 : 1),
    }));
    return post && { likePost: post };
  },
});

export function useUnlike() {
  return useWaitingChange(unlikePost);
}

const unlikePost = canWait({
  document: UnlikePostDocument,
  label: textOf,
  expect: (target, cache) => {
    const post = expect(cache, target, (post) => ({
      liked: false,
      likeCount: post.likeCount - (post.liked ? 1 : 0),
    }));
    return post && { unlikePost: post };
  },
});

export function useBoost() {
  return useWaitingChange(boostPost);
}

const boostPost = canWait({
  document: BoostPostDocument,
  label: textOf,
  expect: (target, cache) => {
    const post = expect(cache, target, (post) => ({
      boosted: true,
      boostCount: post.boostCount + (post.boosted ? 0 : 1),
    }));
    return post && { boostPost: post };
  },
});

export function useUnboost() {
  return useWaitingChange(unboostPost);
}

const unboostPost = canWait({
  document: UnboostPostDocument,
  label: textOf,
  expect: (target, cache) => {
    const post = expect(cache, target, (post) => ({
      boosted: false,
      boostCount: post.boostCount - (post.boosted ? 1 : 0),
    }));
    return post && { unboostPost: post };
  },
});

/** A comment that is shown before the server has it has an id of this kind. */
export const isOnItsWay = ({ id }: Comment): boolean => id.startsWith('new:');

/** Says something under a post; seen at once, taken back when it is refused. */
export function useAddComment(me: Pick<Person, 'id' | 'nickname' | 'fullName' | 'avatarUrl'>) {
  const { id, nickname, fullName, avatarUrl } = me;
  const optimistic = useCallback(
    ({ input }: { readonly input: CommentInput }, cache: ApolloCache) => {
      const parent =
        input.parentId == null
          ? null
          : cache.readFragment({
              id: `Comment:${input.parentId}`,
              fragment: CommentFieldsFragmentDoc,
              fragmentName: 'CommentFields',
            });
      const author = { id, nickname, fullName, avatarUrl, __typename: 'PublicUser' };
      const addComment = {
        __typename: 'Comment',
        id: `new:${crypto.randomUUID()}`,
        postId: input.postId,
        parentId: input.parentId ?? null,
        depth: (parent?.depth ?? 0) + 1,
        author,
        text: input.text,
        mentions: [],
        deleted: false,
        hidden: false,
        replyCount: 0,
        createdAt: new Date().toISOString(),
        editedAt: null,
        version: 1,
      };
      return { addComment };
    },
    [id, nickname, fullName, avatarUrl],
  );
  return useChange(AddCommentDocument, { optimistic, update: appendComment });
}

function appendComment(cache: ApolloCache, { addComment }: AddCommentMutation): void {
  const { postId, parentId } = addComment;
  const variables = { postId, parentId, first: commentsPerPage };
  cache.updateQuery({ query: CommentsDocument, variables }, (page) => {
    if (!page || page.comments.nodes.some(({ id }) => id === addComment.id)) return page;
    const nodes = [...page.comments.nodes, addComment];
    return { ...page, comments: { ...page.comments, nodes } };
  });
  count(cache, `Post:${postId}`, 'commentCount', 1);
  if (parentId !== null) count(cache, `Comment:${parentId}`, 'replyCount', 1);
}

function count(cache: ApolloCache, id: string, field: string, by: number): void {
  cache.modify<Record<string, number>>({
    id,
    fields: { [field]: (value) => Math.max(0, Number(value) + by) },
  });
}

export function useEditComment() {
  return useChange(EditCommentDocument);
}

/** The comment as the server has it now, for showing a conflict. */
export function useNewestComment(): (id: string) => Promise<Comment | null> {
  const ask = useAsk(NewestCommentDocument);
  return async (id) => (await ask({ id }))?.comment ?? null;
}

export type CommentRevision = NonNullable<CommentHistoryQuery['comment']>['history'][number];

/** What a comment said before its edits, oldest first. */
export function useCommentHistory(id: string): Reading<readonly CommentRevision[]> {
  const { data, ...rest } = useReading(CommentHistoryDocument, { id });
  return { ...rest, data: data && (data.comment?.history ?? []) };
}

export function useDeleteComment() {
  return useChange(DeleteCommentDocument, { update: dropComment });
}

/** One with answers stays, without its words, as the server keeps it. */
const dropComment = (cache: ApolloCache, _: unknown, { id }: Target) => {
  const comment = cache.readFragment({
    id: `Comment:${id}`,
    fragment: CommentFieldsFragmentDoc,
    fragmentName: 'CommentFields',
  });
  if (!comment) return;
  count(cache, `Post:${comment.postId}`, 'commentCount', -1);
  if (comment.replyCount > 0) {
    cache.writeFragment({
      id: `Comment:${id}`,
      fragment: CommentFieldsFragmentDoc,
      fragmentName: 'CommentFields',
      data: { ...comment, deleted: true, text: '', author: null, mentions: [] },
    });
    return;
  }
  if (comment.parentId !== null) count(cache, `Comment:${comment.parentId}`, 'replyCount', -1);
  cache.evict({ id: `Comment:${id}` });
  cache.gc();
};
