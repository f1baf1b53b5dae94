import { Link } from 'react-router';
import { SuggestedPeople } from '@/components/discovery/suggested-people';
import { TrendingTags } from '@/components/discovery/trending-tags';
import { IconFeed } from '@/components/icons';
import { Page } from '@/components/layout/page';
import { Composer } from '@/components/post/composer';
import { EntryList } from '@/components/post/entry-list';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/states';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { useFeed, useFeedLive } from '@/lib/apiFeed';
import { useIsWide } from '@/lib/useIsWide';

export default function FeedPage() {
  const t = useTexts(postsTexts);
  const feed = useFeed();
  useFeedLive();
  // On a small screen the aside would lie below a feed without end.
  const wide = useIsWide();
  return (
    <div className="mx-auto max-w-2xl xl:max-w-none">
      <Page title={t.feed}>
        <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
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
          {wide && (
            <div className="sticky top-8 grid max-h-[calc(100dvh-4rem)] grid-cols-1 gap-5 overflow-y-auto">
              <SuggestedPeople most={3} />
              <TrendingTags most={5} />
            </div>
          )}
        </div>
      </Page>
    </div>
  );
}
