// The REST edge of chat.
//
//   GET    /api/rooms?first=&after=             → 200 {items: [Room], nextCursor}
//   GET    /api/rooms/requests?first=&after=    → 200 the same
//   POST   /api/rooms              RoomInput    → 201 Room
//   POST   /api/rooms/direct       {userId}     → 200 Room
//   GET    /api/rooms/{id}                      → 200 Room
//   PATCH  /api/rooms/{id}         {name}       → 200 Room
//   GET    /api/rooms/{id}/members              → 200 {items: [RoomMember]}
//   POST   /api/rooms/{id}/members {userIds}    → 200 Room
//   DELETE /api/rooms/{id}/members/{userId}     → 204; "me": leave
//   PUT    /api/rooms/{id}/mute    {muted}      → 200 Room
//   POST   /api/rooms/{id}/accept, /decline     → 200 Room, 204
//   POST   /api/rooms/{id}/read    {number}     → 200 Room
//   POST   /api/rooms/{id}/typing               → 204
//   GET    /api/rooms/{id}/presence             → 200 {items: [Presence]}
//   GET    /api/rooms/{id}/messages?after=&before=&first=  → 200 {items: [Message], hasNext, hasPrevious}
//   POST   /api/rooms/{id}/messages             MessageInput → 201 Message; 200 for one sent before
//   GET    /api/rooms/{id}/messages/{messageId}              → 200 Message
//   PATCH  /api/rooms/{id}/messages/{messageId} {text}       → 200 Message
//   DELETE /api/rooms/{id}/messages/{messageId}              → 200 Message, without what it said
//   PUT, DELETE /api/rooms/{id}/messages/{messageId}/reactions/{emoji}  → 200 Message
#pragma once

namespace waymark::http {
class Router;
}
namespace waymark::realtime {
class Presence;
}

namespace waymark::chat {

struct Chat;

/// What is borrowed outlives the router.
void add_routes(http::Router& router, const Chat& chat, realtime::Presence& presence);

}  // namespace waymark::chat
