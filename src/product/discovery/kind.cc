#include "product/discovery/kind.h"

#include "base/error.h"
#include "base/json.h"

namespace waymark::discovery {

std::string id_member(const events::Event& event, const char* name) {
  const boost::json::value payload = json::parse(event.payload);
  const auto* object = payload.if_object();
  const auto* member = object ? object->if_contains(name) : nullptr;
  if (!member || !member->is_string()) throw Error::invalid(name, "error.required");
  std::string text(member->get_string());
  if (!Uuid::parse(text)) throw Error::invalid(name, "error.type.id");
  return text;
}

}  // namespace waymark::discovery
