// What people have done: for each tag, how many finished goals somebody has. Kept by events.
//
// An event says only that something about a goal has changed; what the goal is now decides, and the record of each goal says
// for which tags it is counted. So an event that comes twice, late, or in a replay finds nothing left to do.
#pragma once

#include <string>
#include <vector>

#include "platform/events/outbox.h"
#include "platform/store/store.h"
#include "product/goals/goals.h"

namespace waymark::assistance {

/// The consumer "experience". What it borrows outlives it.
class Experience final : public events::Consumer {
 public:
  Experience(store::Store& store, const goals::Goals& goals) : store_(store), goals_(goals) {}

  std::string_view name() const override { return "experience"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  store::Store& store_;
  const goals::Goals& goals_;
};

/// Tags (folded, as in keys) of which somebody has finished goals; so many at most.
inline constexpr std::uint32_t kMostExperience = 50;
Task<std::vector<std::string>> experience_of(store::Store& store, UserId user);
/// Who has finished goals with a tag, the latest first.
Task<std::vector<UserId>> experienced_in(store::Store& store, std::string tag,
                                         std::uint32_t at_most);

}  // namespace waymark::assistance
