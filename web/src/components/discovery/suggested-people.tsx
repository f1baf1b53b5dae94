import { discoveryTexts } from '@/i18n/discovery';
import { useTexts } from '@/i18n/texts';
import { useDismissSuggestion, useSuggestedPeople } from '@/lib/apiSearch';
import type { Suggestion } from '@/models';
import { IconClose } from '../icons';
import { nameOf } from '../people/avatar';
import { FollowButton } from '../people/follow-button';
import { PersonLine } from '../people/person-row';
import { Button } from '../ui/button';
import { Section } from '../ui/card';
import { Listing } from '../ui/listing';
import { useAttempt } from '../use-attempt';
import { reasonText } from './reason';

/** People one might like to follow, each with why. */
export function SuggestedPeople({ most = 5 }: { readonly most?: number }) {
  const t = useTexts(discoveryTexts);
  const { data, problem, retry } = useSuggestedPeople(most);
  return (
    <Section title={t.suggested}>
      <Listing
        items={data}
        problem={problem}
        retry={retry}
        skeleton={{ count: 3, className: 'h-14' }}
        empty={<p className="text-ink-soft">{t.noSuggestions}</p>}
      >
        {(suggestions) => (
          <ul className="-mx-2 grid grid-cols-1 gap-2">
            {suggestions.map((suggestion) => (
              <li key={suggestion.person.id}>
                <SuggestionRow suggestion={suggestion} />
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Section>
  );
}

function SuggestionRow({ suggestion }: { readonly suggestion: Suggestion }) {
  const t = useTexts(discoveryTexts);
  const dismiss = useDismissSuggestion();
  const { attempt } = useAttempt();
  const { person, reasons } = suggestion;
  const { follows, requested } = person.relation;
  return (
    <>
      <PersonLine
        person={person}
        note={<span className="w-full">{reasonText(reasons, t)}</span>}
        action={
          !follows &&
          !requested && (
            <Button
              look="plain"
              size="icon"
              className="text-ink-soft"
              aria-label={t.dismiss(nameOf(person))}
              title={t.dismiss(nameOf(person))}
              onClick={() => void attempt(() => dismiss({ id: person.id }))}
            >
              <IconClose className="size-4.5" />
            </Button>
          )
        }
      />
      {/* Under the name: beside it there is no room for the reason. */}
      <div className="-mt-1 mb-1 pl-16.5">
        <FollowButton person={person} />
      </div>
    </>
  );
}
