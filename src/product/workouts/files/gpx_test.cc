#include <gmock/gmock.h>

#include <fstream>
#include <functional>
#include <sstream>

#include "base/error.h"
#include "product/workouts/files/gpx_reader.h"
#include "product/workouts/files/kept_finds_test.h"
#include "product/workouts/files/track_text_test.h"
#include "product/workouts/recording/track.h"

namespace waymark::workouts {
namespace {

Recording read(std::string_view text, std::size_t piece = 1 << 20) {
  KeptFinds finds = finds_of<GpxReader>(text, piece);
  EXPECT_EQ(finds.workouts.size(), 1u);
  return std::move(finds.workouts.at(0));
}

FieldProblem problem_of(std::string_view text) {
  try {
    read(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_EQ(error.problems().size(), 1u);
    return error.problems().at(0);
  }
  ADD_FAILURE() << "accepted: " << text.substr(0, 200);
  return {};
}

void expect_refused(std::string_view text, std::string_view key, const std::string& line = "") {
  const FieldProblem problem = problem_of(text);
  EXPECT_EQ(problem.field, "file");
  EXPECT_EQ(problem.message_key, key);
  if (!line.empty()) {
    EXPECT_EQ(problem.arguments.at("line"), line);
  }
}

TEST(Gpx, ReadsWhatWatchesWrite) {
  const Recording track = read(sample("run-garmin.gpx"), 100);  // in small pieces
  EXPECT_EQ(track.name, "Madrid Running");
  EXPECT_EQ(track.type_text, "running");
  ASSERT_EQ(track.samples.size(), 501u);
  EXPECT_NEAR(track.samples[0].position().latitude, 40.419, 1e-7);
  EXPECT_EQ(track.samples[0].time, 1794641400000);
  EXPECT_TRUE(track.samples[0].has_elevation());
  EXPECT_NEAR(track.samples[0].heart_rate, 138, 3);
}

TEST(Gpx, PiecesOfAnySizeReadTheSame) {
  const std::string text = track_text("<name>A</name>", {point(1, 1, 0), point(1.001, 1, 30)});
  for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u})
    EXPECT_EQ(read(text, piece).samples.size(), 2u) << piece;
}

TEST(Gpx, ReadsOldVersionsAnyPrefixAndAnyOrder) {
  const Recording track = read(
      "<?xml version='1.0'?><g:gpx xmlns:g='http://www.topografix.com/GPX/1/0'><g:trk><g:trkseg>"
      "<g:trkpt lon='2' lat='1'><g:time>2026-11-14T09:30:00+02:00</g:time><g:ele>5</g:ele>"
      "<extensions><x><heartrate>99</heartrate></x></extensions></g:trkpt></g:trkseg>"
      "<g:type>Run</g:type></g:trk></g:gpx>");
  ASSERT_EQ(track.samples.size(), 1u);
  EXPECT_EQ(track.samples[0].heart_rate, 99);
  EXPECT_EQ(track.samples[0].time, 1794641400000);
  EXPECT_EQ(track.type_text, "Run");
}

TEST(Gpx, RefusesDocumentTypesAndSoEveryBomb) {
  expect_refused(
      "<?xml version='1.0'?>\n<!DOCTYPE gpx [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>\n"
      "<gpx><trk><name>&b;</name></trk></gpx>",
      "error.xml.doctype", "2");
  expect_refused("<!DOCTYPE gpx SYSTEM 'file:///etc/passwd'><gpx/>", "error.xml.doctype");
}

TEST(Gpx, NamesTheLineOfMalformedXml) {
  expect_refused("<gpx>\n<trk>\n</gpx>", "error.xml.malformed", "3");
  expect_refused("", "error.xml.malformed");
  expect_refused("<gpx>&undeclared;</gpx>", "error.xml.malformed");
  expect_refused("\x1f\x8b\x08 not XML at all", "error.xml.malformed");
  expect_refused("<gpx><trk><trkseg><trkpt lat=\"1\"", "error.xml.malformed");
}

TEST(Gpx, RefusesWhatIsNoGpx) {
  expect_refused("<kml><Document/></kml>", "error.gpx.not_gpx");
  expect_refused("<gpx><rte><rtept lat='1' lon='2'/></rte></gpx>", "error.gpx.no_points");
  expect_refused("<gpx/>", "error.gpx.no_points");
}

TEST(Gpx, NamesPointAndLineOfAWrongPosition) {
  const std::string text = "<gpx><trk><trkseg>\n" + point(1, 1, 0) + "\n" +
                           "<trkpt lat='1000' lon='1'><time>2026-11-14T07:30:00Z</time></trkpt>" +
                           "</trkseg></trk></gpx>";
  const FieldProblem problem = problem_of(text);
  EXPECT_EQ(problem.message_key, "error.track.position");
  EXPECT_EQ(problem.arguments.at("point"), "2");
  EXPECT_EQ(problem.arguments.at("line"), "3");
  EXPECT_EQ(problem.arguments.at("name"), "lat");
  EXPECT_EQ(problem.arguments.at("value"), "1000");
  for (const char* bad : {"lat='NaN' lon='1'", "lat='1' lon='inf'", "lat='1' lon='181'", "lat='1'",
                          "lat='1,5' lon='1'", "lat='' lon='1'", "lat='0x1' lon='1'"})
    expect_refused("<gpx><trk><trkseg><trkpt " + std::string(bad) + "/></trkseg></trk></gpx>",
                   "error.track.position");
}

TEST(Gpx, NeedsTimes) {
  expect_refused(
      "<gpx><trk><trkseg><trkpt lat='1' lon='1'/><trkpt lat='1' lon='2'/></trkseg>"
      "</trk></gpx>",
      "error.track.no_times");
  const FieldProblem problem = problem_of(
      "<gpx><trk><trkseg><trkpt lat='1' lon='1'><time>yesterday</time></trkpt></trkseg></trk>"
      "</gpx>");
  EXPECT_EQ(problem.message_key, "error.track.time");
  EXPECT_EQ(problem.arguments.at("value"), "yesterday");
}

TEST(Gpx, RefusesATrackThatRunsBackwards) {
  const FieldProblem problem =
      problem_of(track_text("", {point(1, 1, 30), point(1.001, 1, 20), point(1.002, 1, 10)}));
  EXPECT_EQ(problem.message_key, "error.track.backwards");
  EXPECT_EQ(problem.arguments.at("point"), "2");
  // One step back is jitter.
  EXPECT_EQ(
      read(track_text("", {point(1, 1, 0), point(1, 1, 20), point(1, 1, 10), point(1, 1, 30)}))
          .samples.size(),
      4u);
}

TEST(Gpx, LeavesOutWhatIsNoFix) {
  const Recording track = read(track_text(
      "", {point(0, 0, 0), point(1, 1, 10), "<trkpt lat='1' lon='1'/>", point(1, 1, 20)}));
  EXPECT_EQ(track.samples.size(), 2u);
}

TEST(Gpx, LeavesOutHeightsAndHeartRatesThatMakeNoSense) {
  const Recording track = read(
      "<gpx><trk><trkseg><trkpt lat='1' lon='1'><ele>NaN</ele><time>2026-11-14T07:30:00Z</time>"
      "<extensions><hr>999</hr></extensions></trkpt></trkseg></trk></gpx>");
  ASSERT_EQ(track.samples.size(), 1u);
  EXPECT_FALSE(track.samples[0].has_elevation());
  EXPECT_EQ(track.samples[0].heart_rate, 0);
}

/// A trk of two points, a minute apart.
std::string trk(const std::string& head, double from) {
  return "<trk>" + head + segment({point(1, 1, from), point(1.001, 1, from + 60)}) + "</trk>";
}

TEST(Gpx, ReadsTheExtensionsOfDevicesAndServices) {
  const std::string extensions[] = {
      "<extensions><gpxtpx:TrackPointExtension><gpxtpx:atemp>-3.4</gpxtpx:atemp><gpxtpx:wtemp>9"
      "</gpxtpx:wtemp><gpxtpx:hr>142</gpxtpx:hr><gpxtpx:cad>85</gpxtpx:cad><gpxtpx:speed>3.25"
      "</gpxtpx:speed></gpxtpx:TrackPointExtension><pwr:PowerInWatts>250</pwr:PowerInWatts>"
      "</extensions>",
      "<speed>3.25</speed><extensions><power>250</power><heartrate>142</heartrate><cadence>85"
      "</cadence><gpxdata:temp>-3</gpxdata:temp></extensions>"};
  for (const std::string& extension : extensions) {
    std::string text = track_text("", {point(1, 1, 0, extension)});
    text.insert(4, " xmlns:gpxtpx='a' xmlns:gpxdata='b' xmlns:pwr='c'");
    const Sample sample = read(text).samples.at(0);
    EXPECT_EQ(sample.heart_rate, 142);
    EXPECT_EQ(sample.cadence, 85);
    EXPECT_EQ(sample.power, 250);
    EXPECT_EQ(sample.temperature, -3);
    EXPECT_FLOAT_EQ(sample.speed, 3.25F);
  }
  const std::string text =
      track_text("", {point(1, 1, 0, "<extensions><distance>12.5</distance></extensions>")});
  EXPECT_FLOAT_EQ(read(text).samples.at(0).distance, 12.5F);
}

TEST(Gpx, TracksThatAreApartAreWorkoutsOfTheirOwn) {
  const auto count = [](const std::string& tracks) {
    return finds_of<GpxReader>("<gpx>" + tracks + "</gpx>").workouts.size();
  };
  EXPECT_EQ(count(trk("", 0) + trk("", 3'600)), 1u);
  EXPECT_EQ(count(trk("", 0) + trk("", 86'400)), 2u);
  EXPECT_EQ(count(trk("<type>run</type>", 0) + trk("<type>bike</type>", 600)), 2u);
  EXPECT_EQ(count(trk("<type>run</type>", 0) + trk("<type>run</type>", 600)), 1u);
  // Any overlap, and they are one.
  EXPECT_EQ(count(trk("<type>run</type>", 0) + trk("<type>bike</type>", 30) + trk("", 86'400)), 1u);
  const std::vector<Recording> two =
      finds_of<GpxReader>("<gpx>" + trk("<name>B</name>", 86'400) + "<trk/>" +
                          trk("<name>A</name>", 0) + "</gpx>")
          .workouts;
  ASSERT_EQ(two.size(), 2u);
  EXPECT_EQ(two[0].name, "A");
  EXPECT_EQ(two[1].name, "B");
  EXPECT_EQ(two[0].samples.size(), 2u);
  EXPECT_LT(two[0].samples[0].time, two[1].samples[0].time);
}

TEST(Gpx, BoundsDepthAndTheSizeOfAnyText) {
  std::string deep = "<gpx>";
  for (int i = 0; i < 100; ++i) deep += "<a>";
  expect_refused(deep, "error.xml.too_deep");
  expect_refused("<gpx><trk><name>" + std::string(9000, 'x') + "</name></trk></gpx>",
                 "error.xml.text_too_long");
  expect_refused("<gpx a='" + std::string(3 << 20, 'x') + "'/>", "error.xml.text_too_long");
  expect_refused("<gpx><!--" + std::string(3 << 20, 'x'), "error.xml.text_too_long");
}

TEST(Gpx, BoundsThePoints) {
  constexpr std::size_t kMost = 5'000;
  KeptFinds finds;
  GpxReader reader(finds, kMost);
  reader.feed("<gpx><trk><trkseg>");
  std::string piece;
  for (int i = 0; i < 1000; ++i) piece += point(1, 1, i);
  try {
    for (std::size_t i = 0; i <= kMost / 1000; ++i) reader.feed(piece);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().at(0).message_key, "error.track.too_many_points");
  }
}

TEST(Gpx, EveryFileOfTheCorpusIsReadOrRefused) {
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  ASSERT_NE(root, nullptr);
  int refused = 0, read_well = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(root) + "/tests/corpus/gpx")) {
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    try {
      measure(read(text.str()), std::nullopt);
      ++read_well;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalid_input) << entry.path();
      ++refused;
    }
  }
  EXPECT_GE(read_well, 4);
  EXPECT_GE(refused, 8);
}

}  // namespace
}  // namespace waymark::workouts
