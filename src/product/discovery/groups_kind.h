// Groups by name, description and tags: those that everybody may read, to their members the private ones too.
#pragma once

#include "product/discovery/kind.h"
#include "product/groups/reading.h"

namespace waymark::discovery {

/// An id is the group's.
class GroupsKind final : public Kind {
 public:
  explicit GroupsKind(const groups::Reading& reading) : reading_(reading) {}
  SearchKind kind() const override { return SearchKind::groups; }
  bool wants(std::string_view event_type) const override;
  Task<std::vector<std::string>> touched(const events::Event& event) override;
  std::optional<std::string> id_of(const store::Key& key) const override;
  Task<std::vector<std::optional<search::Document>>> documents(
      std::vector<std::string> ids) override;
  Task<std::vector<std::optional<Found>>> shown(UserId viewer,
                                                std::vector<std::string> ids) override;

 private:
  const groups::Reading& reading_;
};

}  // namespace waymark::discovery
