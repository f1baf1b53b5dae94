// Journeys: real routes that teams cross together (MQ; issue of workouts and journeys).
//
//   model.h        what a journey is                line.h        its line: who has come so far is where?
//   catalogue.h    those that ship with the product  route_file.h  those that come as a GPX file
//   journeys.h     making and finding them (this file)
//   team_model.h   a group on a journey, its rules  counting.h    what counts of a workout
//   teams.h        starting, changing, ending       boards.h      leaderboards, cards, certificates
//   contributions.h  the consumer that counts what members do
//   progress.h     the consumer that moves teams    frames.h      what is told in real time
//   keys.h, *_repository.h   where it lies          events.h      what is told
//   service.h      all of it together               graphql.h, rest.h, upload.h   the edges
//
// A team is a group (product/groups) that is on a journey: who is in the group is in the team, and who may read the group
// may read of its team. docs/decisions/team-progress.md tells why totals are exact.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/input.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "product/journeys/catalogue.h"
#include "product/journeys/journey_repository.h"
#include "product/journeys/route_file.h"
#include "product/posts/group_audience.h"

namespace waymark::journeys {

inline constexpr std::int64_t kJourneyLimit = 200;  // of one person
inline constexpr std::size_t kDrawnPoints = 2'000;
inline constexpr std::size_t kMostMilestones = 60;
inline constexpr double kMilestoneReach = 2'000;  // metres that a way point may lie off the line

struct RoutePointInput {
  double latitude = 0;
  double longitude = 0;
  std::optional<double> elevation_metres;
};
BOOST_DESCRIBE_STRUCT(RoutePointInput, (), (latitude, longitude, elevation_metres))

struct MilestoneInput {
  double distance_metres = 0;
  std::string title;
  std::optional<std::string> text;
  std::optional<media::MediaId> picture_id;  // a picture that one has uploaded
};
BOOST_DESCRIBE_STRUCT(MilestoneInput, (), (distance_metres, title, text, picture_id))

/// GraphQL `JourneyInput`, and the body of POST /api/journeys.
struct JourneyInput {
  std::string title;
  std::optional<std::string> description;
  std::vector<std::string> tags;
  std::optional<JourneyVisibility> visibility;
  std::vector<RoutePointInput> points;
  std::vector<MilestoneInput> milestones;
};
BOOST_DESCRIBE_STRUCT(JourneyInput, (), (title, description, tags, visibility, points, milestones))

/// What a client may say of a file beside it.
struct FileOptions {
  std::optional<std::string> title;  // the file's own name when absent
  std::optional<JourneyVisibility> visibility;
};

/// An edit: what is absent stays.
struct JourneyChanges {
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<std::vector<std::string>> tags;
  std::optional<JourneyVisibility> visibility;
};

struct JourneyPage {
  struct Entry {
    JourneyView journey;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// A route that is measured, before it is kept: made off the reactor (upload.h).
struct MeasuredFile {
  RouteFile file;  // without its points
  Route route;
};
/// Throws Error(invalid_input) naming `file` when the route is too short or too long.
MeasuredFile measured(RouteFile file);

/// One for the whole server, any reactor; what it borrows outlives it. What one may not see: Error(not_found).
class Journeys {
 public:
  Journeys(store::Store& store, events::Outbox& outbox, const posts::GroupAudience& groups,
           const Catalogue& catalogue, const media::Library& library, const Clock& clock,
           IdSource& ids)
      : store_(store),
        repository_(store),
        outbox_(outbox),
        groups_(groups),
        catalogue_(catalogue),
        library_(library),
        clock_(clock),
        ids_(ids) {}

  /// Throws Error(invalid_input) naming every wrong field below `at`, Error(conflict) at the limit.
  Task<JourneyView> create(const RequestContext& context, JourneyInput input, InputPath at) const;
  Task<JourneyView> keep_file(const RequestContext& context, MeasuredFile measured,
                              FileOptions options) const;
  Task<JourneyView> update(const RequestContext& context, JourneyId id, JourneyChanges changes,
                           InputPath at) const;
  /// Error(conflict, "error.journey.in_use") once a team has been on it.
  Task<void> remove(const RequestContext& context, JourneyId id) const;

  /// Of the catalogue, the shortest first.
  std::vector<JourneyView> catalogue(const RequestContext& context,
                                     const JourneyFilter& filter) const;
  Task<JourneyPage> mine(const RequestContext& context, store::PageRequest request) const;
  Task<std::optional<JourneyView>> find(const RequestContext& context, JourneyId id) const;
  Task<JourneyView> require(const RequestContext& context, JourneyId id) const;
  /// For a team that is to walk it: as stored, when the asking person may see it.
  Task<Journey> visible(const RequestContext& context, JourneyId id) const;
  /// Whoever asks: for members of a team on it.
  Task<std::optional<Journey>> load(JourneyId id) const;

 private:
  struct Shown;
  Task<std::vector<Shown>> pictures_of(UserId owner, std::vector<Shown> wanted) const;
  Task<JourneyView> commit_new(const RequestContext& context, Journey journey,
                               std::vector<Shown> pictures) const;
  Task<Journey> owned(const RequestContext& context, JourneyId id) const;
  Task<bool> walks(UserId viewer, JourneyId id) const;

  store::Store& store_;
  JourneyRepository repository_;
  events::Outbox& outbox_;
  const posts::GroupAudience& groups_;
  const Catalogue& catalogue_;
  const media::Library& library_;
  const Clock& clock_;
  IdSource& ids_;
};

}  // namespace waymark::journeys
