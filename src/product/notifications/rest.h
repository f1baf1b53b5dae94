// The REST edge of the bell.
//
//   GET  /api/notifications?first=&after=&unread=true&fields=   → 200 {items: [Notification], nextCursor}
//   POST /api/notifications/read         {upTo} or {id}         → 200 {unreadCount}
//   GET  /api/notifications/preferences                         → 200 {items: [Preference]}
//   PUT  /api/notifications/preferences  {items: [Preference]}  → 200 the same; kinds that are not given stay
#pragma once

namespace waymark::http {
class Router;
}
namespace waymark::social {
class Social;
}

namespace waymark::notifications {

struct Notifications;

/// What is borrowed outlives the router.
void add_routes(http::Router& router, const Notifications& notifications,
                const social::Social& social);

}  // namespace waymark::notifications
