// Journeys that people make, as items (keys.h). Reads, and parts of commits; the rules are elsewhere.
#pragma once

#include <optional>
#include <vector>

#include "platform/store/listing.h"
#include "platform/store/store.h"
#include "product/journeys/model.h"

namespace waymark::journeys {

class JourneyRepository {
 public:
  explicit JourneyRepository(store::Store& store) : store_(store) {}

  Task<std::optional<Journey>> find(JourneyId id) const;
  /// The newest first.
  Task<store::ListedPage> made_by(UserId owner, store::PageRequest request) const;
  static Journey from_item(const store::Item& item);

  // Parts of a commit. What each fails at is said.

  /// Two operations; the second fails at the limit.
  static void add(store::Transaction& transaction, const Journey& journey, std::int64_t limit);
  /// When the version is not that of `before`.
  static void update(store::Transaction& transaction, const Journey& before, const Journey& after);
  /// Two operations; the first fails when the version is another, or a team has been on it.
  static void remove(store::Transaction& transaction, const Journey& journey);
  /// One team more is on it; when it is gone.
  static void count_team(store::Transaction& transaction, JourneyId id);

 private:
  store::Store& store_;
};

}  // namespace waymark::journeys
