// What people set for their workouts, and what others see of them.
#include "product/workouts/viewing.h"

#include "base/json.h"
#include "product/social/world_test.h"
#include "product/workouts/recording/compact_numbers.h"
#include "product/workouts/recording/polyline.h"
#include "product/workouts/showing.h"
#include "product/workouts/totals.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}

Date day(std::string_view text) {
  return parse_iso_date(text).value();
}

class ViewingTest : public social::World {
 protected:
  /// A run from a home at 40.4° N, 3.7° W straight north for 5 km.
  Workout run_from_home(std::string fingerprint = "file") {
    Measures measures;
    measures.type = WorkoutType::run;
    measures.started_at = clock.now() - std::chrono::hours(2);
    measures.ended_at = clock.now() - std::chrono::hours(1);
    measures.elapsed_seconds = measures.moving_seconds = Seconds{3'600};
    measures.distance_metres = Metres{5'000};
    measures.average_heart_rate = 150;
    measures.max_heart_rate = 180;
    measures.time_zone = "Europe/Madrid";
    std::vector<Position> line;
    for (int i = 0; i <= 50; ++i) line.push_back(Position{40.4 + i * 100 / 111'000.0, -3.7});
    measures.track = TrackSummary();
    measures.track->polyline = encode_polyline(line);
    measures.track->min_latitude = 40.4;
    measures.track->max_latitude = line.back().latitude;
    measures.track->min_longitude = measures.track->max_longitude = -3.7;
    measures.series = SeriesColumns();
    measures.series->seconds = encode_column({0, 1'800, 3'600});
    measures.series->heart_rate = encode_column({140, 150, 160});
    measures.series->elevation = encode_column({6'500, 6'600, 6'700});
    measures.kilometres = SplitColumns();
    measures.kilometres->unit_metres = 1'000;
    measures.kilometres->last_metres = 1'000;
    measures.kilometres->moving = encode_column({7'200});
    measures.kilometres->elapsed = encode_column({7'300});
    measures.kilometres->heart_rate = encode_column({150});
    HeartRateTimes times;
    times.lowest = 140;
    times.seconds = encode_column({600, 1'200, 1'800});
    measures.heart_rate_times = times;
    Origin origin;
    origin.fingerprint = std::move(fingerprint);
    return run(workouts.keep_recording(ana, std::move(measures), std::move(origin))).workout;
  }
  std::optional<WorkoutView> seen_by(const RequestContext& who, WorkoutId workout) {
    return run(viewing.find(id(who), workout));
  }
  WorkoutDetail detail_for(const WorkoutView& view) {
    return run(viewing.detail(Owner(ana), view.id, view.hidden));
  }
  static VisibilityChanges shown(std::optional<Audience> map, std::optional<Audience> heart,
                                 std::optional<Audience> place) {
    VisibilityChanges changes;
    changes.map.emplace(map);
    changes.heart_rate.emplace(heart);
    changes.location.emplace(place);
    return changes;
  }
  void share_workouts(Audience audience) {
    social::SharingInput input;
    input.workouts = audience;
    run(services.sharing.change(ana, input));
  }

  RequestContext ana = person("ana");
  RequestContext ben = person("ben");  // follows
  RequestContext cyd = person("cyd");  // does not
  Workouts workouts{store, outbox, clock, ids};
  Settings settings{store, clock, ids, random, [this](Owner) { return birth_date(); }};
  Viewing viewing{store, services.social, settings};
  Totals totals{store, [](Owner) { return madrid(); }};
  std::optional<Date> born;

 private:
  Task<std::optional<Date>> birth_date() const { co_return born; }
  static Task<TimeZone> madrid() { co_return TimeZone::find("Europe/Madrid").value(); }
};

TEST_F(ViewingTest, OthersSeeWhatIsSharedAndNoMore) {
  follow(ben, ana);
  const WorkoutId id = run_from_home().id;
  EXPECT_EQ(seen_by(cyd, id), std::nullopt) << "shared with followers";
  const WorkoutView view = seen_by(ben, id).value();
  EXPECT_EQ(view.owner_id, this->id(ana));
  EXPECT_EQ(view.distance_metres->value, 5'000);
  EXPECT_TRUE(view.track);
  EXPECT_EQ(view.average_heart_rate, std::nullopt);
  EXPECT_THAT(view.hidden, ElementsAre(WorkoutPart::heart_rate));
  EXPECT_EQ(view.time_zone, "Europe/Madrid");
  const WorkoutView own = seen_by(ana, id).value();
  EXPECT_EQ(own.average_heart_rate, 150);
  EXPECT_THAT(own.hidden, IsEmpty());

  share_workouts(Audience::public_);
  EXPECT_THAT(seen_by(cyd, id)->hidden,
              ElementsAre(WorkoutPart::map, WorkoutPart::heart_rate, WorkoutPart::location));
  EXPECT_FALSE(seen_by(cyd, id)->track);
  EXPECT_FALSE(seen_by(cyd, id)->time_zone);
  share_workouts(Audience::private_);
  EXPECT_EQ(seen_by(ben, id), std::nullopt);
  share_workouts(Audience::public_);
  block(ana, cyd);
  EXPECT_EQ(seen_by(cyd, id), std::nullopt);
  EXPECT_EQ(seen_by(ben, ids.make<WorkoutId>()), std::nullopt);
}

TEST_F(ViewingTest, OneWorkoutMayBeShownOtherwise) {
  follow(ben, ana);
  const WorkoutId id = run_from_home().id;
  run(settings.set_visibility(Owner(ana),
                              shown(Audience::private_, Audience::followers, Audience::followers)));
  EXPECT_THAT(seen_by(ben, id)->hidden, ElementsAre(WorkoutPart::map));
  EXPECT_EQ(seen_by(ben, id)->average_heart_rate, 150);
  VisibilityChanges own = shown(Audience::public_, std::nullopt, Audience::public_);
  own.workout.emplace(Audience::public_);
  run(workouts.set_visibility(ana, id, own));
  EXPECT_THAT(seen_by(cyd, id)->hidden, ElementsAre(WorkoutPart::heart_rate));
  EXPECT_TRUE(seen_by(cyd, id)->track);
  EXPECT_EQ(seen_by(ana, id)->visibility->map, Audience::public_);
  EXPECT_EQ(seen_by(cyd, id)->visibility, std::nullopt);
  own.workout.emplace(Audience::private_);
  run(workouts.set_visibility(ana, id, own));
  EXPECT_EQ(seen_by(ben, id), std::nullopt);
}

TEST_F(ViewingTest, WhatIsHiddenIsHiddenInTheDetailToo) {
  follow(ben, ana);
  const WorkoutId id = run_from_home().id;
  run(settings.set_visibility(Owner(ana),
                              shown(Audience::private_, Audience::private_, Audience::private_)));
  const WorkoutDetail hidden = detail_for(seen_by(ben, id).value());
  EXPECT_FALSE(hidden.series->heart_rate);
  EXPECT_FALSE(hidden.series->elevation);
  EXPECT_FALSE(hidden.kilometres->heart_rate);
  EXPECT_FALSE(hidden.heart_rate_times);
  const WorkoutDetail own = detail_for(seen_by(ana, id).value());
  EXPECT_EQ(expanded(*own.series).heart_rate->at(2), 160);
  EXPECT_EQ(expanded(*own.kilometres)[0].average_heart_rate, 150);
  EXPECT_EQ(expanded(*own.kilometres)[0].elapsed_seconds, 730);
}

TEST_F(ViewingTest, TheLineOfOthersBeginsBehindThePrivacyZone) {
  follow(ben, ana);
  const WorkoutId id = run_from_home().id;
  PrivacyZoneInput home;
  home.latitude = 40.4;
  home.longitude = -3.7;
  home.radius_metres = 500;
  const std::vector<PrivacyZoneInput> zones(1, home);
  const auto set = run(settings.set_privacy_zones(Owner(ana), zones));
  ASSERT_THAT(set, SizeIs(1));
  const auto line = decode_polyline(seen_by(ben, id)->track->polyline);
  const Position middle{40.4, -3.7};
  for (const Position& point : line) EXPECT_GT(distance_metres(point, middle), 500);
  EXPECT_GT(line.size(), 30u);
  EXPECT_EQ(seen_by(ben, id)->track->min_latitude, line.front().latitude);
  EXPECT_THAT(decode_polyline(seen_by(ana, id)->track->polyline), SizeIs(51));

  // Set again, it hides the same: else many draws would tell the middle.
  const auto again = run(settings.set_privacy_zones(Owner(ana), zones));
  EXPECT_EQ(json::to_string(again), json::to_string(set));
  const std::vector<PrivacyZoneInput> none;
  run(settings.set_privacy_zones(Owner(ana), none));
  EXPECT_THAT(decode_polyline(seen_by(ben, id)->track->polyline), SizeIs(51));
}

TEST_F(ViewingTest, WrongZonesAreRefused) {
  PrivacyZoneInput wrong;
  wrong.latitude = 91;
  wrong.radius_metres = 100;
  const std::vector<PrivacyZoneInput> zones(1, wrong);
  const Error error = failure_of(settings.set_privacy_zones(Owner(ana), zones));
  ASSERT_THAT(error.problems(), SizeIs(2));
  EXPECT_EQ(error.problems()[0].field, "zones.0.latitude");
  EXPECT_EQ(error.problems()[1].field, "zones.0.radiusMetres");
  const std::vector<PrivacyZoneInput> many(11, wrong);
  EXPECT_EQ(failure_of(settings.set_privacy_zones(Owner(ana), many)).problems()[0].field, "zones");
}

TEST_F(ViewingTest, HeartRateZonesFollowWhatIsKnown) {
  EXPECT_THAT(run(settings.heart_rate_zones(Owner(ana))).bounds, IsEmpty());
  born = day("1986-11-22");
  clock.set(at("2026-11-21T10:00:00Z"));  // the day before the 40th birthday
  EXPECT_EQ(run(settings.heart_rate_zones(Owner(ana))).max_heart_rate, 181);
  EXPECT_FALSE(run(settings.heart_rate_zones(Owner(ana))).chosen);
  const HeartRateZones chosen = run(settings.set_max_heart_rate(Owner(ana), 190));
  EXPECT_THAT(chosen.bounds, ElementsAre(95, 114, 133, 152, 171));
  EXPECT_TRUE(chosen.chosen);
  HeartRateTimes times;
  times.lowest = 132;
  times.seconds = encode_column({10, 20, std::nullopt, 40});
  const auto in_zones = times_in(chosen, times).value();
  ASSERT_THAT(in_zones, SizeIs(5));
  EXPECT_EQ(in_zones[1].seconds, 10);
  EXPECT_EQ(in_zones[2].seconds, 60);
  EXPECT_EQ(in_zones[4].to, std::nullopt);
  EXPECT_EQ(failure_of(settings.set_max_heart_rate(Owner(ana), 300)).problems()[0].field,
            "maxHeartRate");
  run(settings.set_max_heart_rate(Owner(ana), std::nullopt));
  EXPECT_FALSE(run(settings.heart_rate_zones(Owner(ana))).chosen);
}

TEST_F(ViewingTest, TotalsAreOfWeeksWhereThePersonLives) {
  clock.set(at("2026-11-21T10:00:00Z"));
  const auto log = [&](std::string_view start, WorkoutType type, double metres) {
    WorkoutInput input;
    input.type = type;
    input.started_at = at(start);
    input.moving_seconds = 600;
    input.distance_metres = metres;
    run(workouts.log(ana, std::move(input), InputPath()));
  };
  log("2026-11-15T22:30:00Z", WorkoutType::run, 1'000);  // Sunday 23:30 in Madrid
  log("2026-11-15T23:30:00Z", WorkoutType::run, 2'000);  // Monday 00:30
  log("2026-11-18T10:00:00Z", WorkoutType::ride, 4'000);
  TotalsRequest request;
  request.from = day("2026-11-11");
  request.to = day("2026-11-23");
  const auto weeks = run(totals.of(Owner(ana), request));
  ASSERT_THAT(weeks, SizeIs(3));
  EXPECT_EQ(weeks[0].from, day("2026-11-09"));
  EXPECT_EQ(weeks[0].distance_metres, 1'000);
  EXPECT_EQ(weeks[1].distance_metres, 6'000);
  EXPECT_EQ(weeks[1].workouts, 2);
  EXPECT_EQ(weeks[2].workouts, 0);
  request.type = WorkoutType::ride;
  request.unit = TotalsUnit::month;
  const auto months = run(totals.of(Owner(ana), request));
  ASSERT_THAT(months, SizeIs(1));
  EXPECT_EQ(months[0].from, day("2026-11-01"));
  EXPECT_EQ(months[0].moving_seconds, 600);
  request.to = day("2026-10-01");
  EXPECT_EQ(failure_of(totals.of(Owner(ana), request)).problems()[0].field, "to");
  request.to = day("2126-10-01");
  EXPECT_EQ(failure_of(totals.of(Owner(ana), request)).problems()[0].field, "to");
}

TEST_F(ViewingTest, ListsAreOfAKindAndATime) {
  std::vector<WorkoutId> runs;
  for (int i = 0; i < 5; ++i) {
    WorkoutInput input;
    input.type = i % 2 ? WorkoutType::ride : WorkoutType::run;
    input.started_at = clock.now() - std::chrono::hours(30 - i);
    input.moving_seconds = 600;
    const Workout made = run(workouts.log(ana, std::move(input), InputPath()));
    if (i % 2 == 0) runs.insert(runs.begin(), made.id);
  }
  WorkoutFilter filter;
  filter.type = WorkoutType::run;
  store::PageRequest request;
  request.size = 2;
  const WorkoutPage first = run(workouts.list(Owner(ana), filter, request));
  ASSERT_THAT(first.entries, SizeIs(2));
  EXPECT_TRUE(first.has_next);
  EXPECT_EQ(first.entries[0].workout.id, runs[0]);
  request.after = first.entries[1].cursor;
  const WorkoutPage rest = run(workouts.list(Owner(ana), filter, request));
  ASSERT_THAT(rest.entries, SizeIs(1));
  EXPECT_EQ(rest.entries[0].workout.id, runs[2]);
  EXPECT_FALSE(rest.has_next);
  request.after.reset();
  filter.type.reset();
  filter.from = clock.now() - std::chrono::hours(29);
  filter.to = clock.now() - std::chrono::hours(27);
  const WorkoutPage between = run(workouts.list(Owner(ana), filter, request));
  EXPECT_THAT(between.entries, SizeIs(2));
  filter.from = clock.now();
  EXPECT_THAT(run(workouts.list(Owner(ana), filter, request)).entries, IsEmpty());
}

TEST(Explanation, IsInFourLanguages) {
  MergeReason reason;
  reason.start_difference_seconds = 2;
  reason.overlap_percent = 98;
  EXPECT_EQ(explanation(reason, Locale::en), "same start within 2 s, 98 % overlap");
  reason.corrected_hours = -1;
  reason.distance_percent = 99;
  reason.by_hand = true;
  reason.start_difference_seconds = 600;
  EXPECT_EQ(explanation(reason, Locale::es),
            "unidos a mano, inicios con 10 min de diferencia, 98 % de coincidencia, las distancias "
            "coinciden en un 99 %, el reloj iba 1 h atrasado");
}

}  // namespace
}  // namespace waymark::workouts
