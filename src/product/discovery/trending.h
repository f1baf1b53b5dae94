// Tags that people use just now.
//
// Counted from the index: of each tag, how lately each person used it in a public post or goal (each person once, so that
// nobody makes a trend alone), an use counting half after every kHalfLife. Only the newest kMostRead of the last
// kLookedAt are looked at, and an answer serves for kServes: nothing is written, and what is deleted or hidden is gone from
// the count with the document.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

#include "base/time.h"
#include "platform/search/search.h"
#include "product/discovery/model.h"

namespace waymark::discovery {

/// One for the whole server, any reactor; what it borrows outlives it.
class Trending {
 public:
  static constexpr std::chrono::hours kHalfLife{12};
  static constexpr std::chrono::hours kLookedAt{72};
  static constexpr std::chrono::seconds kServes{10};
  static constexpr std::size_t kMostRead = 5'000;
  static constexpr std::size_t kMostTags = 50;

  Trending(search::Index& index, const Clock& clock) : index_(index), clock_(clock) {}

  /// The first `first` of kMostTags. Throws Error(unavailable) when the index is out of order.
  Task<std::vector<TrendingTag>> tags(std::size_t first) const;

 private:
  struct Counted {
    Instant at;
    std::vector<TrendingTag> tags;
  };
  Task<std::vector<TrendingTag>> count(Instant now) const;

  search::Index& index_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Counted> counted_;
};

}  // namespace waymark::discovery
