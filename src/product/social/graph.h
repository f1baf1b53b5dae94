// The follow graph as feeds read it: everyone at once, by parts, without regard to who asks.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/task.h"
#include "base/time.h"
#include "platform/store/store.h"
#include "product/social/model.h"

namespace waymark::social {

struct Followee {
  UserId id;
  Instant since;
};

struct FollowerPage {
  std::vector<UserId> ids;
  std::optional<store::Cursor> next;
};

/// Reads only. One for the whole server, any reactor; borrows the store.
class Graph {
 public:
  explicit Graph(store::Store& store) : store_(store) {}

  /// All whom somebody follows: kFolloweeLimit at most, but for what has come beyond it by a race.
  Task<std::vector<Followee>> followees(UserId user) const;
  /// In how many parts the followers of somebody lie; each is read on its own.
  Task<std::uint32_t> parts(UserId user) const;
  /// Up to `limit` (1 to 1,000) followers of one part.
  Task<FollowerPage> followers(UserId user, std::uint32_t part, std::optional<store::Cursor> after,
                               std::uint32_t limit) const;
  /// In the order of `users`.
  Task<std::vector<Sharing>> sharings(std::vector<UserId> users) const;

 private:
  store::Store& store_;
};

}  // namespace waymark::social
