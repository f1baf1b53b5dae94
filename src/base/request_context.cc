#include "base/request_context.h"

#include <algorithm>

#include "base/error.h"

namespace waymark {

const Principal& RequestContext::require_principal() const {
  if (!principal) throw Error(ErrorCode::unauthenticated, "error.unauthenticated");
  return *principal;
}

const Principal& RequestContext::require_scope(std::string_view scope) const {
  const Principal& who = require_principal();
  if (std::ranges::find(who.scopes, scope) == who.scopes.end())
    throw Error(ErrorCode::forbidden, "error.forbidden",
                "scope " + std::string(scope) + " is missing");
  return who;
}

}  // namespace waymark
