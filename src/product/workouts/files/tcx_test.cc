#include <gmock/gmock.h>

#include "base/error.h"
#include "product/workouts/files/kept_finds_test.h"
#include "product/workouts/files/tcx_reader.h"

namespace waymark::workouts {
namespace {

using ::testing::ElementsAre;

std::string document(const std::string& activities) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TrainingCenterDatabase "
         "xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\"><Activities>" +
         activities + "</Activities></TrainingCenterDatabase>";
}

std::string activity(const std::string& sport, const std::string& laps) {
  return "<Activity Sport=\"" + sport + "\"><Id>2026-11-14T07:30:00Z</Id>" + laps +
         "<Creator xsi:type=\"Device_t\" xmlns:xsi=\"x\"><Name>Forerunner 55</Name><UnitId>42"
         "</UnitId></Creator></Activity>";
}

std::string lap(int minute, const std::string& tracks) {
  const std::string start = "2026-11-14T07:" + std::to_string(minute) + ":00Z";
  return "<Lap StartTime=\"" + start +
         "\"><TotalTimeSeconds>60.5</TotalTimeSeconds><DistanceMeters>200</DistanceMeters>"
         "<MaximumSpeed>4.5</MaximumSpeed><Calories>20</Calories><AverageHeartRateBpm><Value>"
         "140</Value></AverageHeartRateBpm><MaximumHeartRateBpm><Value>150</Value>"
         "</MaximumHeartRateBpm>" +
         tracks +
         "<Extensions><ns3:LX xmlns:ns3=\"x\"><ns3:AvgRunCadence>84</ns3:AvgRunCadence>"
         "<ns3:Steps>1234</ns3:Steps><ns3:AvgWatts>210</ns3:AvgWatts></ns3:LX></Extensions></Lap>";
}

std::string point(int minute, int second, const std::string& more) {
  const std::string digits = second < 10 ? "0" : "";
  return "<Trackpoint><Time>2026-11-14T07:" + std::to_string(minute) + ":" + digits +
         std::to_string(second) + "Z</Time>" + more + "</Trackpoint>";
}

std::string placed(double latitude) {
  return "<Position><LatitudeDegrees>" + std::to_string(latitude) +
         "</LatitudeDegrees><LongitudeDegrees>-3.7</LongitudeDegrees></Position>";
}

std::vector<Recording> read(std::string_view text, std::size_t piece = 1 << 20) {
  return finds_of<TcxReader>(text, piece).workouts;
}

std::string key_of(std::string_view text) {
  try {
    read(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().at(0).field, "file");
    return error.problems().at(0).message_key;
  }
  return "accepted";
}

TEST(Tcx, ReadsActivitiesLapsAndExtensions) {
  const std::string text = document(activity(
      "Running",
      lap(30, "<Track>" +
                  point(30, 0,
                        placed(40.4) + "<AltitudeMeters>650.2</AltitudeMeters><DistanceMeters>0"
                                       "</DistanceMeters><HeartRateBpm><Value>120</Value>"
                                       "</HeartRateBpm><Cadence>80</Cadence><Extensions><TPX>"
                                       "<Speed>3.2</Speed><Watts>222</Watts></TPX></Extensions>") +
                  point(30, 30,
                        placed(40.401) + "<Extensions><ns3:TPX xmlns:ns3='x'><ns3:RunCadence>86"
                                         "</ns3:RunCadence></ns3:TPX></Extensions>") +
                  "</Track>") +
          lap(31, "<Track>" + point(31, 0, placed(40.402)) + "</Track>")));
  for (const std::size_t piece : {std::size_t{1}, std::size_t{17}, text.size()}) {
    const std::vector<Recording> found = read(text, piece);
    ASSERT_EQ(found.size(), 1u);
    const Recording& recording = found[0];
    EXPECT_EQ(recording.format, FileFormat::tcx);
    EXPECT_EQ(recording.type, WorkoutType::run);
    EXPECT_FALSE(recording.indoors);
    EXPECT_EQ(recording.device.name, "Forerunner 55");
    EXPECT_EQ(recording.device.serial, "42");
    EXPECT_EQ(recording.started_at, parse_rfc3339("2026-11-14T07:30:00Z"));
    ASSERT_EQ(recording.laps.size(), 2u);
    EXPECT_EQ(recording.laps[1].started_at, *parse_rfc3339("2026-11-14T07:31:00Z"));
    EXPECT_EQ(recording.laps[1].totals.average_cadence, 84);
    EXPECT_EQ(recording.laps[1].totals.average_power, 210);
    EXPECT_EQ(recording.totals.timer_seconds, 121);
    EXPECT_EQ(recording.totals.distance_metres, 400);
    EXPECT_EQ(recording.totals.calories, 40);
    EXPECT_EQ(recording.totals.steps, 2468);
    EXPECT_EQ(recording.totals.average_heart_rate, 140);
    EXPECT_EQ(recording.totals.max_heart_rate, 150);
    ASSERT_EQ(recording.samples.size(), 3u);
    const Sample& sample = recording.samples[0];
    EXPECT_NEAR(sample.position().latitude, 40.4, 1e-7);
    EXPECT_FLOAT_EQ(sample.elevation, 650.2F);
    EXPECT_FLOAT_EQ(sample.distance, 0);
    EXPECT_EQ(sample.heart_rate, 120);
    EXPECT_EQ(sample.cadence, 80);
    EXPECT_FLOAT_EQ(sample.speed, 3.2F);
    EXPECT_EQ(sample.power, 222);
    EXPECT_EQ(recording.samples[1].cadence, 86);
    EXPECT_EQ(recording.samples[2].segment, 0);  // a new lap is no pause
  }
}

TEST(Tcx, PausesAreSegments) {
  const std::string text = document(
      activity("Biking", lap(30, "<Track>" + point(30, 0, placed(40)) + point(30, 10, "") +
                                     point(30, 20, "") + point(30, 30, placed(41)) +
                                     "</Track><Track>" + point(30, 50, placed(42)) + "</Track>")));
  std::vector<int> segments;
  const std::vector<Recording> recordings = read(text);
  for (const Sample& sample : recordings.at(0).samples) segments.push_back(sample.segment);
  EXPECT_THAT(segments, ElementsAre(0, 1, 2));
}

TEST(Tcx, DistancesWithoutPositionsAreIndoors) {
  const auto distance = [](int metres) {
    return "<DistanceMeters>" + std::to_string(metres) + "</DistanceMeters>";
  };
  const std::string text =
      document(activity("Other", lap(30, "<Track>" + point(30, 0, distance(0)) +
                                             point(30, 10, distance(30)) + "</Track>")));
  const Recording recording = read(text).at(0);
  EXPECT_TRUE(recording.indoors);
  EXPECT_EQ(recording.type, std::nullopt);
  EXPECT_EQ(recording.type_text, "Other");
  EXPECT_EQ(recording.samples.size(), 2u);
}

TEST(Tcx, ReadsEveryPartOfAMultiSportSession) {
  const std::string ride =
      activity("Biking", lap(30, "<Track>" + point(30, 0, placed(40)) + "</Track>"));
  const std::string run =
      activity("Running", lap(40, "<Track>" + point(40, 0, placed(40)) + "</Track>"));
  const std::vector<Recording> found =
      read(document("<MultiSportSession><Id>2026-11-14T07:30:00Z</Id><FirstSport>" + ride +
                    "</FirstSport><NextSport>" + run + "</NextSport></MultiSportSession>"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].type, WorkoutType::ride);
  EXPECT_EQ(found[1].type, WorkoutType::run);
  EXPECT_EQ(found[1].laps.size(), 1u);
}

TEST(Tcx, ToleratesWhatDevicesWriteBeforeTheDeclaration) {
  const std::string text = document(activity("Running", lap(30, "")));
  EXPECT_EQ(read("\xEF\xBB\xBF" + text).size(), 1u);
  EXPECT_EQ(read(" \r\n\t" + text).size(), 1u);
}

TEST(Tcx, RefusesWhatIsNoTcx) {
  EXPECT_EQ(key_of("<gpx/>"), "error.tcx.not_tcx");
  EXPECT_EQ(key_of(document("")), "error.tcx.no_activities");
  EXPECT_EQ(key_of(document("<Activity")), "error.xml.malformed");
  EXPECT_EQ(key_of("<!DOCTYPE x><TrainingCenterDatabase/>"), "error.xml.doctype");
  EXPECT_EQ(key_of(document(
                activity("Running", lap(30, "<Track>" + point(30, 0, placed(400)) + "</Track>")))),
            "error.track.position");
  EXPECT_EQ(key_of(document(activity(
                "Running", lap(30, "<Track><Trackpoint><Time>now</Time></Trackpoint></Track>")))),
            "error.track.time");
  std::string laps;
  for (std::size_t i = 0; i <= kLapLimit; ++i) laps += "<Lap/>";
  EXPECT_EQ(key_of(document(activity("Running", laps))), "error.track.too_many_laps");
}

}  // namespace
}  // namespace waymark::workouts
