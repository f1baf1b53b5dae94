// The REST edge of groups. Every GET takes ?fields= (platform/http/fields.h); lists take ?first=&after= and answer
// {items, nextCursor}.
//
//   GET    /api/groups                                  → 200 [Group]: those one is in
//   POST   /api/groups                    GroupInput    → 201 Group
//   GET, PATCH, DELETE /api/groups/{id}   GroupUpdate   → 200 Group, 204
//   POST   /api/groups/{id}/join, /leave                → 200 Group, 204
//   GET    /api/groups/{id}/members                     → 200 [GroupMember]
//   PUT    /api/groups/{id}/members/{userId}  {role}    → 200 GroupMember
//   DELETE /api/groups/{id}/members/{userId}?ban=true   → 204
//   GET    /api/groups/{id}/posts                       → 200 [Post]
//   GET, POST /api/groups/{id}/invitations  {expiresAt?, useLimit?}  → 200 [GroupInvitation], 201 NewGroupInvitation
//   DELETE /api/groups/{id}/invitations/{invitationId}  → 204
//   POST   /api/group-invitations/accept  {token}       → 200 Group
//   PUT, DELETE /api/groups/{id}/pins/{postId}          → 200 Group
#pragma once

#include "product/groups/service.h"

namespace waymark::http {
class Router;
}

namespace waymark::groups {

/// `service` outlives the router.
void add_routes(http::Router& router, const Service& service);

}  // namespace waymark::groups
