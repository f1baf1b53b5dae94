// One workout of many sources: recognised, merged, split, merged by hand, in any order.
#include <gmock/gmock.h>

#include <map>
#include <random>

#include "base/fake_clock.h"
#include "base/json.h"
#include "base/random.h"
#include "base/test_seed.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/runtime/testing.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/memory/memory_store.h"
#include "product/workouts/events.h"
#include "product/workouts/matching.h"
#include "product/workouts/merging.h"
#include "product/workouts/records.h"
#include "product/workouts/source.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}

Measures run_of(Instant start, double seconds = 3'600, std::optional<double> metres = 10'000) {
  Measures measures;
  measures.type = WorkoutType::run;
  measures.started_at = start;
  measures.ended_at = start + std::chrono::milliseconds(std::llround(seconds * 1000));
  measures.elapsed_seconds = Seconds{seconds};
  measures.moving_seconds = Seconds{seconds - 10};
  if (metres) measures.distance_metres = Metres{*metres};
  return measures;
}

Origin origin_of(WorkoutSource source, std::string fingerprint) {
  Origin origin;
  origin.source = source;
  origin.fingerprint = std::move(fingerprint);
  return origin;
}

const Instant kMorning = at("2026-11-18T07:00:00Z");

class SourcesTest : public ::testing::Test {
 protected:
  SourcesTest() {
    ana.principal = Principal();
    ana.principal->user = ids.make<UserId>();
    run(outbox.start());
  }
  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(120));
  }
  template <typename T>
  std::string refusal_of(Task<T> task) {
    try {
      run(std::move(task));
    } catch (const Error& error) {
      return error.problems().empty() ? error.message_key() : error.problems()[0].message_key;
    }
    return "none";
  }
  Kept keep(WorkoutSource source, std::string fingerprint, Measures measures) {
    return run(workouts.keep_recording(ana, std::move(measures),
                                       origin_of(source, std::move(fingerprint))));
  }
  Workout log(Instant start, double metres = 10'000) {
    WorkoutInput input;
    input.type = WorkoutType::run;
    input.title = "Typed";
    input.notes = "Felt good";
    input.started_at = start;
    input.moving_seconds = 3'600;
    input.distance_metres = metres;
    return run(workouts.log(ana, std::move(input), InputPath()));
  }
  std::vector<Workout> all() {
    store::PageRequest request;
    request.size = 100;
    std::vector<Workout> list;
    const WorkoutPage page = run(workouts.list(Owner(ana), request));
    for (const auto& entry : page.entries) list.push_back(entry.workout);
    return list;
  }
  std::vector<Source> sources(WorkoutId id) { return run(workouts.sources(Owner(ana), id)); }
  std::vector<std::string> event_types() {
    std::vector<std::string> types;
    const auto events = run(events::recorded_events(store));
    EXPECT_EQ(events::schema_violations(events), "");
    for (const auto& event : events) types.push_back(event.type);
    return types;
  }

  runtime::TestLoop loop;
  FakeClock clock{at("2026-11-18T10:00:00Z")};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  Workouts workouts{store, outbox, clock, ids};
  RequestContext ana;
};

TEST(Matching, TheSameRunOfTwoDevices) {
  const auto facts = [](const Measures& measures, WorkoutSource source = WorkoutSource::gpx) {
    return facts_of(measures, source);
  };
  const Measures watch = run_of(kMorning);
  const Measures phone = run_of(kMorning + std::chrono::seconds(72), 3'540, 9'800);
  const auto reason = match(facts(phone), facts(watch));
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->start_difference_seconds, 72);
  EXPECT_EQ(reason->overlap_percent, 98);
  EXPECT_EQ(reason->distance_percent, 98);
  EXPECT_EQ(reason->corrected_hours, 0);

  Measures other = phone;
  other.type = WorkoutType::walk;  // the phone took it for a walk
  EXPECT_TRUE(match(facts(other), facts(watch)));
  other.type = WorkoutType::other;
  EXPECT_TRUE(match(facts(other), facts(watch)));
  other.type = WorkoutType::ride;
  EXPECT_FALSE(match(facts(other), facts(watch)));
  EXPECT_FALSE(match(facts(run_of(kMorning + std::chrono::minutes(20))), facts(watch)));
  EXPECT_FALSE(match(facts(run_of(kMorning, 1'800, 5'000)), facts(watch)));
  EXPECT_FALSE(match(facts(run_of(kMorning, 3'600, 6'000)), facts(watch)));
  EXPECT_TRUE(match(facts(run_of(kMorning, 3'600, std::nullopt)), facts(watch)));
  EXPECT_FALSE(match(facts(run_of(kMorning + std::chrono::hours(1))),
                     facts_of(run_of(kMorning, 3'300), WorkoutSource::fit)));
}

TEST(Matching, AClockThatIsWrongByHours) {
  const Measures right = run_of(kMorning);
  const Measures wrong = run_of(kMorning + std::chrono::hours(2) + std::chrono::seconds(3));
  const auto reason =
      match(facts_of(wrong, WorkoutSource::gpx), facts_of(right, WorkoutSource::fit));
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->corrected_hours, 2);
  EXPECT_EQ(reason->start_difference_seconds, 3);
  EXPECT_EQ(reason->overlap_percent, 100);
  // Not when satellites set both clocks, when one was typed, or when it is another way.
  EXPECT_FALSE(match(facts_of(wrong, WorkoutSource::fit), facts_of(right, WorkoutSource::fit)));
  EXPECT_FALSE(match(facts_of(wrong, WorkoutSource::gpx), facts_of(right, WorkoutSource::manual)));
  const Measures longer = run_of(kMorning + std::chrono::hours(2), 3'600, 10'400);
  EXPECT_FALSE(match(facts_of(longer, WorkoutSource::gpx), facts_of(right, WorkoutSource::fit)));
  Measures there = right, back = wrong;
  there.track = TrackSummary();
  back.track = TrackSummary();
  back.track->max_latitude = 0.1;
  EXPECT_FALSE(match(facts_of(back, WorkoutSource::gpx), facts_of(there, WorkoutSource::fit)));
  EXPECT_FALSE(match(facts_of(run_of(kMorning + std::chrono::hours(15)), WorkoutSource::gpx),
                     facts_of(right, WorkoutSource::fit)));
}

TEST(Merging, TakesEachFieldFromTheBestSourceThatHasIt) {
  Source fit, gpx;
  fit.id = SourceId{Uuid{{1}}};
  gpx.id = SourceId{Uuid{{2}}};
  fit.source = WorkoutSource::fit;
  gpx.source = WorkoutSource::gpx;
  fit.measures = run_of(kMorning, 3'600, 10'000);
  fit.measures.average_heart_rate = 150;
  gpx.measures = run_of(kMorning, 3'500, 9'900);
  gpx.measures.average_heart_rate = 144;
  gpx.measures.max_heart_rate = 170;
  gpx.measures.title = "Lunch Run";
  gpx.measures.calories = 700;
  gpx.measures.utc_offset_minutes = 120;
  StoredWorkout workout;
  const StoredWorkout one = canonical(workout, {fit, gpx});
  EXPECT_EQ(json::to_string<Workout>(one),
            json::to_string<Workout>(canonical(workout, {gpx, fit})));
  EXPECT_EQ(one.source, WorkoutSource::fit);
  EXPECT_EQ(one.distance_metres->value, 10'000);
  EXPECT_EQ(one.average_heart_rate, 150);
  EXPECT_EQ(one.max_heart_rate, std::nullopt) << "an average of one device, a maximum of another";
  EXPECT_EQ(one.title, "Lunch Run");
  EXPECT_EQ(one.calories, 700);
  EXPECT_EQ(one.utc_offset_minutes, 120);
  EXPECT_EQ(one.source_count, 2);
  workout.edits.title = "Mine";
  workout.edits.distance_metres = 10'500;
  fit.measures.efforts.push_back(BestEffort{RecordKind::km1, Seconds{200}, Seconds{0}});
  const StoredWorkout edited = canonical(workout, {fit, gpx});
  EXPECT_EQ(edited.title, "Mine");
  EXPECT_EQ(edited.distance_metres->value, 10'500);
  EXPECT_THAT(edited.best_efforts, IsEmpty());
}

TEST_F(SourcesTest, AWatchAPhoneAndAFileAreOneWorkout) {
  const Kept phone = keep(WorkoutSource::gpx, "phone", run_of(kMorning + std::chrono::seconds(2)));
  EXPECT_EQ(phone.outcome, Outcome::made);
  const Kept watch = keep(WorkoutSource::fit, "watch", run_of(kMorning, 3'610, 10'020));
  EXPECT_EQ(watch.outcome, Outcome::merged);
  EXPECT_EQ(watch.workout.id, phone.workout.id);
  EXPECT_EQ(watch.workout.source, WorkoutSource::fit);
  EXPECT_EQ(watch.workout.distance_metres->value, 10'020);
  EXPECT_EQ(watch.reason->start_difference_seconds, 2);
  const Kept again = keep(WorkoutSource::fit, "watch", run_of(kMorning, 3'610, 10'020));
  EXPECT_EQ(again.outcome, Outcome::same);
  const Kept table =
      keep(WorkoutSource::csv, "table", run_of(kMorning + std::chrono::hours(1), 3'600, 10'000));
  EXPECT_EQ(table.outcome, Outcome::merged);
  EXPECT_EQ(table.reason->corrected_hours, 1);
  ASSERT_EQ(all().size(), 1u);
  EXPECT_EQ(all()[0].started_at, kMorning);
  EXPECT_EQ(all()[0].source_count, 3);
  EXPECT_EQ(all()[0].merge_reasons.size(), 2u);
  EXPECT_EQ(sources(phone.workout.id)[0].source, WorkoutSource::fit);
  EXPECT_THAT(event_types(), ElementsAre("WorkoutLogged", "WorkoutUpdated", "WorkoutUpdated"));
}

TEST_F(SourcesTest, WhatWasTypedIsFoundAndItsWordsStay) {
  const Workout typed = log(kMorning + std::chrono::minutes(7));
  const Kept kept = keep(WorkoutSource::fit, "watch", run_of(kMorning, 3'610, 10'020));
  EXPECT_EQ(kept.workout.id, typed.id);
  EXPECT_EQ(kept.workout.title, "Typed");
  EXPECT_EQ(kept.workout.notes, "Felt good");
  EXPECT_EQ(kept.workout.started_at, kMorning);
  EXPECT_EQ(kept.workout.distance_metres->value, 10'020);
  log(kMorning + std::chrono::minutes(7));  // typed again, on purpose: another one
  EXPECT_EQ(all().size(), 2u);
}

TEST_F(SourcesTest, WhatWasEditedByHandWinsOverWhatComesLater) {
  const Kept phone = keep(WorkoutSource::gpx, "phone", run_of(kMorning));
  WorkoutChanges changes;
  changes.version = phone.workout.version;
  changes.distance_metres.emplace(9'000);
  changes.average_heart_rate.emplace(std::nullopt);
  run(workouts.update(ana, phone.workout.id, changes, InputPath()));
  Measures better = run_of(kMorning, 3'600, 9'500);
  better.average_heart_rate = 150;
  const Kept watch = keep(WorkoutSource::fit, "watch", better);
  EXPECT_EQ(watch.outcome, Outcome::merged);
  EXPECT_EQ(watch.workout.distance_metres->value, 9'000);
  EXPECT_EQ(watch.workout.average_heart_rate, std::nullopt);
  EXPECT_EQ(watch.workout.source, WorkoutSource::fit);
}

TEST_F(SourcesTest, AMergeCanBeUndoneAndStaysUndone) {
  const Kept phone = keep(WorkoutSource::gpx, "phone", run_of(kMorning));
  keep(WorkoutSource::fit, "watch", run_of(kMorning, 3'610, 10'020));
  const Source watch = sources(phone.workout.id)[0];
  const auto both = run(workouts.split(ana, phone.workout.id, watch.id));
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].source, WorkoutSource::gpx);
  EXPECT_EQ(both[0].source_count, 1);
  EXPECT_THAT(both[0].merge_reasons, IsEmpty());
  EXPECT_EQ(both[1].source, WorkoutSource::fit);
  EXPECT_EQ(both[1].distance_metres->value, 10'020);
  EXPECT_EQ(keep(WorkoutSource::fit, "watch", run_of(kMorning)).outcome, Outcome::same);
  run(workouts.remove(ana, both[1].id));
  EXPECT_EQ(keep(WorkoutSource::fit, "watch", run_of(kMorning)).outcome, Outcome::made);
  run(workouts.remove(ana, both[0].id));
  EXPECT_EQ(keep(WorkoutSource::gpx, "phone", run_of(kMorning)).outcome, Outcome::made);
  EXPECT_EQ(all().size(), 2u);
  EXPECT_THAT(event_types(),
              ElementsAre("WorkoutLogged", "WorkoutUpdated", "WorkoutUpdated", "WorkoutLogged",
                          "WorkoutDeleted", "WorkoutLogged", "WorkoutDeleted", "WorkoutLogged"));
}

TEST_F(SourcesTest, PeopleDecideWhatIsOne) {
  const Kept first = keep(WorkoutSource::gpx, "a", run_of(kMorning));
  const Kept second =
      keep(WorkoutSource::gpx, "b", run_of(kMorning + std::chrono::hours(5), 1'800, 4'000));
  EXPECT_EQ(second.outcome, Outcome::made);
  const std::vector<WorkoutId> both{first.workout.id, second.workout.id};
  const Workout one = run(workouts.merge(ana, both));
  EXPECT_EQ(one.id, first.workout.id);
  ASSERT_EQ(one.merge_reasons.size(), 1u);
  EXPECT_TRUE(one.merge_reasons[0].by_hand);
  EXPECT_FALSE(run(workouts.find(Owner(ana), second.workout.id)));
  EXPECT_EQ(all().size(), 1u);
  const auto apart = run(workouts.split(ana, one.id, one.merge_reasons[0].source_id));
  EXPECT_EQ(apart[1].distance_metres->value, 4'000);
  const std::vector<WorkoutId> again{apart[1].id, apart[0].id};
  EXPECT_EQ(run(workouts.merge(ana, again)).id, apart[1].id);
  run(workouts.remove(ana, apart[1].id));
  for (const store::Item& item : store.content()) {
    if (!item.key().pk.starts_with("USER#")) continue;
    EXPECT_EQ(item.key().sk, "TALLY#WORKOUTS");
    EXPECT_EQ(item.integer("workouts"), 0);
  }
}

TEST_F(SourcesTest, WhatCannotBeMergedOrSplitSaysSo) {
  const Kept one = keep(WorkoutSource::gpx, "a", run_of(kMorning));
  const WorkoutId id = one.workout.id;
  EXPECT_EQ(refusal_of(workouts.split(ana, id, sources(id)[0].id)), "error.workout.only_source");
  EXPECT_EQ(refusal_of(workouts.split(ana, id, ids.make<SourceId>())),
            "error.not_found.workout_source");
  EXPECT_EQ(refusal_of(workouts.merge(ana, std::vector<WorkoutId>(1, id))),
            "error.workout.merge_count");
  EXPECT_EQ(refusal_of(workouts.merge(ana, std::vector<WorkoutId>(2, id))),
            "error.workout.merge_count");
  for (int i = 1; i < static_cast<int>(kSourceLimit); ++i)
    EXPECT_EQ(keep(WorkoutSource::gpx, "a" + std::to_string(i), run_of(kMorning)).outcome,
              Outcome::merged);
  Task<Kept> ninth =
      workouts.keep_recording(ana, run_of(kMorning), origin_of(WorkoutSource::gpx, "z"));
  EXPECT_EQ(refusal_of(std::move(ninth)), "error.workout.too_many_sources");
  Task<Kept> future = workouts.keep_recording(ana, run_of(at("2026-11-20T07:00:00Z")),
                                              origin_of(WorkoutSource::gpx, "f"));
  EXPECT_EQ(refusal_of(std::move(future)), "error.workout.in_the_future");
}

TEST_F(SourcesTest, RecordsFollowEveryChange) {
  const auto with_km = [](Instant start, double seconds) {
    Measures measures = run_of(start);
    measures.efforts.push_back(BestEffort{RecordKind::km1, Seconds{seconds}, Seconds{0}});
    return measures;
  };
  const auto best = [&]() -> std::optional<double> {
    const auto records = run(workouts.records(Owner(ana), WorkoutType::run));
    for (const Best& record : records)
      if (record.kind == RecordKind::km1) return record.value;
    return std::nullopt;
  };
  const Kept slow = keep(WorkoutSource::gpx, "slow", with_km(kMorning, 300));
  EXPECT_THAT(best(), Optional(300));
  const Kept fast =
      keep(WorkoutSource::gpx, "fast", with_km(kMorning - std::chrono::hours(30), 240));
  EXPECT_THAT(best(), Optional(240));
  const auto records = run(workouts.records(Owner(ana), std::nullopt));
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[1].kind, RecordKind::longest_distance);
  EXPECT_EQ(records[1].value, 10'000);
  WorkoutChanges changes;
  changes.version = fast.workout.version;
  changes.type = WorkoutType::ride;
  const Workout ridden = run(workouts.update(ana, fast.workout.id, changes, InputPath()));
  EXPECT_THAT(best(), Optional(300));
  changes.version = ridden.version;
  changes.type = WorkoutType::run;
  run(workouts.update(ana, fast.workout.id, changes, InputPath()));
  EXPECT_THAT(best(), Optional(240));
  run(workouts.remove(ana, fast.workout.id));
  EXPECT_THAT(best(), Optional(300));
  run(workouts.remove(ana, slow.workout.id));
  EXPECT_EQ(best(), std::nullopt);
}

/// Lets something happen right before the first commit.
class Interrupted final : public store::ForwardingStore {
 public:
  explicit Interrupted(store::Store& store) : ForwardingStore(store) {}
  std::function<Task<void>()> before_commit;
  Task<store::Outcome> transact(store::Transaction transaction) override {
    if (auto meanwhile = std::exchange(before_commit, nullptr)) co_await meanwhile();
    co_return co_await ForwardingStore::transact(std::move(transaction));
  }
};

Task<void> keep_other(const Workouts& workouts, const RequestContext& context, Origin origin) {
  co_await workouts.keep_recording(context, run_of(kMorning), std::move(origin));
}

TEST_F(SourcesTest, TwoDevicesAtTheSameMomentMakeOneWorkout) {
  for (const char* second : {"watch", "phone"}) {  // another file, and the same one
    SCOPED_TRACE(second);
    store::MemoryStore plain(clock);
    Interrupted interrupted(plain);
    events::StoreOutbox slow(interrupted, clock, ids);
    run(slow.start());
    events::StoreOutbox quick_outbox(plain, clock, ids);
    run(quick_outbox.start());
    const Workouts quick(plain, quick_outbox, clock, ids);
    const Workouts disturbed(interrupted, slow, clock, ids);
    interrupted.before_commit = [&] {
      return keep_other(quick, ana, origin_of(WorkoutSource::fit, "watch"));
    };
    const Kept kept =
        run(disturbed.keep_recording(ana, run_of(kMorning), origin_of(WorkoutSource::gpx, second)));
    EXPECT_EQ(kept.outcome, std::string(second) == "watch" ? Outcome::same : Outcome::merged);
    const WorkoutPage page = run(quick.list(Owner(ana), store::PageRequest()));
    EXPECT_EQ(page.entries.size(), 1u);
  }
}

/// Random histories: what the events add up to is what is stored, and what is stored is what its sources say.
class Histories : public SourcesTest, public ::testing::WithParamInterface<unsigned> {
 protected:
  std::size_t pick(std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(dice);
  }
  template <typename T>
  void attempt(Task<T> task) {
    try {
      run(std::move(task));
    } catch (const Error& error) {
      ASSERT_NE(error.code(), ErrorCode::internal) << error.what();
    }
  }
  std::optional<Workout> any() {
    const auto list = all();
    if (list.empty()) return std::nullopt;
    return list[pick(list.size())];
  }

  /// One of a few runs as one of a few devices tells it.
  void import_any() {
    const std::size_t which = pick(6), device = pick(5);
    static constexpr WorkoutSource kSources[] = {WorkoutSource::fit, WorkoutSource::gpx,
                                                 WorkoutSource::tcx, WorkoutSource::csv,
                                                 WorkoutSource::apple_health};
    const auto day = std::chrono::hours(26 * static_cast<int>(which));
    const auto run = static_cast<double>(which), told_by = static_cast<double>(device);
    Measures measures = run_of(kMorning - day + std::chrono::seconds(7 * device),
                               3'600 - 10 * told_by, 10'000 + 1'000 * run + 15 * told_by);
    if (device == 3) measures.started_at += std::chrono::hours(1);
    measures.efforts.push_back(
        BestEffort{RecordKind::km1, Seconds{300 - 10 * run + told_by}, Seconds{5}});
    attempt(workouts.keep_recording(
        ana, std::move(measures),
        origin_of(kSources[device], std::to_string(which) + "/" + std::to_string(device))));
  }
  void edit() {
    const auto workout = any();
    if (!workout) return;
    WorkoutChanges changes;
    changes.version = workout->version - (pick(8) == 0 ? 1 : 0);
    if (pick(2)) changes.distance_metres.emplace(5'000 + static_cast<double>(pick(9'000)));
    if (pick(3) == 0) changes.started_at = kMorning - std::chrono::minutes(pick(9'000));
    if (pick(3) == 0) changes.type = pick(2) ? WorkoutType::hike : WorkoutType::ride;
    if (pick(4) == 0) changes.distance_metres.emplace(std::nullopt);
    attempt(workouts.update(ana, workout->id, changes, InputPath()));
  }
  void split() {
    const auto workout = any();
    if (!workout) return;
    const auto parts = sources(workout->id);
    attempt(workouts.split(ana, workout->id, parts[pick(parts.size())].id));
  }
  void merge() {
    std::vector<WorkoutId> chosen;
    for (std::size_t i = 0; i < 2 + pick(2); ++i)
      if (const auto workout = any()) chosen.push_back(workout->id);
    attempt(workouts.merge(ana, std::move(chosen)));
  }
  void step() {
    switch (pick(9)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return import_any();
      case 4:
        return edit();
      case 5:
        return split();
      case 6:
        return merge();
      case 7:
        log(kMorning - std::chrono::hours(26 * static_cast<int>(pick(6))) +
            std::chrono::minutes(pick(20)));
        return;
      case 8:
        if (const auto workout = any()) attempt(workouts.remove(ana, workout->id));
        return;
    }
  }

  struct Counted {
    double metres = 0;
    double seconds = 0;
    Instant start;
    bool operator==(const Counted&) const = default;
  };

  /// As rewards, quests and journeys see it: by the events alone.
  std::map<std::string, Counted> told() {
    std::map<std::string, Counted> counted;
    const auto events = run(events::recorded_events(store));
    for (const auto& event : events) {
      const auto facts = json::decode<WorkoutFacts>(without_unknown(event.payload));
      const std::string id = facts.workout_id.to_string();
      EXPECT_EQ(counted.contains(id), event.type != kWorkoutLogged) << event.type;
      if (event.type == kWorkoutDeleted)
        counted.erase(id);
      else
        counted[id] = Counted{facts.distance_metres.value_or(Metres{}).value,
                              facts.moving_seconds.value, facts.started_at};
    }
    return counted;
  }
  static std::string without_unknown(const std::string& payload) {
    boost::json::object object = boost::json::parse(payload).as_object();
    for (const char* name : {"loggedAt", "updatedAt", "deletedAt", "version"}) object.erase(name);
    return boost::json::serialize(object);
  }

  void expect_right() {
    const auto list = all();
    std::map<std::string, Counted> stored;
    std::set<std::string> fingerprints;
    std::map<std::string, double> fastest;
    for (const Workout& workout : list) {
      stored[workout.id.to_string()] = Counted{workout.distance_metres.value_or(Metres{}).value,
                                               workout.moving_seconds.value, workout.started_at};
      const auto parts = sources(workout.id);
      EXPECT_EQ(static_cast<std::size_t>(workout.source_count), parts.size());
      EXPECT_LE(parts.size(), kSourceLimit);
      for (const Source& source : parts) {
        if (source.fingerprint.empty()) continue;
        EXPECT_TRUE(fingerprints.insert(source.fingerprint).second) << "a recording counts twice";
        EXPECT_EQ(run(workouts.find_file(Owner(ana), source.fingerprint)), workout.id);
      }
      // Computed anew from what is stored, it is what is stored.
      WorkoutRepository repository(store);
      const StoredWorkout before = *run(repository.find(Owner(ana), workout.id));
      EXPECT_EQ(json::to_string<Workout>(canonical(before, parts)), json::to_string(workout));
      for (const Best& best : bests_of(workout)) {
        const std::string kind = best_prefix(best.type, best.kind);
        const bool less = distance_of(best.kind) > 0;
        const auto known = fastest.find(kind);
        if (known == fastest.end() ||
            (less ? best.value < known->second : best.value > known->second))
          fastest[kind] = best.value;
      }
    }
    EXPECT_EQ(told(), stored);
    std::map<std::string, double> recorded;
    const auto records = run(workouts.records(Owner(ana), std::nullopt));
    for (const Best& best : records) recorded[best_prefix(best.type, best.kind)] = best.value;
    EXPECT_EQ(recorded, fastest);
    EXPECT_EQ(run(WorkoutRepository(store).tally(Owner(ana))).workouts,
              static_cast<std::int64_t>(list.size()));
  }

  std::mt19937_64 dice{test_seed() + GetParam()};
};

TEST_P(Histories, AddUpInAnyOrder) {
  for (int i = 0; i < 80; ++i) {
    SCOPED_TRACE(i);
    step();
    clock.advance(std::chrono::milliseconds(1 + pick(2'000)));
    if (i % 20 == 19) expect_right();
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Random, Histories, ::testing::Range(1u, 21u));

}  // namespace
}  // namespace waymark::workouts
