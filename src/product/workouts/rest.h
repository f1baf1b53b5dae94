// The REST edge of workouts.
//
//   POST /api/workouts          WorkoutInput as JSON → 201 Workout
#pragma once

namespace waymark::http {
class Router;
}

namespace waymark::workouts {

class Workouts;

/// What is borrowed outlives the router.
void add_routes(http::Router& router, const Workouts& workouts);

}  // namespace waymark::workouts
