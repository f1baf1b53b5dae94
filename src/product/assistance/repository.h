// Requests for help and their answers as items (keys.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/store/listing.h"
#include "product/assistance/model.h"

namespace waymark::assistance {

class AssistanceRepository {
 public:
  explicit AssistanceRepository(store::Store& store) : store_(store) {}

  Task<std::optional<Assistance>> find(AssistanceId id) const;
  /// In the order of `ids`, at most 100.
  Task<std::vector<std::optional<Assistance>>> find_all(std::vector<AssistanceId> ids) const;
  /// What somebody has asked, newest first.
  Task<store::ListedPage> asked_by(UserId user, store::PageRequest request) const;
  /// Oldest first.
  Task<store::ListedPage> answers(AssistanceId id, store::PageRequest request) const;
  /// Places of open requests with a tag (as in keys), newest first, below a place. A place ends in the request's id.
  Task<std::vector<std::string>> open_with(std::string tag, std::optional<std::string> below,
                                           std::uint32_t at_most) const;
  Task<std::int64_t> thanks_of(UserId user) const;

  // Parts of a commit.

  /// Fails at its first operation when the goal has an open request already.
  static void add(store::Transaction& transaction, const Assistance& made);
  /// Fails when it is not as it was read. A closed one is found by its tags no longer.
  static void put(store::Transaction& transaction, const Assistance& before, Assistance after);
  static void add(store::Transaction& transaction, AssistanceId id, const Answer& answer);
  static void count_thanks(store::Transaction& transaction, UserId helper, std::int64_t change);

 private:
  store::Store& store_;
};

}  // namespace waymark::assistance
