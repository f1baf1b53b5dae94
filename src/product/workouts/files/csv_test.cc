#include <gmock/gmock.h>

#include "base/error.h"
#include "product/workouts/files/csv_fields.h"
#include "product/workouts/files/csv_reader.h"
#include "product/workouts/files/kept_finds_test.h"

namespace waymark::workouts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Recording> read(std::string_view text, std::size_t piece = 1 << 20) {
  return finds_of<CsvReader>(text, piece).workouts;
}

FieldProblem problem_of(std::string_view text) {
  try {
    read(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().at(0).field, "file");
    return error.problems().at(0);
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

TEST(Csv, ReadsOurOwnFormat) {
  const std::string text =
      "\xEF\xBB\xBFstarted_at,type,title,elapsed_seconds,moving_seconds,distance_metres,"
      "average_heart_rate,unknown\r\n"
      "2026-11-14T08:30:00+01:00,run,\"Park, \"\"twice\"\"\nround\",1830,1800.5,5001.2,145,x\r\n"
      "\r\n"
      "2026-11-15T07:30:00Z,swim,,0:45:00,,1500,,\r\n";
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, text.size()}) {
    const std::vector<Recording> found = read(text, piece);
    ASSERT_EQ(found.size(), 2u) << piece;
    EXPECT_EQ(found[0].format, FileFormat::csv);
    EXPECT_EQ(found[0].name, "Park, \"twice\"\nround");
    EXPECT_EQ(found[0].type_text, "run");
    EXPECT_EQ(found[0].started_at, parse_rfc3339("2026-11-14T07:30:00Z"));
    EXPECT_EQ(found[0].ended_at, parse_rfc3339("2026-11-14T08:00:30Z"));
    EXPECT_EQ(found[0].totals.moving_seconds, 1800.5);
    EXPECT_EQ(found[0].totals.distance_metres, 5001.2);
    EXPECT_EQ(found[0].totals.average_heart_rate, 145);
    EXPECT_THAT(found[0].samples, IsEmpty());
    EXPECT_THAT(found[0].warnings, IsEmpty());
    EXPECT_EQ(found[1].name, std::nullopt);
    EXPECT_EQ(found[1].totals.elapsed_seconds, 2700);
    EXPECT_EQ(found[1].totals.average_heart_rate, std::nullopt);
  }
}

TEST(Csv, ReadsStravasArchive) {
  const std::vector<Recording> found = read(
      "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Max Heart Rate,"
      "Elapsed Time,Moving Time,Distance,Max Speed,Elevation Gain,Max Heart Rate,Calories\n"
      "123,\"Nov 14, 2026, 7:30:00 PM\",Evening Run,Run,1830,5.00,171,1830.0,1800.0,5001.2,4.1,"
      "33.5,171.0,400.0\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].started_at, parse_rfc3339("2026-11-14T19:30:00Z"));
  EXPECT_EQ(found[0].name, "Evening Run");
  EXPECT_EQ(found[0].type_text, "Run");
  EXPECT_EQ(found[0].totals.distance_metres, 5001.2);
  EXPECT_EQ(found[0].totals.climb_metres, 33.5);
  EXPECT_EQ(found[0].totals.max_heart_rate, 171);
  EXPECT_THAT(found[0].warnings, IsEmpty());
}

TEST(Csv, OfANameThatStandsTwiceOnlyTheLastCounts) {
  const std::vector<Recording> found = read(
      "Activity Date,Activity Type,Distance,Distance\n\"Nov 14, 2026, 7:30:00 PM\",Run,5.00,\n");
  EXPECT_EQ(found.at(0).totals.distance_metres, std::nullopt);
}

TEST(Csv, ReadsGarminConnectsTable) {
  const std::vector<Recording> found = read(
      "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,"
      "Total Ascent,Moving Time,Elapsed Time\n"
      "Running,2026-11-14 07:30:00,false,\"Madrid\",\"10.02\",\"1,012\",\"00:50:10.5\",\"150\",--,"
      "\"172\",\"33\",\"00:50:00\",\"00:55:00\"\n"
      "Pool Swim,2026-11-15 07:30:00,false,\"Swim\",\"1,500\",300,00:30:00,--,--,--,--,--,--\n");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].started_at, parse_rfc3339("2026-11-14T07:30:00Z"));
  EXPECT_THAT(found[0].warnings, ElementsAre("warning.file.no_time_zone"));
  EXPECT_NEAR(*found[0].totals.distance_metres, 10020, 1e-6);
  EXPECT_EQ(found[0].totals.calories, 1012);
  EXPECT_EQ(found[0].totals.timer_seconds, 3010.5);
  EXPECT_EQ(found[0].totals.elapsed_seconds, 3300);
  EXPECT_EQ(found[0].totals.average_cadence, 86);
  EXPECT_EQ(found[0].totals.max_heart_rate, std::nullopt);
  EXPECT_EQ(found[0].ended_at, parse_rfc3339("2026-11-14T08:25:00Z"));
  EXPECT_EQ(found[1].totals.distance_metres, 1500);
  EXPECT_EQ(found[1].ended_at, parse_rfc3339("2026-11-15T08:00:00Z"));
}

TEST(Csv, SeparatorsDecideAboutCommas) {
  const std::vector<Recording> semicolons =
      read("started_at;distance_metres;calories\n2026-11-14T07:30:00Z;5001,25;1.012,5\n");
  EXPECT_EQ(semicolons.at(0).totals.distance_metres, 5001.25);
  EXPECT_EQ(semicolons.at(0).totals.calories, 1012.5);
  const std::vector<Recording> tabs =
      read("started_at\tdistance_metres\r2026-11-14T07:30:00Z\t5001.25\r");
  EXPECT_EQ(tabs.at(0).totals.distance_metres, 5001.25);
}

TEST(Csv, NamesLineAndColumnOfWhatIsWrong) {
  const std::string start = "started_at,distance_metres\n2026-11-14T07:30:00Z,\"1\n\"\n";
  const FieldProblem number = problem_of(start + "2026-11-15T07:30:00Z,far\n");
  EXPECT_EQ(number.message_key, "error.csv.value");
  EXPECT_EQ(number.arguments.at("line"), "4");
  EXPECT_EQ(number.arguments.at("column"), "distance_metres");
  EXPECT_EQ(number.arguments.at("value"), "far");
  EXPECT_EQ(problem_of(start + "2026-11-15 07:30:00,5\n").arguments.at("column"), "started_at");
  EXPECT_EQ(problem_of(start + ",5\n").arguments.at("column"), "started_at");
  EXPECT_EQ(problem_of(start + "2026-11-15T07:30:00Z,-5\n").arguments.at("value"), "-5");
}

TEST(Csv, NothingIsKeptOfATableWithAWrongLine) {
  KeptFinds finds;
  CsvReader reader(finds);
  EXPECT_THROW(reader.feed("started_at\n2026-11-15T07:30:00Z\nnever\n"), Error);
  EXPECT_THAT(finds.workouts, IsEmpty());
}

TEST(Csv, RefusesWhatIsNoTableOfWorkouts) {
  EXPECT_EQ(problem_of("a,b,c\n1,2,3\n").message_key, "error.csv.columns");
  EXPECT_EQ(problem_of("").message_key, "error.csv.columns");
  EXPECT_EQ(problem_of("started_at\n").message_key, "error.csv.no_lines");
  EXPECT_EQ(problem_of("started_at\n" + std::string(100'000, 'x')).message_key,
            "error.xml.text_too_long");
  std::string lines = "started_at\n";
  for (std::size_t i = 0; i <= kCsvLines; ++i) lines += "2026-11-15T07:30:00Z\n";
  EXPECT_EQ(problem_of(lines).message_key, "error.csv.too_many_lines");
}

TEST(Csv, ReadsDatesAsTheyAreWritten) {
  const auto expected = *parse_rfc3339("2026-11-04T19:05:06Z");
  for (const char* text : {"2026-11-04 19:05:06", "Nov 4, 2026, 7:05:06 PM",
                           "Nov 4, 2026, 7:05:06\xE2\x80\xAFPM", "4 Nov 2026, 19:05:06"}) {
    const auto moment = csv::moment(text);
    ASSERT_TRUE(moment) << text;
    EXPECT_EQ(moment->instant, expected) << text;
    EXPECT_FALSE(moment->has_zone);
  }
  EXPECT_TRUE(csv::moment("2026-11-04T19:05:06Z")->has_zone);
  for (const char* text : {"", "yesterday", "Nov 31, 2026, 7:05:06 PM", "2026-11-04 25:00:00",
                           "2026-13-04 19:05:06", "Nov 4, 2026, 17:05:06 PM", "2026-11-04"})
    EXPECT_FALSE(csv::moment(text)) << text;
}

TEST(Csv, ReadsDurations) {
  EXPECT_EQ(csv::seconds("1:02:03.5", false), 3723.5);
  EXPECT_EQ(csv::seconds("02:03", false), 123);
  EXPECT_EQ(csv::seconds("90", false), 90);
  EXPECT_EQ(csv::seconds("1:02:03,5", true), 3723.5);
  for (const char* text : {"1:2:3:4", "1:60", "a:00", "-1:00", ":", ""})
    EXPECT_FALSE(csv::seconds(text, false)) << text;
}

}  // namespace
}  // namespace waymark::workouts
