// Arguments of workouts as the rules take them.
#pragma once

#include "platform/graphql/call.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {

/// `input: WorkoutUpdate`: what is absent stays, null takes away. Error(invalid_input) when null is given for what a
/// workout cannot be without.
WorkoutChanges changes_of(const graphql::Call& call);

/// `input: WorkoutVisibilityInput`.
VisibilityChanges visibility_of(const graphql::Call& call);

/// `filter: WorkoutFilter`; everything when it is absent.
WorkoutFilter filter_of(const graphql::Call& call);

}  // namespace waymark::workouts
