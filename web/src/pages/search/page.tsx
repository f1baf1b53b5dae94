import { useEffect, useRef, useState, type RefObject } from 'react';
import { useLocation, useNavigate, useNavigationType, useSearchParams } from 'react-router';
import { SuggestedPeople } from '@/components/discovery/suggested-people';
import { TrendingTags } from '@/components/discovery/trending-tags';
import { IconSearch } from '@/components/icons';
import { Page } from '@/components/layout/page';
import { controlLook } from '@/components/ui/field';
import { TabLinks } from '@/components/ui/tab-links';
import { discoveryTexts } from '@/i18n/discovery';
import { useTexts } from '@/i18n/texts';
import { longestQuery } from '@/lib/apiSearch';
import { useSlashKey } from '@/lib/useSlashKey';
import { kinds, searchPath, type Kind } from './kinds';
import { Results } from './results';

/** How long the typing must pause before it is looked for. */
const pauseMs = 250;

/** What is looked for stands in the address; it follows what is typed. */
export default function SearchPage() {
  const t = useTexts(discoveryTexts);
  const [parameters] = useSearchParams();
  const box = useRef<HTMLInputElement>(null);
  const cameBack = useNavigationType() === 'POP';
  const query = (parameters.get('q') ?? '').trim();
  const kind = kinds.find((one) => one === parameters.get('kind')) ?? 'all';
  return (
    <div className="mx-auto max-w-3xl">
      {/* Who comes back goes on reading; a phone would put its keyboard over the results. */}
      <Page title={t.title} {...(!cameBack && { focus: box })}>
        <SearchBox box={box} query={query} kind={kind} />
        {query === '' ? (
          <Start />
        ) : (
          <>
            <TabLinks
              label={t.kindsLabel}
              chosen={kind}
              tabs={kinds.map((one) => ({
                key: one,
                to: searchPath(query, one),
                text: t.kinds[one],
              }))}
            />
            <Results query={query} kind={kind} />
          </>
        )}
      </Page>
    </div>
  );
}

interface SearchBoxProps {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly kind: Kind;
}

function SearchBox({ box, query, kind }: SearchBoxProps) {
  const t = useTexts(discoveryTexts);
  const navigate = useNavigate();
  const [text, setText] = useState(query);
  const typedHere = useTypedHere();
  // Where the address does not come from the box (a link, the way back), the box follows it.
  const [known, setKnown] = useState(query);
  if (known !== query) {
    setKnown(query);
    if (!typedHere && text.trim() !== query) setText(query);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useSlashKey(() => box.current?.select());
  const look = (words: string) => {
    clearTimeout(timer.current);
    void navigate(searchPath(words, kind), { replace: true, state: typed });
  };
  return (
    <form
      role="search"
      className="relative mb-5"
      onSubmit={(event) => {
        event.preventDefault();
        look(text);
      }}
    >
      <IconSearch
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-ink-soft"
      />
      <input
        ref={box}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="none"
        maxLength={longestQuery}
        aria-label={t.box}
        placeholder={t.boxHint}
        className={`${controlLook} min-h-13 rounded-2xl pl-12! text-lg`}
        value={text}
        onChange={(event) => {
          const words = event.target.value;
          setText(words);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            look(words);
          }, pauseMs);
        }}
      />
    </form>
  );
}

/** Marks an address that the box has made. */
const typed = { typed: true };

function useTypedHere(): boolean {
  const state = useLocation().state as Partial<typeof typed> | null;
  return useNavigationType() !== 'POP' && state?.typed === true;
}

/** Before anything is looked for: how it is done, and what there is to find. */
function Start() {
  const t = useTexts(discoveryTexts);
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="px-1">
        <h2 className="text-xl font-semibold">{t.start}</h2>
        <p className="mt-1 text-ink-soft">{t.startHint}</p>
      </div>
      <SuggestedPeople />
      <TrendingTags />
    </div>
  );
}
