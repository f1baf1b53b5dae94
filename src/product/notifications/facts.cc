#include "product/notifications/facts.h"

#include <algorithm>

namespace waymark::notifications {
namespace {

const FactReader* reader_of(std::string_view type) {
  for (const auto readers : {readers_of_people(), readers_of_posts(), readers_of_rooms(),
                             readers_of_progress(), readers_of_assistance(),
                             readers_of_moderation(), readers_of_groups(), readers_of_journeys()}) {
    const auto found = std::ranges::find(readers, type, &FactReader::type);
    if (found != readers.end()) return &*found;
  }
  return nullptr;
}

}  // namespace

bool is_meaningful(std::string_view type) {
  return reader_of(type) != nullptr;
}

Facts facts_of(const events::Event& event) {
  const FactReader* reader = reader_of(event.type);
  if (reader == nullptr) return {};
  return reader->read(event.user, events::Payload(event));
}

}  // namespace waymark::notifications
