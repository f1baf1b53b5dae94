// The REST edge of social. Answers are JSON, as api/openapi.yaml describes them; `?fields=` takes a part of each GET's.
//
//   GET          /api/users/{username}              → Person, by nickname in any spelling
//   POST, DELETE /api/users/{id}/follow             → Relation; a request where the profile is not public
//   DELETE       /api/users/{id}/follower           → Relation
//   POST, DELETE /api/users/{id}/block, …/mute      → Relation
//   GET          /api/users/{id}/followers, …/following     ?first=&after= → {items, nextCursor}
//   GET          /api/follow-requests, …/sent, /api/blocks, /api/mutes    the same
//   POST         /api/follow-requests/{id}/accept   → Relation; the id of who asks
//   DELETE       /api/follow-requests/{id}          → Relation
//   GET, PUT     /api/me/sharing                    → Sharing; what is absent stays
#pragma once

#include "product/social/services.h"

namespace waymark::http {
class Router;
}

namespace waymark::social {

/// Adds the routes above; `services` outlive the router.
void add_routes(http::Router& router, SocialServices& services);

}  // namespace waymark::social
