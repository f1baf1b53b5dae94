import { Link } from 'react-router';
import { discoveryTexts } from '@/i18n/discovery';
import { useTexts } from '@/i18n/texts';
import { useTrendingTags } from '@/lib/apiSearch';
import { Section } from '../ui/card';
import { Listing } from '../ui/listing';

/** Tags that many have used lately. */
export function TrendingTags({ most = 8 }: { readonly most?: number }) {
  const t = useTexts(discoveryTexts);
  const { data, problem, retry } = useTrendingTags(most);
  return (
    <Section title={t.trending}>
      <Listing
        items={data}
        problem={problem}
        retry={retry}
        skeleton={{ count: 4, className: 'h-10' }}
        empty={<p className="text-ink-soft">{t.noTrends}</p>}
      >
        {(tags) => (
          <ul className="-mx-2 grid grid-cols-1">
            {tags.map(({ tag, people }) => (
              <li
                key={tag}
                className="relative flex min-h-11 items-center gap-3 rounded-xl px-2 transition-colors hover:bg-sunken/70"
              >
                <Link
                  to={`/app/tags/${encodeURIComponent(tag)}`}
                  className="min-w-0 flex-1 truncate rounded font-semibold before:absolute before:inset-0 before:rounded-xl"
                >
                  #{tag}
                </Link>
                <span className="shrink-0 text-sm text-ink-soft">{t.trendingPeople(people)}</span>
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Section>
  );
}
