// Goals of people who show theirs to everybody (Sharing::goals): by title and tags.
#pragma once

#include "product/discovery/kind.h"
#include "product/goals/goals.h"
#include "product/social/social.h"

namespace waymark::discovery {

/// An id is `<owner>.<goal>`.
class GoalsKind final : public Kind {
 public:
  GoalsKind(store::Store& store, const goals::Goals& goals, const social::Social& social)
      : store_(store), goals_(goals), social_(social) {}
  SearchKind kind() const override { return SearchKind::goals; }
  bool wants(std::string_view event_type) const override;
  Task<std::vector<std::string>> touched(const events::Event& event) override;
  std::optional<std::string> id_of(const store::Key& key) const override;
  Task<std::vector<std::optional<search::Document>>> documents(
      std::vector<std::string> ids) override;
  Task<std::vector<std::optional<Found>>> shown(UserId viewer,
                                                std::vector<std::string> ids) override;

  /// nullopt for one that is gone, or that its owner does not show to everybody, or not to this person.
  Task<std::optional<FoundGoal>> find(UserId viewer, UserId owner, GoalId id) const;

 private:
  struct Place;
  struct Shared;
  static std::vector<Place> places_of(const std::vector<std::string>& ids);
  Task<std::vector<Shared>> read(std::vector<std::string> ids) const;
  Task<std::vector<std::string>> all_of(UserId owner) const;

  store::Store& store_;
  const goals::Goals& goals_;
  const social::Social& social_;
};

}  // namespace waymark::discovery
