// The argument `page: PageInput` of fields that are lists.
#pragma once

#include "base/page_request.h"
#include "platform/graphql/call.h"

namespace waymark::graphql {

/// The first page when it is absent. Throws Error(invalid_input) naming `page.first`.
PageRequest page_of(const Call& call);

}  // namespace waymark::graphql
