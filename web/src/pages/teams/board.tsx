import { clsx } from 'clsx';
import { useState } from 'react';
import { useViewer } from '@/components/layout/viewer';
import { Avatar, nameOf } from '@/components/people/avatar';
import { Section } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useTeamBoard } from '@/lib/apiTeams';
import { boardSpans, type BoardSpan, type TeamMember, type TeamRoad } from '@/models';

/** Who has brought how much: this week, this season, ever. */
export function Board({ road }: { readonly road: TeamRoad }) {
  const t = useTexts(journeysTexts);
  const [span, setSpan] = useState<BoardSpan>('WEEK');
  const board = useTeamBoard(road.teamId, road.journeyId, span);
  return (
    <Section title={t.board}>
      <Choices
        legend={t.board}
        hideLegend
        name="span"
        value={span}
        onChange={setSpan}
        choices={boardSpans.map((value) => ({ value, label: t.spans[value] }))}
      />
      <div className="mt-3">
        <Listing
          items={board.data}
          problem={board.problem}
          retry={board.retry}
          skeleton={{ count: 3, className: 'h-12' }}
          empty={<p className="text-ink-soft">{t.boardEmpty}</p>}
        >
          {(members) => (
            <ol className="-mx-2 grid grid-cols-1 gap-0.5">
              {members.map((member, index) => (
                <li key={member.userId}>
                  <BoardLine
                    member={member}
                    place={index + 1}
                    most={members[0]?.distanceMetres ?? 0}
                  />
                </li>
              ))}
            </ol>
          )}
        </Listing>
      </div>
      <More more={board.more} />
    </Section>
  );
}

interface BoardLineProps {
  readonly member: TeamMember;
  readonly place: number;
  readonly most: number;
}

function BoardLine({ member, place, most }: BoardLineProps) {
  const t = useTexts(journeysTexts);
  const { me, format } = useViewer();
  const { userId, person, distanceMetres, isGone } = member;
  const share = most > 0 ? distanceMetres / most : 0;
  return (
    <div
      className={clsx(
        'flex items-center gap-3 rounded-xl px-2 py-1.5',
        userId === me.id && 'bg-pine-wash',
      )}
    >
      <span className="w-5 text-center font-display font-bold text-ink-soft">{place}</span>
      {person && <Avatar person={person} size="small" />}
      <span className="min-w-0 flex-1">
        <span className="flex justify-between gap-3">
          <span className="truncate font-semibold">{person ? nameOf(person) : t.gone}</span>
          <span className="text-sm font-semibold whitespace-nowrap">
            {format.distance(distanceMetres)}
          </span>
        </span>
        <span aria-hidden="true" className="mt-1 block h-1.5 overflow-hidden rounded-full bg-line">
          <span
            className={clsx('block h-full rounded-full', isGone ? 'bg-line-strong' : 'bg-pine')}
            style={{ width: `${(share * 100).toFixed(1)}%` }}
          />
        </span>
      </span>
    </div>
  );
}
