// For tests that draw their operations at random.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string_view>

namespace waymark {

/// The same on every run, so that a red test means a change and not a draw. WAYMARK_SEED=<n> takes another, and
/// WAYMARK_SEED=random draws one (`make soak` does). Say it in a SCOPED_TRACE: it repeats the run.
inline std::uint64_t test_seed() {
  const char* given = std::getenv("WAYMARK_SEED");
  if (!given) return 20'261'121;
  if (std::string_view(given) == "random") return std::random_device{}();
  return std::strtoull(given, nullptr, 10);
}

}  // namespace waymark
