import { useParams } from 'react-router';
import { IconTag } from '@/components/icons';
import { Page } from '@/components/layout/page';
import { PostList } from '@/components/post/post-list';
import { Empty } from '@/components/ui/states';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { usePostsByTag } from '@/lib/apiPosts';

export default function TagPage() {
  const { tag = '' } = useParams();
  const t = useTexts(postsTexts);
  return (
    <div key={tag} className="mx-auto max-w-2xl">
      <Page title={`#${tag}`}>
        <PostList
          reading={usePostsByTag(tag)}
          empty={<Empty icon={<IconTag className="size-6" />} title={t.noTagged} />}
        />
      </Page>
    </div>
  );
}
