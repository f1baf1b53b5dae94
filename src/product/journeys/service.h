// All of journeys and teams, together.
#pragma once

#include "product/groups/service.h"
#include "product/journeys/contributions.h"
#include "product/journeys/journeys.h"
#include "product/journeys/progress.h"
#include "product/journeys/team_reading.h"
#include "product/journeys/teams.h"

namespace waymark::journeys {

/// What is borrowed; all of it outlives the service.
struct Ports {
  Ports(store::Store& the_store, events::Outbox& the_outbox, realtime::Hub& the_hub,
        const posts::GroupAudience& the_audience, const groups::Service& the_groups,
        const media::Library& the_library, ZoneOf the_zone, const Clock& the_clock,
        IdSource& the_ids)
      : store(the_store),
        outbox(the_outbox),
        hub(the_hub),
        audience(the_audience),
        groups(the_groups),
        library(the_library),
        zone_of(std::move(the_zone)),
        clock(the_clock),
        ids(the_ids) {}
  store::Store& store;
  events::Outbox& outbox;
  realtime::Hub& hub;
  const posts::GroupAudience& audience;
  const groups::Service& groups;
  const media::Library& library;
  ZoneOf zone_of;
  const Clock& clock;
  IdSource& ids;
};

/// One object for the server, any reactor.
struct Service {
  explicit Service(const Ports& ports)
      : catalogue(shipped_catalogue()),
        routes(ports.store, catalogue),
        journeys(ports.store, ports.outbox, ports.audience, catalogue, ports.library, ports.clock,
                 ports.ids),
        teams(TeamPorts(ports.store, ports.outbox, ports.audience, journeys, ports.zone_of,
                        ports.clock)),
        reading(ports.store, ports.audience, ports.groups.reading, ports.groups.social, routes,
                ports.clock),
        contributions(ports.store, ports.audience, ports.hub),
        progress(ports.store, routes, ports.hub),
        social(ports.groups.social),
        groups(ports.groups),
        hub(ports.hub) {}
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  Catalogue catalogue;
  RouteBook routes;
  Journeys journeys;
  Teams teams;
  TeamReading reading;
  Contributions contributions;
  TeamProgress progress;
  const social::Social& social;
  const groups::Service& groups;
  realtime::Hub& hub;
};

}  // namespace waymark::journeys
