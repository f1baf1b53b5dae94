import type { DiscoveryTexts } from '@/i18n/discovery';
import type { Suggestion } from '@/models';

const mostReasons = 2;
const mostTags = 3;

/** Why somebody is suggested, the best reasons in a line. */
export function reasonText(
  reasons: Suggestion['reasons'],
  { reasons: t }: Pick<DiscoveryTexts, 'reasons'>,
): string {
  return reasons
    .slice(0, mostReasons)
    .map(({ kind, tags }) => {
      const named = tags.slice(0, mostTags).join(', ');
      switch (kind) {
        case 'SHARED_TAGS':
          return t.tags(named);
        case 'SIMILAR_GOALS':
          return t.goals(named);
        case 'SAME_LANGUAGE':
          return t.language;
        case 'SAME_TIME_ZONE':
          return t.timeZone;
      }
    })
    .join(' · ');
}
