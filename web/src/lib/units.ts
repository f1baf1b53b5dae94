// The units people type and the units the server counts in.
import type { QuestMetric } from '@/models';

/** How many of the server's units (metres, seconds, pieces) one of the units people type is. */
export const metricFactor: Record<QuestMetric, number> = {
  DISTANCE_METRES: 1000,
  MOVING_SECONDS: 60,
  CLIMB_METRES: 1,
  WORKOUTS: 1,
  TASKS_DONE: 1,
};

export function toServerUnits(metric: QuestMetric, typed: number): number {
  return Math.round(typed * metricFactor[metric] * 1000) / 1000;
}
