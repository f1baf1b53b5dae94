import { useNavigate, useParams } from 'react-router';
import { IconComment } from '@/components/icons';
import { BackLink, MissingPage, Page, ReadPage } from '@/components/layout/page';
import { nameOf } from '@/components/people/avatar';
import { PostCard } from '@/components/post/post-card';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { usePost } from '@/lib/apiPosts';
import type { Post } from '@/models';
import { Comments } from './comments';

export default function PostPage() {
  const { id = '' } = useParams();
  const t = useTexts(postsTexts);
  const missing = (
    <MissingPage
      icon={<IconComment className="size-6" />}
      title={t.notFound}
      text={t.notFoundHint}
      back={{ to: '/app/feed', text: t.backToFeed }}
    />
  );
  return (
    <ReadPage reading={usePost(id)} missing={missing}>
      {({ post }) => (post ? <Shown key={post.id} post={post} /> : missing)}
    </ReadPage>
  );
}

function Shown({ post }: { readonly post: Post }) {
  const t = useTexts(postsTexts);
  const navigate = useNavigate();
  return (
    <div className="mx-auto max-w-2xl">
      <BackLink to="/app/feed">{t.backToFeed}</BackLink>
      <Page title={t.post(nameOf(post.author))}>
        <div className="grid grid-cols-1 gap-5">
          <PostCard
            post={post}
            whole
            onDeleted={() => void navigate('/app/feed', { replace: true })}
          />
          <Comments post={post} />
        </div>
      </Page>
    </div>
  );
}
