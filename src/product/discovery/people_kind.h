// People: by nickname and full name; those whose profile is public by what they say of themselves too.
#pragma once

#include "product/discovery/kind.h"
#include "product/social/social.h"

namespace waymark::discovery {

/// An id is the person's.
class PeopleKind final : public Kind {
 public:
  PeopleKind(store::Store& store, const social::Social& social) : store_(store), social_(social) {}
  SearchKind kind() const override { return SearchKind::people; }
  bool wants(std::string_view event_type) const override;
  Task<std::vector<std::string>> touched(const events::Event& event) override;
  std::optional<std::string> id_of(const store::Key& key) const override;
  Task<std::vector<std::optional<search::Document>>> documents(
      std::vector<std::string> ids) override;
  Task<std::vector<std::optional<Found>>> shown(UserId viewer,
                                                std::vector<std::string> ids) override;

 private:
  store::Store& store_;
  const social::Social& social_;
};

}  // namespace waymark::discovery
