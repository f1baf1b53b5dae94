// The REST edge of assistance.
//
//   GET  /api/assistance?first=&after=&fields=        → 200 {items: [Assistance], nextCursor}: for the asking person to answer
//   GET  /api/assistance/mine?first=&after=&fields=   → 200 the same: what they have asked
//   POST /api/assistance               AssistanceInput → 201 Assistance
//   GET  /api/assistance/{id}                         → 200 Assistance
//   GET  /api/assistance/{id}/answers?first=&after=   → 200 {items: [AssistanceAnswer], nextCursor}
//   POST /api/assistance/{id}/answers  {text}         → 201 AssistanceAnswer
//   POST /api/assistance/{id}/thanks   {helperId}     → 200 Assistance
//   DELETE /api/assistance/{id}/thanks/{helperId}    → 200 Assistance
//   POST /api/assistance/{id}/close                   → 200 Assistance
#pragma once

namespace waymark::http {
class Router;
}

namespace waymark::assistance {

class Helping;

/// What is borrowed outlives the router.
void add_routes(http::Router& router, const Helping& helping);

}  // namespace waymark::assistance
