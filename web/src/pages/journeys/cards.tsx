import { Link } from 'react-router';
import { teamPath } from '@/components/journeys/team-journey-card';
import { IconGoal, IconJourney } from '@/components/icons';
import { BackLink, Page } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Card } from '@/components/ui/card';
import { InfiniteList } from '@/components/ui/infinite-list';
import { Listing } from '@/components/ui/listing';
import { Empty } from '@/components/ui/states';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useMyCards } from '@/lib/apiJourneys';
import { dayOf } from '@/lib/time';
import type { JourneyCard } from '@/models';

/** The cards that one's teams have unlocked. */
export default function CardsPage() {
  const t = useTexts(journeysTexts);
  const cards = useMyCards();
  return (
    <>
      <BackLink to="/app/journeys">{t.back}</BackLink>
      <Page title={t.cards} lead={t.cardsLead}>
        <Listing
          items={cards.data}
          problem={cards.problem}
          retry={cards.retry}
          skeleton={{ count: 4, className: 'h-40 rounded-card' }}
          empty={
            <Empty
              icon={<IconJourney className="size-6" />}
              title={t.noCards}
              text={t.noCardsHint}
            />
          }
        >
          {(all) => (
            <InfiniteList
              items={all}
              keyOf={({ id }) => id}
              more={cards.more}
              className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3"
            >
              {(card) => <CardOf card={card} />}
            </InfiniteList>
          )}
        </Listing>
      </Page>
    </>
  );
}

function CardOf({ card }: { readonly card: JourneyCard }) {
  const { me, format } = useViewer();
  const { kind, title, text, journeyTitle, at, pictureUrl } = card;
  const Icon = kind === 'FINISH' ? IconGoal : IconJourney;
  return (
    <Card className="relative flex h-full flex-col overflow-hidden transition-colors hover:border-line-strong">
      {pictureUrl === null ? (
        <div className="contours grid h-24 place-items-center bg-blaze-wash text-blaze-ink">
          <Icon aria-hidden="true" className="size-9" />
        </div>
      ) : (
        <img src={pictureUrl} alt="" loading="lazy" className="aspect-[5/2] w-full object-cover" />
      )}
      <div className="flex flex-1 flex-col gap-1.5 p-4 sm:p-5">
        <h2 className="text-lg leading-snug font-semibold">
          <Link
            to={teamPath(card)}
            className="rounded wrap-anywhere before:absolute before:inset-0 before:rounded-card"
          >
            {title}
          </Link>
        </h2>
        {text !== '' && <p className="text-[0.95rem] wrap-anywhere">{text}</p>}
        <p className="mt-auto pt-1 text-sm text-ink-soft">
          {`${journeyTitle} · ${format.day(dayOf(at, me.timeZone))}`}
        </p>
      </div>
    </Card>
  );
}
