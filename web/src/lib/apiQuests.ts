// Quests.
import type { ApolloCache } from '@apollo/client';
import { CancelQuestDocument, CreateQuestDocument, QuestsDocument } from '@/generated/quests';
import type { Quest } from '@/models';
import { paged, prepend, useChange, useReading, type PagedReading } from './apiHooks';

const questsPerPage = 50;

/** All quests, newest first, whatever became of them. */
export function useQuests(): PagedReading<Quest> {
  const reading = useReading(QuestsDocument, { first: questsPerPage });
  return paged(reading, reading.data?.myQuests);
}

export function useCreateQuest() {
  return useChange(CreateQuestDocument, { update: showNewQuest });
}

const showNewQuest = (cache: ApolloCache, data: { createQuest: { id: string } }) => {
  prepend(cache, 'myQuests', 'Quest', data.createQuest.id);
};

export function useCancelQuest() {
  return useChange(CancelQuestDocument);
}
