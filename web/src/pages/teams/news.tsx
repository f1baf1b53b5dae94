import { IconGoal, IconJourney, IconUp } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { journeysTexts, type JourneysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import type { NewsItem } from './news-of';

const icons = { pass: IconUp, milestone: IconJourney, finish: IconGoal } as const;

/** What happened while one looked. The region is always there, so that it is read out. */
export function News({ items }: { readonly items: readonly NewsItem[] }) {
  const t = useTexts(journeysTexts);
  const { format } = useViewer();
  return (
    <div role="status" className={items.length === 0 ? 'sr-only' : undefined}>
      {items.length > 0 && (
        <Section title={t.justNow}>
          <ul className="grid grid-cols-1 gap-3">
            {items.map((item) => {
              const Icon = icons[item.kind];
              return (
                <li key={item.key} className="flex animate-rise items-center gap-3">
                  <span className="grid size-9 shrink-0 place-items-center rounded-xl bg-blaze-wash text-blaze-ink">
                    <Icon aria-hidden="true" className="size-4.5" />
                  </span>
                  <span className="min-w-0 flex-1 wrap-anywhere">{textOf(item, t)}</span>
                  <span className="text-sm text-ink-soft">{format.time(item.at)}</span>
                </li>
              );
            })}
          </ul>
        </Section>
      )}
    </div>
  );
}

function textOf(item: NewsItem, t: JourneysTexts): string {
  switch (item.kind) {
    case 'pass':
      return t.passed(item.who, item.whom);
    case 'milestone':
      return t.reachedNow(item.title);
    case 'finish':
      return t.finishedNow(item.title);
  }
}
