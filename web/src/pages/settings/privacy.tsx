import type { ReactNode } from 'react';
import { useViewer } from '@/components/layout/viewer';
import { PersonRow } from '@/components/people/person-row';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { SelectField } from '@/components/ui/field';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { LoadFailed, SkeletonList } from '@/components/ui/states';
import { useAttempt } from '@/components/use-attempt';
import { nameOf } from '@/components/people/avatar';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import type { PagedReading } from '@/lib/apiHooks';
import {
  useBlockedUsers,
  useMutedUsers,
  useSharing,
  useUnmute,
  useUpdateSharing,
} from '@/lib/apiPeople';
import { useSaveProfile } from '@/lib/apiProfile';
import { audiences, sharedKinds, type Audience, type Person } from '@/models';

/** Who sees the profile, and who the things that happen. Each choice is saved as it is made. */
export function Privacy() {
  const t = useTexts(peopleTexts);
  const { me } = useViewer();
  const save = useSaveProfile();
  const { attempt } = useAttempt();
  return (
    <Section title={t.privacy}>
      <Choices
        legend={t.visibility}
        name="visibility"
        look="cards"
        value={me.visibility}
        onChange={(visibility) => void attempt(() => save({ input: { visibility } }))}
        choices={audiences.map((value) => ({
          value,
          label: t.visibilities[value].name,
          text: t.visibilities[value].text,
        }))}
      />
      <SharingChoices />
    </Section>
  );
}

function SharingChoices() {
  const t = useTexts(peopleTexts);
  const { data, problem, retry } = useSharing();
  const update = useUpdateSharing();
  const { attempt } = useAttempt();
  if (!data) {
    return problem ? (
      <LoadFailed problem={problem} retry={retry} />
    ) : (
      <SkeletonList count={3} className="h-12" />
    );
  }
  return (
    <fieldset className="mt-6 border-t border-line pt-5">
      <legend className="float-left w-full font-semibold">{t.sharing}</legend>
      <p className="clear-both mb-4 text-sm text-ink-soft">{t.sharingText}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {sharedKinds.map((kind) => (
          <SelectField
            key={kind}
            label={t.kinds[kind]}
            value={data.mySharing[kind]}
            onChange={(event) => {
              const audience = event.target.value as Audience;
              void attempt(() => update({ input: { [kind]: audience } }));
            }}
          >
            {audiences.map((audience) => (
              <option key={audience} value={audience}>
                {t.audiences[audience]}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
    </fieldset>
  );
}

export function HiddenPeople() {
  const t = useTexts(peopleTexts);
  return (
    <>
      <Section title={t.blockedPeople}>
        <Hidden reading={useBlockedUsers()} empty={t.nobodyBlocked} />
      </Section>
      <Section title={t.mutedPeople}>
        <Hidden
          reading={useMutedUsers()}
          empty={t.nobodyMuted}
          action={(person) => <Unmute person={person} />}
        />
      </Section>
    </>
  );
}

interface HiddenProps {
  readonly reading: PagedReading<Person>;
  readonly empty: string;
  readonly action?: (person: Person) => ReactNode;
}

function Hidden({ reading, empty, action }: HiddenProps) {
  return (
    <Listing
      items={reading.data}
      problem={reading.problem}
      retry={reading.retry}
      skeleton={{ count: 1, className: 'h-14' }}
      empty={<p className="text-ink-soft">{empty}</p>}
    >
      {(people) => (
        <>
          <ul className="-mx-2 grid grid-cols-1 gap-1">
            {people.map((person) => (
              <li key={person.id}>
                <PersonRow person={person} {...(action && { action: action(person) })} />
              </li>
            ))}
          </ul>
          <More more={reading.more} />
        </>
      )}
    </Listing>
  );
}

function Unmute({ person }: { readonly person: Person }) {
  const t = useTexts(peopleTexts);
  const unmute = useUnmute();
  const { busy, attempt } = useAttempt();
  return (
    <Button
      look="quiet"
      size="small"
      busy={busy}
      aria-label={`${t.unmute} ${nameOf(person)}`}
      onClick={() => void attempt(() => unmute({ id: person.id }))}
    >
      {t.unmute}
    </Button>
  );
}
