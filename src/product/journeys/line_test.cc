#include "product/journeys/line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "base/error.h"
#include "base/test_seed.h"

namespace waymark::journeys {
namespace {

using testing::DoubleNear;
using testing::IsEmpty;
using testing::SizeIs;

RoutePoint at(double latitude, double longitude, std::optional<double> elevation = std::nullopt) {
  return RoutePoint{latitude, longitude, elevation};
}
Route measured(const std::vector<RoutePoint>& points) {
  return route_of(points).value();
}
double largest_step(const Line& line) {
  double largest = 0;
  for (std::size_t i = 1; i < line.points().size(); ++i)
    largest =
        std::max(largest, std::abs(line.points()[i].longitude - line.points()[i - 1].longitude));
  return largest;
}

TEST(Line, IsMeasuredAlongTheGeodesic) {
  // A degree of the meridian at 45°: 111,131.8 m on WGS 84.
  const Line line = measured({at(44.5, 7), at(45.5, 7)}).line;
  EXPECT_NEAR(line.length(), 111'131.8, 1);
  EXPECT_NEAR(line.at(line.length() / 2).latitude, 45, 1e-4);
}

TEST(Line, SomebodyIsNeverBeyondItsEnds) {
  const Line line = measured({at(10, 20), at(10, 21), at(11, 21)}).line;
  EXPECT_EQ(line.at(-5).longitude, 20);
  EXPECT_EQ(line.at(0).longitude, 20);
  EXPECT_EQ(line.at(line.length()).latitude, 11);
  EXPECT_EQ(line.at(1e9).latitude, 11);
}

TEST(Line, CrossesTheDateLineWithoutTearing) {
  const Line east = measured({at(-17, 179), at(-17.5, -179.5), at(-18, -178)}).line;
  EXPECT_NEAR(east.points().back().longitude, 182, 1e-9);
  EXPECT_LT(largest_step(east), 2);
  EXPECT_NEAR(east.length(), 340'000, 10'000);
  const Line west = measured({at(52, -179), at(52, 179)}).line;
  EXPECT_NEAR(west.points().back().longitude, -181, 1e-9);
  EXPECT_NEAR(west.length(), 137'000, 2'000);
  // There and back again.
  const Line both = measured({at(0, 179), at(0, -179), at(0, 179)}).line;
  EXPECT_NEAR(both.points().back().longitude, 179, 1e-9);
}

TEST(Line, GoesToThePoleAndOver) {
  const Line to = measured({at(89, 40), at(90, 0)}).line;
  EXPECT_NEAR(to.length(), 111'694, 20);
  EXPECT_THAT(largest_step(to), DoubleNear(0, 1e-9)) << "a pole has no longitude of its own";
  const Line over = measured({at(80, 10), at(90, -77), at(80, -170)}).line;
  EXPECT_NEAR(over.length(), 2 * 1'116'826, 100);
  EXPECT_LE(largest_step(over), 180.0);
  EXPECT_NEAR(over.at(over.length() / 2).latitude, 90, 0.3);
  const Line south = measured({at(-90, 0), at(-89, 25)}).line;
  EXPECT_NEAR(south.points().front().longitude, 25, 1e-9);
  const Line across = measured({at(80, 10), at(80, -170)}).line;
  EXPECT_NEAR(across.length(), over.length(), 100) << "the shortest way is over the pole";
}

TEST(Line, FollowsTheGeodesicBetweenPointsFarApart) {
  // Madrid to New York: the shortest way leads far to the north of the straight line on a map.
  const Line line = measured({at(40.4, -3.7), at(40.7, -74.0)}).line;
  EXPECT_GT(line.points().size(), 100U);
  EXPECT_GT(line.at(line.length() / 2).latitude, 46);
}

TEST(Line, IsSimplifiedAndKeepsItsDistances) {
  std::vector<RoutePoint> points;
  for (int i = 0; i <= 30'000; ++i)
    points.push_back(at(47 + i * 1e-5, 8 + 0.01 * std::sin(i * 0.01)));
  const Route route = measured(points);
  EXPECT_LE(route.line.points().size(), kLinePoints);
  EXPECT_NEAR(route.line.length(), 200'000, 100'000);
  EXPECT_TRUE(std::ranges::is_sorted(route.line.distances()));
}

TEST(Line, IsStoredAndReadBack) {
  const Route route = measured({at(47, 8, 400), at(47.1, 8.1, 900), at(47.3, 8.05, 650)});
  const Line again(route.line.polyline(), route.line.encoded_distances());
  ASSERT_EQ(again.points().size(), route.line.points().size());
  for (std::size_t i = 0; i < again.points().size(); ++i) {
    EXPECT_NEAR(again.points()[i].latitude, route.line.points()[i].latitude, 1e-5);
    EXPECT_NEAR(again.distances()[i], route.line.distances()[i], 0.06);
  }
  const auto profile = decode_profile(encode_profile(route.profile));
  ASSERT_EQ(profile.size(), route.profile.size());
  EXPECT_NEAR(profile[1].elevation_metres, route.profile[1].elevation_metres, 0.06);
  EXPECT_NEAR(profile[1].distance_metres, route.profile[1].distance_metres, 0.06);
}

TEST(Line, SaysWhenWhatWasStoredIsDamaged) {
  const Line line = measured({at(47, 8), at(47.1, 8.1)}).line;
  EXPECT_THROW(Line(line.polyline(), ""), Error);
  EXPECT_THROW(Line(line.polyline().substr(0, 5), line.encoded_distances()), Error);
  EXPECT_THROW(Line("\x01", "?"), Error);
  EXPECT_THROW(decode_profile("no separator"), Error);
}

TEST(Line, FindsWhereItComesNearest) {
  const Line line = measured({at(47, 8), at(47, 9), at(48, 9)}).line;
  const Line::Nearest nearest = line.nearest(Position{47.5, 9.001});
  EXPECT_NEAR(nearest.off, 75, 20);
  EXPECT_NEAR(nearest.metres, 76'000 + 55'600, 3'000);
  const Line::Nearest scaled = line.scaled_to(line.length() * 2).nearest(Position{47.5, 9.001});
  EXPECT_NEAR(scaled.metres, 2 * nearest.metres, 1'000);
}

TEST(Line, IsNeitherTooShortNorTooLong) {
  EXPECT_FALSE(route_of({}));
  EXPECT_FALSE(route_of({at(1, 1)}));
  EXPECT_FALSE(route_of({at(1, 1), at(1, 1)}));
  EXPECT_FALSE(route_of({at(1, 1), at(1.0005, 1)}));
  std::vector<RoutePoint> around;
  for (int i = 0; i < 12; ++i) around.push_back(at(0, i * 120));
  EXPECT_FALSE(route_of(around)) << "more than once around the earth, and more";
}

TEST(Route, ClimbsWhatRisesFiveMetresAndMore) {
  std::vector<RoutePoint> points;
  for (int i = 0; i < 100; ++i) points.push_back(at(47 + i * 1e-3, 8, 500 + (i % 2) * 3.0));
  EXPECT_EQ(measured(points).climb_metres, 0) << "noise";
  points.clear();
  for (const double height : {500, 540, 538, 560, 520, 530, 500})
    points.push_back(at(47 + static_cast<double>(points.size()) * 1e-2, 8, height));
  EXPECT_EQ(measured(points).climb_metres, 70);
}

TEST(Route, HasAProfileOnlyWhenAllHeightsAreKnown) {
  EXPECT_THAT(measured({at(47, 8, 400), at(47.1, 8.1), at(47.2, 8, 600)}).profile, IsEmpty());
  EXPECT_FALSE(measured({at(47, 8, 400), at(47.1, 8.1)}).climb_metres);
  const Route route = measured({at(47, 8, 400), at(47.1, 8, 500), at(47.2, 8, 600)});
  EXPECT_THAT(route.profile, SizeIs(3));
  EXPECT_NEAR(route.profile[1].elevation_metres, 500, 1);
}

/// Whatever is drawn: the line is continuous, its distances rise, and it is read back as it was.
TEST(Line, HoldsForAnyPoints) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 dice(seed);
  std::uniform_real_distribution<double> latitude(-90, 90), longitude(-360, 360);
  for (int round = 0; round < 30; ++round) {
    std::vector<RoutePoint> points;
    for (std::size_t i = 0; i < 2 + dice() % 3; ++i)
      points.push_back(at(dice() % 7 == 0 ? 90 : latitude(dice), longitude(dice)));
    const auto route = route_of(points);
    if (!route) continue;
    EXPECT_LE(route->line.points().size(), kLinePoints);
    EXPECT_LE(largest_step(route->line), 180.001);
    EXPECT_TRUE(std::ranges::is_sorted(route->line.distances()));
    const Line again(route->line.polyline(), route->line.encoded_distances());
    EXPECT_NEAR(again.length(), route->line.length(), 0.06);
    for (const double share : {0.0, 0.3, 0.9, 1.0}) {
      const Position place = again.at(again.length() * share);
      EXPECT_TRUE(std::isfinite(place.latitude) && std::abs(place.latitude) <= 90.001);
    }
  }
}

}  // namespace
}  // namespace waymark::journeys
