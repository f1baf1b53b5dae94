// Posts that are for everybody: by their text, content warning, the texts of their pictures, and tags.
#pragma once

#include "product/discovery/kind.h"
#include "product/posts/reading.h"
#include "product/social/social.h"

namespace waymark::discovery {

/// An id is the post's.
class PostsKind final : public Kind {
 public:
  PostsKind(store::Store& store, const posts::Reading& reading, const social::Social& social)
      : store_(store), repository_(store), reading_(reading), social_(social) {}
  SearchKind kind() const override { return SearchKind::posts; }
  bool wants(std::string_view event_type) const override;
  Task<std::vector<std::string>> touched(const events::Event& event) override;
  std::optional<std::string> id_of(const store::Key& key) const override;
  Task<std::vector<std::optional<search::Document>>> documents(
      std::vector<std::string> ids) override;
  Task<std::vector<std::optional<Found>>> shown(UserId viewer,
                                                std::vector<std::string> ids) override;

 private:
  store::Store& store_;
  posts::PostRepository repository_;
  const posts::Reading& reading_;
  const social::Social& social_;
};

}  // namespace waymark::discovery
