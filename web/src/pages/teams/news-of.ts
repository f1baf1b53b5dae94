// What an event of a team is worth telling.
import { nameOf } from '@/components/people/avatar';
import type { TeamProgress, TeamWithRoad } from '@/models';

export type NewsItem = { readonly key: string; readonly at: string } & (
  | { readonly kind: 'pass'; readonly who: string; readonly whom: string }
  | { readonly kind: 'milestone'; readonly title: string }
  | { readonly kind: 'finish'; readonly title: string }
);

/** The newest last step first: the finish, milestones, who passed whom. Who is not known (yet) is not told of. */
export function newsOf(progress: TeamProgress, team: TeamWithRoad): NewsItem[] {
  const { journeyId, cursor, at, unlocked, passes, finished } = progress;
  const road = team.journeys.find((one) => one.journeyId === journeyId);
  if (!road) return [];
  const names = new Map(
    road.members.nodes.map(({ userId, person }) => [userId, person && nameOf(person)]),
  );
  const items: NewsItem[] = [];
  if (finished && road.finishedAt === null) {
    items.push({ key: `${cursor}-finish`, at, kind: 'finish', title: road.journey.title });
  }
  for (const id of unlocked) {
    const title = road.journey.milestones.find((one) => one.id === id)?.title;
    const known = road.unlocked.some((one) => one.id === id);
    if (title !== undefined && !known) {
      items.push({ key: `${cursor}-${id}`, at, kind: 'milestone', title });
    }
  }
  for (const { userId, passedId } of passes) {
    const who = names.get(userId);
    const whom = names.get(passedId);
    if (who && whom)
      items.push({ key: `${cursor}-${userId}-${passedId}`, at, kind: 'pass', who, whom });
  }
  return items;
}
