// Discovery: people, groups, posts and goals found by words; people worth following; what is talked of.
//
//   discovery.h    search (this file)               model.h      what is found
//   suggestions.h  people worth following           trending.h   tags of the day
//   kind.h         a kind of thing; *_kind.h each    services.h   all of it together
//   indexer.h      keeps this node's index          bookmark.h   and its place in the events
//   graphql.h, rest.h  the edges                     events.h     an operator's wish
//
// What the index says is a guess from a moment ago. Everything that is shown is read from the store and held against
// blocks, mutes and visibility as they are now; what may not be seen is passed over as if it were not there.
#pragma once

#include <string>
#include <vector>

#include "base/page_request.h"
#include "platform/search/search.h"
#include "product/discovery/kind.h"
#include "product/limits/limits.h"

namespace waymark::discovery {

inline constexpr std::size_t kLongestSearch = 200;    // code points
inline constexpr std::uint32_t kDeepestResult = 500;  // nothing past it is looked at

struct SearchPage {
  struct Entry {
    Found found;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// One for the whole server, any reactor; what it borrows outlives it.
class Discovery {
 public:
  Discovery(search::Index& index, Kinds kinds, const limits::Limits& limits)
      : index_(index), kinds_(std::move(kinds)), limits_(limits) {}

  /// Best first; of all kinds when `kinds` is empty. A page is shorter than asked for only when it is the last, or so much
  /// is hidden from the viewer that looking for more has to end. Throws Error(invalid_input) naming `query` (under
  /// `at`) when it is too long, or `after`; Error(unavailable) when the index is out of order; Error(rate_limited)
  /// past limits::Action::search.
  Task<SearchPage> search(const RequestContext& context, std::string query,
                          std::vector<SearchKind> kinds, PageRequest request, InputPath at) const;

 private:
  Task<std::vector<std::optional<Found>>> shown(UserId viewer, std::vector<search::Hit> hits) const;

  search::Index& index_;
  Kinds kinds_;
  const limits::Limits& limits_;
};

/// The same with a cursor's complaint named as the request names it.
Task<search::Hits> find(search::Index& index, search::Query query, InputPath at);

}  // namespace waymark::discovery
