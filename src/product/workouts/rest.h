// The REST edge of workouts.
//
//   POST /api/workouts          WorkoutInput as JSON → 201 Workout
//   POST /api/workouts/import   a GPX file of up to 64 MiB, as the body or as multipart/form-data
//                               (`file`, `type`, `title`); ?type= and ?title= → 201 Workout
#pragma once

namespace waymark::http {
class Router;
}

namespace waymark::workouts {

class GpxImport;
class Workouts;

/// What is borrowed outlives the router.
void add_routes(http::Router& router, const Workouts& workouts, GpxImport& import);

}  // namespace waymark::workouts
