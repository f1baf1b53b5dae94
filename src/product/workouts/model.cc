#include "product/workouts/model.h"

namespace waymark::workouts {

WorkoutVisibility with(WorkoutVisibility visibility, const VisibilityChanges& changes) {
  if (changes.workout) visibility.workout = *changes.workout;
  if (changes.map) visibility.map = *changes.map;
  if (changes.heart_rate) visibility.heart_rate = *changes.heart_rate;
  if (changes.location) visibility.location = *changes.location;
  return visibility;
}

}  // namespace waymark::workouts
