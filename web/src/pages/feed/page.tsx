import { Link } from 'react-router';
import { IconFeed } from '@/components/icons';
import { Page } from '@/components/layout/page';
import { Composer } from '@/components/post/composer';
import { EntryList } from '@/components/post/entry-list';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/states';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { useFeed, useFeedLive } from '@/lib/apiFeed';

export default function FeedPage() {
  const t = useTexts(postsTexts);
  const feed = useFeed();
  useFeedLive();
  return (
    <div className="mx-auto max-w-2xl">
      <Page title={t.feed}>
        <div className="grid grid-cols-1 gap-5">
          <Composer />
          <EntryList
            reading={feed}
            empty={
              <Empty
                icon={<IconFeed className="size-6" />}
                title={t.feedEmpty}
                text={t.feedEmptyHint}
                action={
                  <Button asChild look="quiet">
                    <Link to="/app/people">{t.findPeople}</Link>
                  </Button>
                }
              />
            }
          />
        </div>
      </Page>
    </div>
  );
}
