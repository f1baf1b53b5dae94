// The kinds of workouts (SW 3e `type`).
#pragma once

#include <boost/describe.hpp>

namespace waymark::workouts {

enum class WorkoutType { run, walk, hike, ride, swim, row, ski, strength, yoga, other };
BOOST_DESCRIBE_ENUM(WorkoutType, run, walk, hike, ride, swim, row, ski, strength, yoga, other)

}  // namespace waymark::workouts
