// The resolvers of world.graphql over a handful of people and pets, for tests of execution. execution/world.mjs
// tells the same in JavaScript, for the reference implementation.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "platform/graphql/bindings.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql::testing {

/// The text of world.graphql.
std::string world_sdl();
/// Throws std::runtime_error when it does not load.
std::shared_ptr<const Schema> world_schema();
/// Counters start at 0 for each call.
Bindings world_bindings();
/// How many sources of `once` are there now.
std::atomic<int>& live_sources();

}  // namespace waymark::graphql::testing
