// The routes of teams, a part of rest.h.
#pragma once

#include "platform/http/router.h"
#include "product/journeys/service.h"

namespace waymark::journeys {

void add_team_routes(http::Router& router, const Service& service);

}  // namespace waymark::journeys
