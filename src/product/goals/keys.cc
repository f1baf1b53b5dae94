#include "product/goals/keys.h"

#include "base/encoding.h"
#include "base/text.h"

namespace waymark::goals::keys {

std::string tag(std::string_view given) {
  return percent_encode(fold(normalise(given)));
}

store::Key goal_tag(Owner owner, std::string_view encoded_tag, GoalId id) {
  return store::Key(partition(owner), "GOALTAG#" + std::string(encoded_tag) + "#" + id.to_string());
}

}  // namespace waymark::goals::keys
