import { useState } from 'react';
import { IconBell, IconDone } from '@/components/icons';
import { Page } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { InfiniteList } from '@/components/ui/infinite-list';
import { Listing } from '@/components/ui/listing';
import { Empty } from '@/components/ui/states';
import { useAttempt } from '@/components/use-attempt';
import { noticesTexts } from '@/i18n/notices';
import { useTexts } from '@/i18n/texts';
import { useMarkAllRead, useNotices, useUnreadNotices } from '@/lib/apiNotices';
import { byDay } from '@/lib/notices';
import type { Notice } from '@/models';
import { LatestDecision } from './latest-decision';
import { NoticeLine } from './notice-line';

export default function NoticesPage() {
  const t = useTexts(noticesTexts);
  const { me, format } = useViewer();
  const [which, setWhich] = useState<'all' | 'unread'>('all');
  const reading = useNotices(which === 'unread');
  const { data, problem, retry, more } = reading;
  const empty = which === 'unread' ? { title: t.noUnread } : { title: t.empty, text: t.emptyHint };
  return (
    <div className="mx-auto max-w-2xl">
      <Page title={t.title} action={<MarkAll notices={data ?? []} />}>
        <div className="mb-5">
          <Choices
            legend={t.which}
            hideLegend
            name="which-notices"
            value={which}
            onChange={setWhich}
            choices={[
              { value: 'all', label: t.all },
              { value: 'unread', label: t.unread },
            ]}
          />
        </div>
        <LatestDecision />
        <Listing
          items={data && byDay(data, me.timeZone)}
          problem={problem}
          retry={retry}
          skeleton={{ count: 5, className: 'h-20 rounded-card' }}
          empty={<Empty icon={<IconBell className="size-6" />} {...empty} />}
        >
          {(days) => (
            <InfiniteList
              items={days}
              keyOf={({ day }) => day}
              more={more}
              className="grid grid-cols-1 gap-6"
            >
              {({ day, notices }) => (
                <section>
                  <h2 className="mb-2 text-lg font-semibold first-letter:uppercase">
                    {format.day(day)}
                  </h2>
                  <ul className="grid grid-cols-1 gap-1.5">
                    {notices.map((notice) => (
                      <li key={notice.id}>
                        <NoticeLine notice={notice} />
                      </li>
                    ))}
                  </ul>
                </section>
              )}
            </InfiniteList>
          )}
        </Listing>
      </Page>
    </div>
  );
}

function MarkAll({ notices }: { readonly notices: readonly Notice[] }) {
  const t = useTexts(noticesTexts);
  const unread = useUnreadNotices();
  const markAll = useMarkAllRead();
  const { attempt } = useAttempt();
  return (
    <Button
      look="quiet"
      size="small"
      disabled={unread === 0}
      onClick={() => void attempt(() => markAll(notices))}
    >
      <IconDone aria-hidden="true" className="size-4.5" />
      {t.markAll}
    </Button>
  );
}
