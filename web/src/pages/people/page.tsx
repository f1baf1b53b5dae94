import { useState } from 'react';
import { useNavigate } from 'react-router';
import { SuggestedPeople } from '@/components/discovery/suggested-people';
import { Page } from '@/components/layout/page';
import { AnswerButtons } from '@/components/people/answer-buttons';
import { nameOf } from '@/components/people/avatar';
import { PeopleRows } from '@/components/people/people-rows';
import { profilePath } from '@/components/people/person-row';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { TextField } from '@/components/ui/field';
import { Listing } from '@/components/ui/listing';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import type { PagedReading } from '@/lib/apiHooks';
import {
  useAcceptFollow,
  useDeclineFollow,
  useFindPerson,
  useFollowRequests,
  useSentFollowRequests,
} from '@/lib/apiPeople';
import type { Person } from '@/models';

export default function PeoplePage() {
  const t = useTexts(peopleTexts);
  const requests = useFollowRequests();
  const sent = useSentFollowRequests();
  return (
    <Page title={t.title}>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <Section title={t.requests}>
            {requests.data !== undefined && requests.data.length > 0 && (
              <p className="-mt-2 mb-3 text-ink-soft">{t.requestsText}</p>
            )}
            <Rows reading={requests} empty={t.noRequests} answering />
          </Section>
          <Section title={t.sentRequests}>
            <Rows reading={sent} empty={t.noSentRequests} />
          </Section>
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <SuggestedPeople />
          <Find />
        </div>
      </div>
    </Page>
  );
}

interface RowsProps {
  readonly reading: PagedReading<Person>;
  readonly empty: string;
  readonly answering?: boolean;
}

function Rows({ reading, empty, answering = false }: RowsProps) {
  return (
    <Listing
      items={reading.data}
      problem={reading.problem}
      retry={reading.retry}
      skeleton={{ count: 2, className: 'h-14' }}
      empty={<p className="text-ink-soft">{empty}</p>}
    >
      {(people) => (
        <div className="-mx-2">
          <PeopleRows
            people={people}
            more={reading.more}
            {...(answering && { action: (person: Person) => <Answer person={person} /> })}
          />
        </div>
      )}
    </Listing>
  );
}

/** Yes or no to somebody who asked to follow. */
function Answer({ person }: { readonly person: Person }) {
  const t = useTexts(peopleTexts);
  const accept = useAcceptFollow();
  const decline = useDeclineFollow();
  const { busy, attempt } = useAttempt();
  const { id } = person;
  const name = nameOf(person);
  return (
    <AnswerButtons
      accept={{ text: t.acceptShort, label: t.accept(name) }}
      decline={{ text: t.declineShort, label: t.decline(name) }}
      busy={busy}
      onAccept={() =>
        void attempt(async () => {
          await accept({ id });
          toast(t.accepted(name));
        })
      }
      onDecline={() => void attempt(() => decline({ id }))}
    />
  );
}

/** To the profile of somebody whose nickname one knows. */
function Find() {
  const t = useTexts(peopleTexts);
  const navigate = useNavigate();
  const find = useFindPerson();
  const { busy, attempt } = useAttempt();
  const [nickname, setNickname] = useState('');
  const [missing, setMissing] = useState(false);
  const wanted = nickname.trim().replace(/^@/, '');
  const look = () =>
    attempt(async () => {
      const person = await find(wanted);
      setMissing(person === null);
      if (person) await navigate(profilePath(person));
    });
  return (
    <Section title={t.find}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== '') void look();
        }}
      >
        <TextField
          label={t.nickname}
          hint={t.findText}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={nickname}
          error={missing ? t.noSuchPerson : undefined}
          onChange={(event) => {
            setNickname(event.target.value);
            setMissing(false);
          }}
        />
        <Button type="submit" look="quiet" busy={busy}>
          {t.go}
        </Button>
      </form>
    </Section>
  );
}
