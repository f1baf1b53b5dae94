// The activities of all whom somebody follows, and their own, newest first: a k-way merge, in one of two ways that give
// the same.
//
// *Fan-in*: of every followee, their activities. What a head says (heads.h) is enough to leave most of them unread.
//
// *Hybrid*: the activities of promoted people have been put into the viewer's feed (fan_out.h), and are read there, all in
// one. A feed holds of a promoted person what is
//   after  the place at which they were promoted,
//   after  the time at which the viewer began to follow them, and a while more (kSettling): a fan-out that had begun
//          before may have passed the viewer by,
//   after  the feed's floor: a feed keeps its newest items (fan_out.h), and those for kKeptFor,
//   up to  where their fan-out has come.
// Whatever lies outside is read at its owner's, so nothing is missing and nothing comes twice, whatever has been promoted,
// demoted, followed, unfollowed, cut off or not yet fanned out: docs/decisions/feed.md.
#pragma once

#include <memory>
#include <vector>

#include "product/feed/head_memory.h"
#include "product/feed/loser_tree.h"
#include "product/feed/stream.h"
#include "product/social/graph.h"

namespace waymark::feed {

inline constexpr std::chrono::seconds kSettling{60};
inline constexpr std::chrono::days kKeptFor{45};

enum class Way { fan_in, hybrid };

/// Lives as long as its request, on one reactor.
class Merge {
 public:
  /// Of whom the viewer follows, of themselves, and of `groups` (actor_of), which are read at their own in both ways.
  /// What comes before `below`, or everything when that is empty.
  static Task<std::unique_ptr<Merge>> of_home(store::Store& store, const social::Graph& graph,
                                              HeadMemory& heads, UserId viewer,
                                              std::vector<UserId> groups, Way way, Place below,
                                              Instant now);
  /// One person's.
  static Task<std::unique_ptr<Merge>> of_person(store::Store& store, HeadMemory& heads,
                                                UserId person, Place below);

  /// The next activity, nullopt when there is none.
  Task<std::optional<Candidate>> next();
  /// Reads the first of those streams that will be wanted for `entries` entries, beside each other.
  Task<void> prepare(std::size_t entries);

 private:
  struct Later {
    const std::vector<Stream>* streams;
    bool operator()(std::size_t a, std::size_t b) const {
      return (*streams)[a].bound() > (*streams)[b].bound();
    }
  };

  explicit Merge(store::Store& store) : store_(store) {}
  void add(UserId actor, const Range& range, const Place& last);
  void add_followee(const social::Followee& followee, const Head& head, const Place& below,
                    const Place& floor);

  store::Store& store_;
  Spreads spreads_;
  std::vector<Stream> streams_;
  std::unique_ptr<LoserTree<Later>> tree_;
};

}  // namespace waymark::feed
