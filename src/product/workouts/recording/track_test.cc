#include "product/workouts/recording/track.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include <GeographicLib/Geodesic.hpp>

#include "base/error.h"
#include "product/workouts/files/gpx_reader.h"
#include "product/workouts/files/kept_finds_test.h"
#include "product/workouts/files/track_text_test.h"
#include "product/workouts/recording/polyline.h"

namespace waymark::workouts {
namespace {

Measures measured(const std::string& text, std::optional<WorkoutType> type = std::nullopt) {
  return measure(finds_of<GpxReader>(text).workouts.at(0), type);
}

/// Points northwards at `speed` metres a second, every `step` seconds.
std::vector<std::string> northwards(double speed, double step, int count, double from = 0,
                                    double start_latitude = 10) {
  std::vector<std::string> points;
  for (int i = 0; i < count; ++i)
    points.push_back(point(start_latitude + speed * step * i / 110'608.0, 20, from + step * i));
  return points;
}

std::vector<Position> decoded(const std::string& text) {
  std::vector<Position> line;
  std::int64_t latitude = 0, longitude = 0;
  for (std::size_t i = 0; i < text.size();) {
    for (std::int64_t* value : {&latitude, &longitude}) {
      std::int64_t bits = 0;
      int shift = 0, chunk = 0;
      do {
        chunk = text.at(i++) - 63;
        bits |= static_cast<std::int64_t>(chunk & 0x1F) << shift;
        shift += 5;
      } while (chunk >= 0x20);
      *value += bits & 1 ? ~(bits >> 1) : bits >> 1;
    }
    line.push_back(
        Position{static_cast<double>(latitude) / 1e5, static_cast<double>(longitude) / 1e5});
  }
  return line;
}

TEST(Geodesic, TheLocalFormulaAgreesWithKarneys) {
  std::mt19937 dice(1);
  std::uniform_real_distribution<double> latitude(-89, 89), longitude(-180, 180), step(-1, 1);
  for (int i = 0; i < 5'000; ++i) {
    const double reach = std::pow(10, -5 + 4 * std::abs(step(dice)));  // a metre to ten kilometres
    const Position from{latitude(dice), longitude(dice)};
    const Position to{std::clamp(from.latitude + reach * step(dice), -90.0, 90.0),
                      from.longitude + reach * step(dice)};
    double exact = 0;
    GeographicLib::Geodesic::WGS84().Inverse(from.latitude, from.longitude, to.latitude,
                                             to.longitude, exact);
    EXPECT_NEAR(distance_metres(from, to), exact, 1e-6 * exact + 1e-6)
        << from.latitude << " " << from.longitude << " " << to.latitude << " " << to.longitude;
  }
  EXPECT_NEAR(distance_metres({1, 179.999}, {1, -179.999}), 222.6, 0.1);
}

TEST(Track, ARunOfAGarmin) {
  const Measures run = measured(sample("run-garmin.gpx"));
  EXPECT_EQ(run.type, WorkoutType::run);
  EXPECT_EQ(run.title, "Madrid Running");
  EXPECT_NEAR(run.distance_metres->value, 5001.0, 0.5);
  EXPECT_EQ(run.moving_seconds.value, 1650);
  EXPECT_EQ(run.elapsed_seconds.value, 1650);
  EXPECT_EQ(run.average_heart_rate, 145);
  EXPECT_NEAR(run.climb_metres->value, 5 * 12, 1.5);  // five hills of 12 m
  EXPECT_EQ(run.track->point_count, 501);
  EXPECT_EQ(run.track->segment_count, 1);
  EXPECT_NEAR(run.track->min_elevation.value(), 634, 0.1);
  EXPECT_NEAR(run.track->max_elevation.value(), 646, 0.1);
  EXPECT_LE(decoded(run.track->polyline).size(), 500u);
}

TEST(Track, ARideOfStravaWithAPause) {
  const Measures ride = measured(sample("ride-strava.gpx"));
  EXPECT_EQ(ride.type, WorkoutType::ride);
  EXPECT_NEAR(ride.distance_metres->value, 21'519.7, 1);
  EXPECT_EQ(ride.moving_seconds.value, 2990);
  EXPECT_EQ(ride.elapsed_seconds.value, 3890);
  EXPECT_EQ(ride.track->segment_count, 2);
}

TEST(Track, AWalkInGpx10) {
  const Measures walk = measured(sample("walk-gpx10.gpx"));
  EXPECT_EQ(walk.type, WorkoutType::walk);  // "Caminhada"
  EXPECT_NEAR(walk.distance_metres->value, 2762.1, 0.5);
  EXPECT_EQ(walk.average_heart_rate, std::nullopt);
}

TEST(Track, TheTypeComesFromTypeOrName) {
  EXPECT_EQ(type_of("trail_running", "Morning Ride"), WorkoutType::run);
  EXPECT_EQ(type_of("9", std::nullopt), WorkoutType::run);
  EXPECT_EQ(type_of("unknown", "Sortie VÉLO du matin"), WorkoutType::ride);
  EXPECT_EQ(type_of(std::nullopt, "Brunch"), WorkoutType::other);  // not "run"
  EXPECT_EQ(
      measured(track_text("<type>running</type>", northwards(3, 5, 20)), WorkoutType::hike).type,
      WorkoutType::hike);
}

TEST(Track, ASpikeDoesNotCount) {
  auto points = northwards(3, 5, 60);
  const double clean = measured(track_text("", points)).distance_metres->value;
  points[30] = point(10.5, 20, 150);  // 55 km away for one fix
  const Measures workout = measured(track_text("", points));
  EXPECT_NEAR(workout.distance_metres->value, clean, 1);
  EXPECT_EQ(workout.track->point_count, 59);
  EXPECT_LT(workout.track->max_latitude, 10.1);
}

TEST(Track, AWrongFirstFixDoesNotCount) {
  auto points = northwards(3, 5, 60);
  points[0] = point(48, 2, 0);
  const Measures workout = measured(track_text("", points));
  EXPECT_NEAR(workout.distance_metres->value, 58 * 15, 2);
  EXPECT_LT(workout.track->max_latitude, 11);
}

TEST(Track, AJumpForGoodIsAPause) {
  auto points = northwards(3, 5, 60);
  for (const auto& one : northwards(3, 5, 60, 300, 11)) points.push_back(one);
  const Measures workout = measured(track_text("", points));
  EXPECT_NEAR(workout.distance_metres->value, 2 * 59 * 15, 5);
  EXPECT_EQ(workout.track->segment_count, 2);
}

TEST(Track, StandingStillIsNotMoving) {
  std::mt19937 dice(7);
  std::normal_distribution<double> jitter(0, 0.3 / 110'000);
  auto points = northwards(3, 1, 101);
  const double stop = 10 + 3 * 100 / 110'608.0;
  for (int i = 1; i <= 600; ++i)
    points.push_back(point(stop + jitter(dice), 20 + jitter(dice), 100 + i));
  const Measures workout = measured(track_text("<type>run</type>", points));
  EXPECT_NEAR(workout.moving_seconds.value, 100, 10);
  EXPECT_EQ(workout.elapsed_seconds.value, 700);
  EXPECT_LT(workout.distance_metres->value, 300 + 10);
}

TEST(Track, NothingIsCountedAcrossALongSilence) {
  auto points = northwards(3, 5, 20);
  for (const auto& one : northwards(3, 5, 20, 95 + 3600, 10.1)) points.push_back(one);
  const Measures workout = measured(track_text("", points));
  EXPECT_NEAR(workout.distance_metres->value, 2 * 19 * 15, 2);
  EXPECT_EQ(workout.moving_seconds.value, 2 * 95);
}

TEST(Track, ATrackThatIsInTheFileTwiceCountsOnce) {
  const std::string one = "<trk>" + segment(northwards(3, 5, 50)) + "</trk>";
  EXPECT_NEAR(measured("<gpx>" + one + one + "</gpx>").distance_metres->value, 49 * 15, 2);
}

TEST(Track, JitterInTheTimesIsSorted) {
  auto points = northwards(3, 5, 50);
  std::swap(points[20], points[21]);
  points.push_back(points[49]);
  const Measures workout = measured(track_text("", points));
  EXPECT_NEAR(workout.distance_metres->value, 49 * 15, 2);
  EXPECT_EQ(workout.track->point_count, 50);
}

TEST(Track, ClimbCountsHillsAndNotNoise) {
  std::vector<std::string> noise, hills;
  for (int i = 0; i < 400; ++i) {
    const double latitude = 10 + i * 1e-4;
    noise.push_back(
        point(latitude, 20, i * 4, "<ele>" + std::to_string(100 + (i % 2) * 2) + "</ele>"));
    const double height = 100 + 50 * (1 - std::cos(i * 4 * std::numbers::pi / 399)) / 2;
    hills.push_back(point(latitude, 20, i * 4, "<ele>" + std::to_string(height) + "</ele>"));
  }
  EXPECT_EQ(measured(track_text("", noise)).climb_metres->value, 0);
  EXPECT_NEAR(measured(track_text("", hills)).climb_metres->value, 100, 2);  // two of 50 m
  EXPECT_EQ(measured(track_text("", northwards(3, 5, 20))).climb_metres, std::nullopt);
}

TEST(Track, CrossesTheAntimeridian) {
  std::vector<std::string> points;
  for (int i = 0; i < 100; ++i) {
    double longitude = 179.99 + i * 2e-4;
    if (longitude > 180) longitude -= 360;
    points.push_back(point(1, longitude, i * 5));
  }
  const Measures workout = measured(track_text("", points));
  EXPECT_NEAR(workout.distance_metres->value, 99 * 22.26, 3);
  EXPECT_NEAR(workout.track->min_longitude, 179.99, 1e-6);  // west
  EXPECT_NEAR(workout.track->max_longitude, -179.9902, 1e-6);
  const auto line = decoded(workout.track->polyline);
  EXPECT_NEAR(line.back().longitude - line.front().longitude, 0.0198, 1e-5);
}

TEST(Track, NothingThatMovesIsAnError) {
  try {
    measured(track_text("", {point(1, 1, 0), point(1, 1, 100)}));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().at(0).message_key, "error.gpx.no_movement");
  }
  EXPECT_THROW(measured(track_text("", {point(1, 1, 0)})), Error);
}

TEST(Polyline, IsEncodedAsGoogleSays) {
  EXPECT_EQ(encode_polyline({{38.5, -120.2}, {40.7, -120.95}, {43.252, -126.453}}),
            "_p~iF~ps|U_ulLnnqC_mqNvxq`@");
}

TEST(Polyline, KeepsEndsAndShape) {
  std::vector<Position> line;
  for (int i = 0; i < 50'000; ++i)
    line.push_back(Position{10 + i * 1e-5, 20 + 0.01 * std::sin(i / 500.0)});
  const auto simple = simplify(line, 500);
  EXPECT_LE(simple.size(), 500u);
  EXPECT_GE(simple.size(), 400u);
  EXPECT_EQ(simple.front().latitude, line.front().latitude);
  EXPECT_EQ(simple.back().latitude, line.back().latitude);
  // No point of the line is far off the simple one.
  for (std::size_t place = 0; place < line.size(); place += 20) {
    const Position& point = line[place];
    double nearest = 1e9;
    for (std::size_t i = 1; i < simple.size(); ++i) {
      const double ax = simple[i - 1].longitude, ay = simple[i - 1].latitude;
      const double dx = simple[i].longitude - ax, dy = simple[i].latitude - ay;
      const double t = std::clamp(
          ((point.longitude - ax) * dx + (point.latitude - ay) * dy) / (dx * dx + dy * dy), 0.0,
          1.0);
      nearest = std::min(nearest,
                         std::hypot(point.longitude - ax - t * dx, point.latitude - ay - t * dy));
    }
    ASSERT_LT(nearest * 111'320, 30);
  }
  const std::vector<Position> straight{{0, 0}, {0.001, 0}, {0.002, 0}, {0.003, 0}};
  EXPECT_EQ(simplify(straight, 500).size(), 2u);
}

}  // namespace
}  // namespace waymark::workouts
