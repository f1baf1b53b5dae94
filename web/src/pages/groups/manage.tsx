import type { ReactNode } from 'react';
import { AnswerButtons } from '@/components/people/answer-buttons';
import { nameOf } from '@/components/people/avatar';
import { PersonRow } from '@/components/people/person-row';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { InfiniteList } from '@/components/ui/infinite-list';
import { Listing } from '@/components/ui/listing';
import { RelativeTime } from '@/components/ui/relative-time';
import { useAttempt } from '@/components/use-attempt';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import {
  useAcceptCandidate,
  useDeclineCandidate,
  useGroupBans,
  useGroupRequests,
  useLiftBan,
} from '@/lib/apiGroupPeople';
import type { PagedReading } from '@/lib/apiHooks';
import type { Group, GroupCandidate, Person } from '@/models';
import { InvitationLinks } from './invitation-links';

/** For owners and moderators: who wants in, by which links people come, and who may not. */
export function Manage({ group }: { readonly group: Group }) {
  const t = useTexts(groupsTexts);
  const { id } = group;
  return (
    <div className="grid grid-cols-1 gap-5">
      <Section title={t.requests}>
        <Candidates reading={useGroupRequests(id)} empty={t.noRequests}>
          {(person) => <Answer groupId={id} person={person} />}
        </Candidates>
      </Section>
      <InvitationLinks groupId={id} />
      <Section title={t.bans}>
        <Candidates reading={useGroupBans(id)} empty={t.noBans}>
          {(person) => <LiftBan groupId={id} person={person} />}
        </Candidates>
      </Section>
    </div>
  );
}

interface CandidatesProps {
  readonly reading: PagedReading<GroupCandidate>;
  readonly empty: string;
  /** What can be done about one. */
  readonly children: (person: Person) => ReactNode;
}

function Candidates({ reading, empty, children }: CandidatesProps) {
  const t = useTexts(groupsTexts);
  return (
    <Listing
      items={reading.data}
      problem={reading.problem}
      retry={reading.retry}
      skeleton={{ count: 1, className: 'h-14' }}
      empty={<p className="text-ink-soft">{empty}</p>}
    >
      {(all) => (
        <div className="-mx-2">
          <InfiniteList
            items={all}
            keyOf={({ userId }) => userId}
            more={reading.more}
            className="grid grid-cols-1 gap-1"
          >
            {({ person, at }) =>
              person ? (
                <PersonRow
                  person={person}
                  note={<RelativeTime at={at} />}
                  action={children(person)}
                />
              ) : (
                <p className="p-2 text-ink-soft italic">{t.someone}</p>
              )
            }
          </InfiniteList>
        </div>
      )}
    </Listing>
  );
}

interface CandidateProps {
  readonly groupId: string;
  readonly person: Person;
}

function Answer({ groupId, person }: CandidateProps) {
  const t = useTexts(groupsTexts);
  const accept = useAcceptCandidate();
  const decline = useDeclineCandidate();
  const { busy, attempt } = useAttempt();
  const target = { groupId, userId: person.id };
  const name = nameOf(person);
  return (
    <AnswerButtons
      accept={{ text: t.accept, label: t.acceptWhom(name) }}
      decline={{ text: t.decline, label: t.declineWhom(name) }}
      busy={busy}
      onAccept={() => void attempt(() => accept(target))}
      onDecline={() => void attempt(() => decline(target))}
    />
  );
}

function LiftBan({ groupId, person }: CandidateProps) {
  const t = useTexts(groupsTexts);
  const lift = useLiftBan();
  const { attempt } = useAttempt();
  return (
    <Button
      look="quiet"
      size="small"
      aria-label={t.liftWhom(nameOf(person))}
      onClick={() => void attempt(() => lift({ groupId, userId: person.id }))}
    >
      {t.liftBan}
    </Button>
  );
}
