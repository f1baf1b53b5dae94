// Which activities somebody sees: the one place where that is decided.
//
// Of nobody from whom the viewer is hidden, or who is hidden from them; in a home feed, of nobody who is muted or not
// followed (any more). Posts and boosts as far as the post may be seen; all else under its owner's sharing settings, as they
// are now, for what is old as for what is new. What was written to a group, in a home feed, by its members alone.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "product/feed/stream.h"
#include "product/posts/reading.h"
#include "product/social/graph.h"
#include "product/social/social.h"

namespace waymark::feed {

/// One for the whole server, any reactor; what it borrows outlives it.
class Showing {
 public:
  Showing(store::Store& store, const social::Social& social, const social::Graph& graph,
          const posts::Reading& posts)
      : activities_(store), social_(social), graph_(graph), posts_(posts) {}

  /// In the order of `candidates`; nullopt for what is gone or not for the viewer.
  Task<std::vector<std::optional<ActivityView>>> shown(UserId viewer, bool home,
                                                       std::vector<Candidate> candidates) const;

 private:
  static bool is_written_to_group(const Candidate& candidate) {
    return candidate.activity && candidate.activity->author_id;
  }
  struct Actor {
    social::Standing standing;
    social::Sharing sharing;
  };
  using Actors = std::unordered_map<UserId, Actor>;
  using Posts = std::unordered_map<posts::PostId, posts::PostView>;

  Task<void> read_missing(std::vector<Candidate>& candidates) const;
  Task<Actors> actors_of(UserId viewer, const std::vector<Candidate>& candidates) const;
  Task<Posts> posts_of(UserId viewer, bool home, const std::vector<Candidate>& candidates) const;

  ActivityRepository activities_;
  const social::Social& social_;
  const social::Graph& graph_;
  const posts::Reading& posts_;
};

}  // namespace waymark::feed
