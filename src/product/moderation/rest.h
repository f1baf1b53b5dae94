// The REST edge of moderation:
//
//   POST /api/reports   {kind, id, roomId?, reason, text?} → 204; again by the same person: 204
#pragma once

#include "platform/http/router.h"
#include "product/moderation/moderation.h"

namespace waymark::moderation {

/// `moderation` outlives the router.
void add_routes(http::Router& router, const Moderation& moderation);

}  // namespace waymark::moderation
