// What ties one person to another, as it is in the store, and the parts of transactions that change it.
//
// Each part is on condition that what it changes is as it was read: when somebody was faster the commit fails, and the
// service looks again.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe.hpp>

#include "base/task.h"
#include "platform/store/store.h"
#include "product/social/keys.h"

namespace waymark::social {

/// A follow: since when, and whether it is in the counts of both (counting.h).
struct Follow {
  Instant since;
  bool counted = false;
};
BOOST_DESCRIBE_STRUCT(Follow, (), (since, counted))

/// Between `from` and `to`, in both directions.
struct Ties {
  UserId from;
  UserId to;
  bool to_exists = false;
  bool to_is_public = false;
  std::optional<Follow> follow;  // from → to
  std::optional<Follow> follow_back;
  bool asked = false;  // from asks to follow
  bool asked_back = false;
  bool block = false;
  bool block_back = false;
  bool mute = false;
};

/// Any reactor.
class TieRepository {
 public:
  explicit TieRepository(store::Store& store) : store_(store) {}

  /// One read.
  Task<Ties> read(UserId from, UserId to) const;
  /// How many partitions the new followers of somebody are spread over.
  Task<std::uint32_t> shards(UserId user) const;

  static void add_follow(store::Transaction& transaction, UserId follower, UserId followee,
                         std::uint32_t shards, Instant now);
  /// A follow that was counted leaves a note, so that it is taken back from the counts.
  static void end_follow(store::Transaction& transaction, UserId follower, UserId followee,
                         const Follow& follow);
  static void no_follow(store::Transaction& transaction, UserId follower, UserId followee);
  static void ask(store::Transaction& transaction, UserId follower, UserId followee, Instant now);
  static void end_asking(store::Transaction& transaction, UserId follower, UserId followee);
  static void no_asking(store::Transaction& transaction, UserId follower, UserId followee);
  /// Neither has blocked the other.
  static void no_block(store::Transaction& transaction, UserId one, UserId other);
  /// A block or mute, `key`, of `owner`; `count` is the name of its number in the tally, `limit` its bound.
  static void add_mark(store::Transaction& transaction, UserId owner, store::Key key,
                       std::string count, std::int64_t limit, Instant now);
  static void remove_mark(store::Transaction& transaction, UserId owner, store::Key key,
                          std::string count);

 private:
  store::Store& store_;
};

}  // namespace waymark::social
