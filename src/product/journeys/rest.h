// The REST edge of journeys and teams (MQ).
//
//   GET  /api/journeys              the catalogue, ?tags= ?minLength= ?maxLength= ?text=
//   POST /api/journeys              JourneyInput as JSON, or a GPX file of up to 64 MiB as the body or as multipart/form-data
//   GET  /api/journeys/{id}
//   GET  /api/teams                 those of the asking person
//   POST /api/teams                 {groupId | name, visibility, journeyId, rules}: a group starts a journey
//   GET  /api/teams/{id}            with how it stands on each of its journeys
//   GET  /api/teams/{id}/progress   with the first 100 members of each; ?journey= for one of them
#pragma once

namespace waymark::http {
class Router;
}

namespace waymark::journeys {

class JourneyUpload;
struct Service;

/// What is borrowed outlives the router.
void add_routes(http::Router& router, const Service& service, JourneyUpload& upload);

}  // namespace waymark::journeys
