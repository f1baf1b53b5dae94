#include "product/posts/keys.h"

namespace waymark::posts::keys {

namespace {

std::string revision_sk(std::int64_t version) {
  std::string digits = std::to_string(version);
  digits.insert(0, digits.size() < 10 ? 10 - digits.size() : 0, '0');
  return "REVISION#" + digits;
}

}  // namespace

store::Key revision(PostId id, std::int64_t version) {
  return store::Key(partition(id), revision_sk(version));
}

store::Key revision(CommentId id, std::int64_t version) {
  return store::Key(comment(id).pk, revision_sk(version));
}

}  // namespace waymark::posts::keys
