import { Link } from 'react-router';
import { Page } from '@/components/layout/page';
import { Avatar, nameOf } from '@/components/people/avatar';
import { Section } from '@/components/ui/card';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Tag } from '@/components/ui/tags-field';
import { assistanceTexts } from '@/i18n/assistance';
import { useTexts } from '@/i18n/texts';
import { useMyRequests, useRequestsForMe } from '@/lib/apiAssistance';
import type { PagedReading } from '@/lib/apiHooks';
import type { Assistance } from '@/models';

/** Questions that the reader could answer, and the reader's own. */
export default function HelpPage() {
  const t = useTexts(assistanceTexts);
  return (
    <Page title={t.title} lead={t.lead}>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Section title={t.forYou}>
          <p className="-mt-2 mb-3 text-ink-soft">{t.forYouText}</p>
          <Requests reading={useRequestsForMe()} empty={t.nobodyAsks} />
        </Section>
        <Section title={t.yours}>
          <Requests reading={useMyRequests()} empty={t.noneOfYours} />
        </Section>
      </div>
    </Page>
  );
}

interface RequestsProps {
  readonly reading: PagedReading<Assistance>;
  readonly empty: string;
}

function Requests({ reading, empty }: RequestsProps) {
  return (
    <>
      <Listing
        items={reading.data}
        problem={reading.problem}
        retry={reading.retry}
        skeleton={{ count: 3, className: 'h-20' }}
        empty={<p className="text-ink-soft">{empty}</p>}
      >
        {(requests) => (
          <ul className="-mx-2 grid grid-cols-1 gap-1">
            {requests.map((request) => (
              <li key={request.id}>
                <RequestLine request={request} />
              </li>
            ))}
          </ul>
        )}
      </Listing>
      <More more={reading.more} />
    </>
  );
}

function RequestLine({ request }: { readonly request: Assistance }) {
  const t = useTexts(assistanceTexts);
  const { asker, mine, sharedTags } = request;
  return (
    <article className="relative flex gap-3 rounded-2xl p-2.5 transition-colors hover:bg-sunken/70">
      {!mine && asker && <Avatar person={asker} />}
      <div className="min-w-0 flex-1">
        <Link
          to={`/app/help/${request.id}`}
          className="rounded font-semibold wrap-anywhere before:absolute before:inset-0 before:rounded-2xl"
        >
          {request.goalTitle}
        </Link>
        <p className="line-clamp-2 wrap-anywhere text-ink-soft">{request.text}</p>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          {!mine && <span>{asker ? nameOf(asker) : t.someone}</span>}
          <RelativeTime at={request.createdAt} />
          <span>· {t.answers(request.answerCount)}</span>
          {request.status === 'CLOSED' && <span>· {t.closed}</span>}
        </p>
        {sharedTags.length > 0 && (
          <p className="mt-1.5 flex flex-wrap items-center gap-1.5 text-sm">
            <span className="text-ink-soft">{t.because}</span>
            {sharedTags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </p>
        )}
      </div>
    </article>
  );
}
