import { clsx } from 'clsx';
import { useState } from 'react';
import { Link } from 'react-router';
import { IconModeration } from '@/components/icons';
import { Page } from '@/components/layout/page';
import { Avatar, nameOf } from '@/components/people/avatar';
import { Choices } from '@/components/ui/choices';
import { InfiniteList } from '@/components/ui/infinite-list';
import { Listing } from '@/components/ui/listing';
import { RelativeTime } from '@/components/ui/relative-time';
import { Empty } from '@/components/ui/states';
import { moderationTexts } from '@/i18n/moderation';
import { useTexts } from '@/i18n/texts';
import { useCases } from '@/lib/apiModeration';
import { caseStates, type CaseState, type ModerationCaseInBrief } from '@/models';

/** What waits for a moderator. */
export default function QueuePage() {
  const t = useTexts(moderationTexts);
  const [state, setState] = useState<CaseState>('OPEN');
  const { data, problem, retry, more } = useCases(state);
  return (
    <div className="mx-auto max-w-3xl">
      <Page title={t.title} lead={t.lead}>
        <div className="mb-5">
          <Choices
            legend={t.which}
            hideLegend
            name="case-state"
            value={state}
            onChange={setState}
            choices={caseStates.map((value) => ({ value, label: t.states[value] }))}
          />
        </div>
        <Listing
          items={data}
          problem={problem}
          retry={retry}
          skeleton={{ count: 4, className: 'h-28 rounded-card' }}
          empty={<Empty icon={<IconModeration className="size-6" />} title={t.empty[state]} />}
        >
          {(cases) => (
            <InfiniteList
              items={cases}
              keyOf={({ id }) => id}
              more={more}
              className="grid grid-cols-1 gap-3"
            >
              {(one) => <CaseLine about={one} />}
            </InfiniteList>
          )}
        </Listing>
      </Page>
    </div>
  );
}

function CaseLine({ about }: { readonly about: ModerationCaseInBrief }) {
  const t = useTexts(moderationTexts);
  const { owner, snapshots, reportCount } = about;
  const said = snapshots[0];
  return (
    <article className="relative flex gap-3.5 rounded-card border border-line bg-surface p-4 shadow-card transition-colors hover:bg-raised sm:p-5">
      {owner ? <Avatar person={owner} /> : <span className="size-11 rounded-full bg-sunken" />}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link
            to={`/app/moderation/${about.id}`}
            className="rounded font-semibold before:absolute before:inset-0 before:rounded-card"
          >
            {t.about(t.kinds[about.kind], owner ? nameOf(owner) : t.someone)}
          </Link>
          <RelativeTime at={about.openedAt} className="text-sm text-ink-soft" />
        </p>
        {said && (
          <p className="mt-1 line-clamp-2 wrap-anywhere text-ink-soft">
            {said.text === '' ? t.noWords : said.text}
          </p>
        )}
        <p className="mt-2.5 flex flex-wrap gap-1.5">
          <Chip strong>{reportCount > 0 ? t.reportCount(reportCount) : t.byRules}</Chip>
          {about.reasons.map((reason) => (
            <Chip key={reason}>{t.reasons[reason]}</Chip>
          ))}
          {about.rules.map((rule) => (
            <Chip key={rule}>{rule}</Chip>
          ))}
        </p>
      </div>
    </article>
  );
}

interface ChipProps {
  readonly strong?: boolean;
  readonly children: string;
}

function Chip({ strong = false, children }: ChipProps) {
  return (
    <span
      className={clsx(
        'rounded-full px-2.5 py-0.5 text-sm font-medium',
        strong ? 'bg-blaze-wash text-blaze-ink' : 'bg-sunken text-ink',
      )}
    >
      {children}
    </span>
  );
}
