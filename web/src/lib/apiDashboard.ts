// What the first page shows, in one query, and the rewards.
import { DashboardDocument, RewardsDocument } from '@/generated/dashboard';
import type { DashboardQuery } from '@/generated/graphql';
import type { Rewards } from '@/models';
import { useReading, type Reading } from './apiHooks';

export function useDashboard(): Reading<DashboardQuery> {
  return useReading(DashboardDocument, {});
}

export function useRewards(): Reading<{ readonly myRewards: Rewards }> {
  return useReading(RewardsDocument, {});
}
