#include "product/posts/keys.h"

namespace waymark::posts::keys {

store::Key revision(PostId id, std::int64_t version) {
  std::string digits = std::to_string(version);
  digits.insert(0, digits.size() < 10 ? 10 - digits.size() : 0, '0');
  return store::Key(partition(id), "REVISION#" + digits);
}

}  // namespace waymark::posts::keys
