#include "product/journeys/route_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace waymark::journeys {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

RouteFile read(const std::string& text, std::size_t piece = 1'000'000) {
  RouteReader reader;
  for (std::size_t at = 0; at < text.size(); at += piece)
    reader.feed(std::string_view(text).substr(at, piece));
  return reader.finish();
}

std::string refusal(const std::string& text) {
  try {
    read(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().field, "file");
    return error.problems().front().message_key;
  }
  return "none";
}

const std::string kTrack =
    "<?xml version=\"1.0\"?><gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\">"
    "<wpt lat=\"47.05\" lon=\"8.05\"><name>The bridge</name><desc>Mind the gap</desc></wpt>"
    "<rte><name>not this</name><rtept lat=\"1\" lon=\"1\"/></rte>"
    "<trk><name> Home &amp; away </name><desc>Two parts</desc>"
    "<trkseg><trkpt lat=\"47\" lon=\"8\"><ele>400</ele><time>2020-01-01T00:00:00Z</time></trkpt>"
    "<trkpt lat=\"47.1\" lon=\"8.1\"><ele>500</ele></trkpt></trkseg>"
    "<trkseg><trkpt lat=\"+47.2\" lon=\" 8.2 \"><ele>nonsense</ele></trkpt></trkseg></trk></gpx>";

TEST(RouteFile, ReadsATrackWithoutTimes) {
  for (const std::size_t piece : {1'000'000UL, 7UL, 1UL}) {
    const RouteFile file = read(kTrack, piece);
    EXPECT_EQ(file.name, "Home & away");
    EXPECT_EQ(file.description, "Two parts");
    ASSERT_THAT(file.points, SizeIs(3));
    EXPECT_EQ(file.points[0].elevation, 400);
    EXPECT_EQ(file.points[2].latitude, 47.2);
    EXPECT_FALSE(file.points[2].elevation);
    ASSERT_THAT(file.way_points, SizeIs(1));
    EXPECT_EQ(file.way_points[0].name, "The bridge");
    EXPECT_EQ(file.way_points[0].text, "Mind the gap");
  }
}

TEST(RouteFile, ReadsARouteWhenThereIsNoTrack) {
  const RouteFile file = read(
      "<gpx><metadata><name>From here to there</name></metadata>"
      "<rte><name>R</name><rtept lat=\"1\" lon=\"2\"/><rtept lat=\"3\" lon=\"4\"/></rte></gpx>");
  EXPECT_EQ(file.name, "From here to there");
  EXPECT_THAT(file.points, SizeIs(2));
  EXPECT_THAT(file.way_points, IsEmpty());
}

TEST(RouteFile, SaysWhatIsWrong) {
  EXPECT_EQ(refusal("<kml/>"), "error.gpx.not_gpx");
  EXPECT_EQ(refusal("<gpx></gpx>"), "error.gpx.no_points");
  EXPECT_EQ(refusal("<gpx><trk>"), "error.xml.malformed");
  EXPECT_EQ(refusal(""), "error.xml.malformed");
  EXPECT_EQ(refusal("<gpx><rte><rtept lat=\"91\" lon=\"0\"/></rte></gpx>"), "error.route.position");
  EXPECT_EQ(refusal("<gpx><rte><rtept lat=\"1\"/></rte></gpx>"), "error.route.position");
  EXPECT_EQ(refusal("<gpx><rte><rtept lat=\"nan\" lon=\"0\"/></rte></gpx>"),
            "error.route.position");
  EXPECT_EQ(refusal("<!DOCTYPE gpx [<!ENTITY a \"b\">]><gpx/>"), "error.xml.doctype");
}

TEST(RouteFile, IsBounded) {
  std::string deep = "<gpx>";
  for (int i = 0; i < 100; ++i) deep += "<a>";
  EXPECT_EQ(refusal(deep), "error.xml.too_deep");
  EXPECT_EQ(refusal("<gpx><metadata><name>" + std::string(10'000, 'x') + "</name>"),
            "error.xml.text_too_long");
  EXPECT_EQ(refusal("<gpx><!--" + std::string(3 << 20, 'x')), "error.xml.text_too_long");
  std::string many = "<gpx>";
  for (std::size_t i = 0; i <= kWayPoints; ++i) many += "<wpt lat=\"1\" lon=\"1\"/>";
  EXPECT_EQ(refusal(many), "error.route.too_many_points");
}

}  // namespace
}  // namespace waymark::journeys
