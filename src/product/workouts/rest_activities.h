// Workouts by MQ's name for them, and one workout by its id.
//
//   POST /api/activities       WorkoutInput as JSON → 201 Workout (as POST /api/workouts)
//   GET  /api/activities       ?type= &from= &to= (RFC 3339, inclusive and exclusive) &first= &after= &fields= → a page,
//                              newest start first
//   GET  /api/activities/{id}  ?fields=   and   GET /api/workouts/{id}: one's own, or another's as far as it is shown
#pragma once

#include "product/workouts/graphql.h"

namespace waymark::http {
class Router;
}

namespace waymark::workouts {

/// What is borrowed outlives the router.
void add_activity_routes(http::Router& router, EdgePorts ports);

}  // namespace waymark::workouts
