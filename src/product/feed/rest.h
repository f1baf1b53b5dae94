// The REST edge of feeds (QF, SM). Both take ?fields= (platform/http/fields.h).
//
//   GET /api/feed?first=&after=            → 200 {items: [FeedEntry], nextCursor}
//   GET /api/timeline?user=&first=&after=  → 200 {items: [FeedEntry], nextCursor}    user absent: one's own
#pragma once

#include "product/feed/feed.h"

namespace waymark::http {
class Router;
}

namespace waymark::feed {

/// What is borrowed outlives the router.
void add_routes(http::Router& router, const Feed& feed, const social::Social& social);

}  // namespace waymark::feed
