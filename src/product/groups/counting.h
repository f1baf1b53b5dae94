// How many are in a group: kept by events, exactly, in the way of docs/decisions/followers-and-counts.md.
//
// A membership carries a mark, `counted`; a counted one that ends leaves a note (LEFT#) until it is taken back from the
// count. An event says only that something changed between a person and a group: what is there decides. So an event that
// comes twice, late, or in a replay of everything finds nothing left to do, and marks and count change in one commit.
#pragma once

#include "platform/events/outbox.h"
#include "platform/store/store.h"

namespace waymark::groups {

/// The consumer "group-counts". Borrows the store.
class Counting final : public events::Consumer {
 public:
  explicit Counting(store::Store& store) : store_(store) {}

  std::string_view name() const override { return "group-counts"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  store::Store& store_;
};

}  // namespace waymark::groups
