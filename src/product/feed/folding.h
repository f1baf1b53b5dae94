// Similar activities shown as one: what one person has done of one kind on one day ("Ana finished 5 tasks").
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "product/feed/model.h"

namespace waymark::feed {

/// Posts and boosts are shown one by one.
bool is_folded(ActivityKind kind);

/// Collects the entries of one page. Days are those of `zone`.
class Folding {
 public:
  explicit Folding(TimeZone zone) : zone_(std::move(zone)) {}

  /// Whether it would begin an entry of its own.
  bool begins(const ActivityView& activity) const;
  void add(ActivityView activity);
  std::size_t size() const { return entries_.size(); }
  std::vector<FeedEntry> take() { return std::move(entries_); }

 private:
  std::string key_of(const ActivityView& activity) const;
  TimeZone zone_;
  std::vector<FeedEntry> entries_;
  std::unordered_map<std::string, std::size_t> by_key_;
};

}  // namespace waymark::feed
