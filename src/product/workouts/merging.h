// One workout of many sources.
//
// A workout is a pure function of its sources and of what was set by hand: in whatever order sources come, go and come
// again, the same set gives the same workout. By field, the first source that has it counts, in the order FIT, TCX, GPX,
// Apple Health, CSV, by hand; of two of a kind the one
// whose clock was right, then the one that began earlier, then the one with the lesser fingerprint.
// Fields that only make sense together come from one source: start, end, times and zone; distance, speeds and best
// efforts; climb and descent; heart rates; cadences; powers. What was set by hand wins; texts that were typed are always
// set by hand (Edits). A distance set by hand leaves no best efforts: they were of another distance.
#pragma once

#include <vector>

#include "product/workouts/source.h"

namespace waymark::workouts {

/// FIT first.
int rank_of(WorkoutSource source);

/// In the order in which they count.
void order(std::vector<Source>& sources);

/// `stored` with all that follows from its sources (1 or more) and its edits; id, creation, version and visibility stay.
StoredWorkout canonical(StoredWorkout stored, std::vector<Source> sources);

}  // namespace waymark::workouts
