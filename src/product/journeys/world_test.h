// A world for the tests of teams: people, groups on journeys, workouts told as events, a store in memory, a clock that tests
// turn.
#pragma once

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <vector>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/events/consumers.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/media/media.h"
#include "platform/runtime/test_server.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/accounts/people.h"
#include "product/accounts/rules.h"
#include "product/chat/social_bonds.h"
#include "product/groups/audience.h"
#include "product/groups/service.h"
#include "product/journeys/service.h"
#include "product/posts/service.h"
#include "product/social/blocks.h"
#include "product/workouts/events.h"

namespace waymark::journeys {

inline Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}

/// Keeps what is published.
class RecordingHub final : public realtime::Hub {
 public:
  void publish(std::string_view topic, realtime::MessagePtr message) override {
    published.emplace_back(std::string(topic), std::move(message));
  }
  std::unique_ptr<realtime::Subscription> subscribe(std::string, Executor,
                                                    realtime::Listener&) override {
    return nullptr;
  }
  std::vector<std::pair<std::string, realtime::MessagePtr>> published;
};

class World : public ::testing::Test {
 protected:
  World() {
    run(outbox.start());
    runner.add(service.contributions);
    runner.add(service.progress);
    ana = person("ana");
    ben = person("ben");
    eve = person("eve");
  }
  ~World() override { pool.stop(); }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(120));
  }
  /// Lets the consumers come after.
  void settle() { run(runner.catch_up()); }
  void replay() {
    run(runner.replay("team-contributions"));
    run(runner.replay("team-progress"));
    settle();
  }

  RequestContext person(const std::string& nickname) {
    accounts::User user;
    user.id = ids.make<UserId>();
    user.nickname = nickname;
    user.email = nickname + "@example.org";
    user.created_at = clock.now();
    store::Transaction transaction;
    transaction.put(accounts::People::profile_item(user));
    transaction.put(accounts::People::lock_item(
        accounts::People::nickname_lock_key(accounts::nickname_key(nickname)), user.id));
    run(store.transact(std::move(transaction)));
    RequestContext context;
    context.principal = Principal();
    context.principal->user = user.id;
    return context;
  }
  static UserId id_of(const RequestContext& who) { return who.principal->user; }

  GroupId group_of(const std::vector<RequestContext>& people,
                   groups::Visibility visibility = groups::Visibility::public_) {
    groups::GroupInput input;
    input.name = "Walkers";
    input.visibility = visibility;
    const GroupId id = run(groups.groups.create(people.front(), std::move(input), InputPath())).id;
    for (std::size_t i = 1; i < people.size(); ++i) {
      if (visibility == groups::Visibility::private_)
        run(groups.membership.invite(people.front(), id, {id_of(people[i])}, InputPath()));
      run(groups.membership.join(people[i], id));
    }
    clock.advance(std::chrono::seconds(1));
    return id;
  }
  void join(const RequestContext& who, GroupId group) { run(groups.membership.join(who, group)); }
  void leave(const RequestContext& who, GroupId group) { run(groups.membership.leave(who, group)); }

  /// A straight way of 100 km to the north, with milestones at 10, 50 and 100 km.
  JourneyId make_journey(const RequestContext& who,
                         JourneyVisibility visibility = JourneyVisibility::public_) {
    JourneyInput input;
    input.title = "North";
    input.visibility = visibility;
    input.points = {{46, 7, std::nullopt}, {46.8996, 7, std::nullopt}};
    for (const auto& [metres, title] :
         std::vector<std::pair<double, std::string>>{{50'000, "Half"}, {10'000, "Ten"}}) {
      MilestoneInput milestone;
      milestone.distance_metres = metres;
      milestone.title = title;
      input.milestones.push_back(std::move(milestone));
    }
    return run(service.journeys.create(who, std::move(input), InputPath("input"))).id;
  }
  /// In UTC, without a cap.
  TeamJourney start(const RequestContext& who, GroupId group, JourneyId journey,
                    RulesInput rules = RulesInput()) {
    if (!rules.time_zone) rules.time_zone = "UTC";
    TeamJourney started =
        run(service.teams.start(who, group, journey, std::move(rules), InputPath("input.rules")));
    settle();
    clock.advance(std::chrono::seconds(1));
    return started;
  }

  workouts::StoredWorkout workout(double metres, std::optional<Instant> started = std::nullopt,
                                  WorkoutType type = WorkoutType::walk) {
    workouts::StoredWorkout made;
    made.id = ids.make<WorkoutId>();
    made.type = type;
    made.started_at = started.value_or(clock.now());
    made.ended_at = made.started_at;
    made.moving_seconds = Seconds{1800};
    made.elapsed_seconds = Seconds{1800};
    made.distance_metres = Metres{metres};
    made.created_at = made.updated_at = clock.now();
    return made;
  }
  template <typename Fact>
  void tell(const RequestContext& who, std::string_view type, const Fact& fact) {
    std::vector<events::NewEvent> events;
    events.emplace_back(std::string(type), id_of(who), json::to_string(fact));
    run(outbox.commit(store::Transaction(), std::move(events), who));
    clock.advance(std::chrono::milliseconds(10));
  }
  workouts::StoredWorkout log(const RequestContext& who, double metres,
                              std::optional<Instant> started = std::nullopt,
                              WorkoutType type = WorkoutType::walk) {
    workouts::StoredWorkout made = workout(metres, started, type);
    tell(who, workouts::kWorkoutLogged, workouts::WorkoutLogged(made));
    return made;
  }
  void edit(const RequestContext& who, workouts::StoredWorkout& logged, double metres) {
    logged.distance_metres = Metres{metres};
    logged.updated_at = clock.now();
    ++logged.version;
    tell(who, workouts::kWorkoutUpdated, workouts::WorkoutUpdated(logged));
  }
  void erase(const RequestContext& who, const workouts::StoredWorkout& logged) {
    tell(who, workouts::kWorkoutDeleted, workouts::WorkoutDeleted(logged, clock.now()));
  }

  TeamJourney progress(GroupId group, JourneyId journey) {
    return run(TeamRepository(store).progress(group, journey)).value();
  }
  double metres(GroupId group, JourneyId journey) {
    return metres_of(progress(group, journey).millimetres);
  }
  /// Whose place, and metres; as `viewer` sees them.
  std::vector<std::pair<UserId, double>> board(const RequestContext& viewer, GroupId group,
                                               JourneyId journey,
                                               BoardSpan span = BoardSpan::season,
                                               std::optional<std::string> week = std::nullopt) {
    store::PageRequest request;
    request.size = 100;
    std::vector<std::pair<UserId, double>> places;
    for (const auto& entry :
         run(service.reading.board(viewer, group, journey, span, week, request)).entries)
      places.emplace_back(entry.view.user_id, entry.view.distance_metres);
    return places;
  }
  std::vector<ProgressFrame> frames() {
    std::vector<ProgressFrame> frames;
    for (const auto& [topic, message] : hub.published)
      if (message->kind == kProgressFrame)
        frames.push_back(json::decode<ProgressFrame>(message->payload));
    return frames;
  }

  /// The key of the error; "ok" when there is none.
  template <typename T>
  std::string answer_of(Task<T> task) {
    try {
      run(std::move(task));
      return "ok";
    } catch (const Error& error) {
      return error.problems().empty() ? error.message_key() : error.problems().front().message_key;
    }
  }
  std::vector<events::Event> recorded() { return run(events::recorded_events(store)); }
  std::size_t told(std::string_view type) {
    return static_cast<std::size_t>(std::ranges::count(recorded(), type, &events::Event::type));
  }
  void expect_events_hold_to_their_schemas() {
    std::vector<events::Event> ours;
    for (events::Event& event : recorded())
      if (!event.type.starts_with("Workout") || event.type == WorkoutCountDue::kType)
        ours.push_back(std::move(event));
    EXPECT_EQ(events::schema_violations(ours), "");
  }

  runtime::TestLoop loop;
  FakeClock clock{at("2026-11-18T10:00:00Z")};  // a Wednesday, in 2026-W47
  SystemRandom random;
  UuidV7Source ids{clock, random};
  telemetry::Metrics metrics_registry;
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  events::ConsumerRunner runner{
      events::ConsumerPorts(store, outbox, outbox, clock, random, metrics_registry)};
  RecordingHub hub;
  social::Social social{store};
  social::Blocks blocks{store, outbox, clock};
  runtime::TemporaryFolder folder;
  runtime::BackgroundPool pool{1, 16};
  blobs::FileBlobs blobs{blobs::FileBlobsOptions(folder.path()), clock, random, pool};
  media::Library library{
      media::LibraryPorts(store, blobs, pool, clock, ids, Secret(std::string(32, 'k')))};
  chat::SocialBonds bonds{social};
  chat::Chat chat{chat::Ports(store, outbox, hub, bonds, library, clock, ids, random),
                  chat::Options()};
  goals::Goals goals{store, outbox, clock, ids};
  groups::Audience audience{store};
  posts::Service posts{posts::Ports(store, outbox, social, audience, library, clock, ids)};
  groups::Service groups{groups::Ports(store, outbox, social, goals, posts.reading, chat, library,
                                       clock, ids, random)};
  Service service{Ports(
      store, outbox, hub, audience, groups, library, [](Owner) { return utc(); }, clock, ids)};
  RequestContext ana;
  RequestContext ben;
  RequestContext eve;

 private:
  static Task<TimeZone> utc() { co_return TimeZone::utc(); }
};

}  // namespace waymark::journeys
