#include "product/feed/folding.h"

#include "base/described.h"

namespace waymark::feed {

bool is_folded(ActivityKind kind) {
  return kind != ActivityKind::post && kind != ActivityKind::boost;
}

std::string Folding::key_of(const ActivityView& activity) const {
  if (!is_folded(activity.kind)) return activity.id;
  return activity.actor_id.to_string() + "#" + std::string(enum_name(activity.kind)) + "#" +
         to_iso_date(zone_.day_of(activity.at));
}

/// An entry that is full is followed by another of the same key.
bool Folding::begins(const ActivityView& activity) const {
  const auto found = by_key_.find(key_of(activity));
  return found == by_key_.end() || entries_[found->second].activity_ids.size() >= kMostOfEntry;
}

void Folding::add(ActivityView activity) {
  std::string key = key_of(activity);
  if (begins(activity)) {
    by_key_[key] = entries_.size();
    FeedEntry& entry = entries_.emplace_back();
    entry.id = activity.id;
    entry.kind = activity.kind;
    entry.actor_id = activity.actor_id;
    entry.at = activity.at;
    entry.count = 0;
    entry.fold_key = key;
  }
  FeedEntry& entry = entries_[by_key_[key]];
  ++entry.count;
  entry.activity_ids.push_back(activity.id);
  if (entry.activities.size() < kShownOfEntry) entry.activities.push_back(std::move(activity));
}

}  // namespace waymark::feed
