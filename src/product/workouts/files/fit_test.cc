#include <gmock/gmock.h>

#include <random>
#include <tuple>

#include "base/error.h"
#include "base/test_seed.h"
#include "product/workouts/files/fit_activity.h"
#include "product/workouts/files/fit_names.h"
#include "product/workouts/files/fit_reader.h"
#include "product/workouts/files/fit_text_test.h"
#include "product/workouts/files/kept_finds_test.h"

namespace waymark::workouts {
namespace {

using namespace fit;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

KeptFinds read(std::string_view bytes, std::size_t piece = 1 << 20) {
  return finds_of<FitReader>(bytes, piece);
}

Recording only(std::string_view bytes) {
  KeptFinds finds = read(bytes);
  EXPECT_EQ(finds.workouts.size(), 1u);
  return finds.workouts.empty() ? Recording() : std::move(finds.workouts[0]);
}

FieldProblem problem_of(std::string_view bytes) {
  try {
    read(bytes);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_EQ(error.problems().at(0).field, "file");
    return error.problems().at(0);
  }
  ADD_FAILURE() << "accepted";
  return {};
}

std::int64_t at(std::uint32_t seconds) {
  return milliseconds_of(kMorning + seconds);
}

const std::vector<FieldText> kRecordFields = {
    {253, 4, kUint32}, {0, 4, kSint32}, {1, 4, kSint32}, {2, 2, kUint16}, {3, 1, kUint8},
    {4, 1, kUint8},    {5, 4, kUint32}, {6, 2, kUint16}, {7, 2, kUint16}, {13, 1, kSint8}};

std::vector<Value> record(std::uint32_t seconds, double latitude = 40.4, double longitude = -3.7) {
  return {u32(kMorning + seconds),
          semicircles(latitude),
          semicircles(longitude),
          u16((650 + 500) * 5),
          u8(140),
          u8(85),
          u32(1000 + seconds * 100),
          u16(3210),
          u16(250),
          u8(0xFE)};
}

/// A file with these records and nothing else but a file_id.
Writer with_records(std::initializer_list<std::uint32_t> seconds, bool big_endian = false) {
  Writer writer(big_endian);
  define_file_id(writer);
  writer.define(1, Kind::record, kRecordFields);
  for (const std::uint32_t second : seconds) writer.data(1, record(second));
  return writer;
}

const std::vector<FieldText> kSessionFields = {{253, 4, kUint32}, {2, 4, kUint32}, {5, 1, kEnum},
                                               {6, 1, kEnum},     {7, 4, kUint32}, {8, 4, kUint32},
                                               {9, 4, kUint32},   {10, 4, kUint32}};

void add_session(Writer& writer, std::uint32_t from, std::uint32_t seconds, std::uint8_t sport,
                 std::uint8_t sub_sport = 0) {
  writer.define(2, Kind::session, kSessionFields);
  writer.data(2, {u32(kMorning + from + seconds), u32(kMorning + from), u8(sport), u8(sub_sport),
                  u32(seconds * 1000), u32(seconds * 1000 - 500), u32(seconds * 300),
                  u32(seconds * 3 / 2)});
}

TEST(Fit, ChecksumsAreThoseOfTheStandard) {
  EXPECT_EQ(crc_of("123456789"), 0xBB3D);
  EXPECT_EQ(crc_of(std::string_view("\x0e\x20\xe1\x52\0\0\0\0.FIT", 12)), 0x752C);
  const std::string bytes(1000, 'x');
  EXPECT_EQ(crc_of(bytes), crc_of(std::string_view(bytes).substr(7),
                                  crc_of(std::string_view(bytes).substr(0, 7))));
}

TEST(Fit, ReadsRecordsInBothByteOrders) {
  for (const bool big_endian : {false, true}) {
    const Recording recording = only(with_records({0, 1, 2}, big_endian).file());
    ASSERT_EQ(recording.samples.size(), 3u);
    const Sample& sample = recording.samples[1];
    EXPECT_EQ(sample.time, at(1));
    EXPECT_NEAR(sample.position().latitude, 40.4, 1e-7);
    EXPECT_NEAR(sample.position().longitude, -3.7, 1e-7);
    EXPECT_FLOAT_EQ(sample.elevation, 650);
    EXPECT_EQ(sample.heart_rate, 140);
    EXPECT_EQ(sample.cadence, 85);
    EXPECT_FLOAT_EQ(sample.distance, 11);
    EXPECT_FLOAT_EQ(sample.speed, 3.21F);
    EXPECT_EQ(sample.power, 250);
    EXPECT_EQ(sample.temperature, -2);
    EXPECT_EQ(recording.device.manufacturer, "Garmin");
    EXPECT_EQ(recording.device.name, "3113");
    EXPECT_EQ(recording.device.serial, "12345");
    EXPECT_THAT(recording.warnings, ElementsAre("warning.file.no_summary"));
  }
}

TEST(Fit, PiecesOfAnySizeReadTheSame) {
  Writer writer = with_records({0, 1, 2, 3});
  add_session(writer, 0, 10, 1);
  const std::string bytes = writer.file() + writer.file();
  for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u}) {
    const KeptFinds finds = read(bytes, piece);
    ASSERT_EQ(finds.workouts.size(), 2u) << piece;
    for (const Recording& recording : finds.workouts) {
      EXPECT_EQ(recording.samples.size(), 4u);
      EXPECT_THAT(recording.warnings, IsEmpty());
    }
  }
}

TEST(Fit, StridesOnFootAreTwoSteps) {
  Writer run = with_records({0, 1});
  add_session(run, 0, 10, 1);
  EXPECT_EQ(only(run.file()).totals.steps, 30);
  Writer ride = with_records({0, 1});
  add_session(ride, 0, 10, 2);
  EXPECT_FALSE(only(ride.file()).totals.steps);
}

TEST(Fit, InvalidValuesAreAbsent) {
  Writer writer;
  writer.define(1, Kind::record, kRecordFields);
  writer.data(1, {u32(kMorning), u32(0x7FFFFFFF), u32(0x7FFFFFFF), u16(0xFFFF), u8(0xFF), u8(0xFF),
                  u32(0xFFFFFFFF), u16(0xFFFF), u16(0xFFFF), u8(0x7F)});
  const Recording recording = only(writer.file());
  ASSERT_EQ(recording.samples.size(), 1u);
  const Sample& sample = recording.samples[0];
  EXPECT_FALSE(sample.has_position() || sample.has_elevation() || sample.has_cadence());
  EXPECT_FALSE(sample.has_distance() || sample.has_speed() || sample.has_power());
  EXPECT_FALSE(sample.has_temperature());
  EXPECT_EQ(sample.heart_rate, 0);
}

TEST(Fit, EveryBaseTypeIsRead) {
  // The same field, power, written as each of them.
  const std::vector<std::pair<std::uint8_t, Value>> kWritten = {
      {kEnum, u8(100)},     {kSint8, u8(100)},   {kUint8, u8(100)},   {kSint16, u16(100)},
      {kUint16, u16(100)},  {kSint32, u32(100)}, {kUint32, u32(100)}, {kFloat32, f32(100)},
      {kFloat64, f64(100)}, {0x0A, u8(100)},     {0x8B, u16(100)},    {kUint32z, u32(100)},
      {kByte, u8(100)},     {kSint64, u64(100)}, {0x8F, u64(100)},    {0x90, u64(100)}};
  for (const bool big_endian : {false, true})
    for (const auto& [type, value] : kWritten) {
      Writer writer(big_endian);
      writer.define(1, Kind::record,
                    {{253, 4, kUint32}, {7, static_cast<std::uint8_t>(value.size), type}});
      writer.data(1, {u32(kMorning), value});
      EXPECT_EQ(only(writer.file()).samples.at(0).power, 100) << int{type};
    }
}

TEST(Fit, ArraysGiveTheirFirstValueAndOddSizesNone) {
  Writer writer;
  writer.define(1, Kind::record, {{253, 4, kUint32}, {7, 6, kUint16}, {3, 1, kUint8}});
  writer.data(1, {u32(kMorning), u16(111), u16(222), u16(333), u8(99)});
  writer.define(1, Kind::record, {{253, 4, kUint32}, {7, 3, kUint16}, {3, 1, kUint8}});
  writer.data(1, {u32(kMorning + 1), u16(111), u8(1), u8(99)});
  writer.define(1, Kind::record, {{253, 4, kUint32}, {7, 2, 0x1E}, {3, 1, kUint8}});
  writer.data(1, {u32(kMorning + 2), u16(111), u8(99)});
  const Recording recording = only(writer.file());
  ASSERT_EQ(recording.samples.size(), 3u);
  EXPECT_EQ(recording.samples[0].power, 111);
  EXPECT_FALSE(recording.samples[1].has_power());
  EXPECT_FALSE(recording.samples[2].has_power());
  for (const Sample& sample : recording.samples) EXPECT_EQ(sample.heart_rate, 99);
}

TEST(Fit, CompressedTimesGoOnFromTheLastAndRollOver) {
  Writer writer;
  writer.define(1, Kind::record, {{253, 4, kUint32}, {3, 1, kUint8}});
  writer.define(2, Kind::record, {{3, 1, kUint8}});
  writer.data(1, {u32(kMorning), u8(100)});
  for (const std::uint32_t seconds : {5u, 20u, 40u, 70u})
    writer.compressed(2, kMorning + seconds, {u8(101)});
  const Recording recording = only(writer.file());
  std::vector<std::int64_t> times;
  for (const Sample& sample : recording.samples) times.push_back(sample.time);
  EXPECT_THAT(times, ElementsAre(at(0), at(5), at(20), at(40), at(70)));
}

TEST(Fit, CompressedDistancesAreUnrolled) {
  Writer writer;
  writer.define(1, Kind::record, {{253, 4, kUint32}, {8, 3, kByte}});
  std::uint32_t second = 0;
  const auto add = [&](std::uint32_t speed, std::uint32_t sixteenths) {
    const std::uint32_t bits = speed | (sixteenths & 0xFFF) << 12;
    writer.data(1,
                {u32(kMorning + second++), u8(bits & 0xFF), u8(bits >> 8 & 0xFF), u8(bits >> 16)});
  };
  add(321, 16);
  add(322, 4000);
  add(323, 4096 + 160);
  add(0xFFF, 0xFFF);  // invalid
  const std::vector<Sample> samples = only(writer.file()).samples;
  ASSERT_EQ(samples.size(), 4u);
  EXPECT_FLOAT_EQ(samples[0].speed, 3.21F);
  EXPECT_FLOAT_EQ(samples[0].distance, 1);
  EXPECT_FLOAT_EQ(samples[1].distance, 250);
  EXPECT_FLOAT_EQ(samples[2].distance, 266);
  EXPECT_FALSE(samples[3].has_distance() || samples[3].has_speed());
}

TEST(Fit, BetterFieldsAreTaken) {
  Writer writer;
  writer.define(1, Kind::record,
                {{253, 4, kUint32},
                 {78, 4, kUint32},
                 {2, 2, kUint16},
                 {73, 4, kUint32},
                 {6, 2, kUint16},
                 {4, 1, kUint8},
                 {53, 1, kUint8}});
  writer.data(1, {u32(kMorning), u32((100 + 500) * 5), u16((90 + 500) * 5), u32(4000), u16(3000),
                  u8(85), u8(64)});
  const Sample sample = only(writer.file()).samples.at(0);
  EXPECT_FLOAT_EQ(sample.elevation, 100);
  EXPECT_FLOAT_EQ(sample.speed, 4);
  EXPECT_EQ(sample.cadence, 86);  // 85.5
}

/// A developer's field that stands for `native` of records, described before or after the definition that uses it.
std::string with_developer_field(std::uint8_t native, const std::string& units,
                                 bool description_first) {
  Writer writer;
  const auto describe = [&] {
    writer.define(3, Kind::field_description,
                  {{0, 1, kUint8},
                   {1, 1, kUint8},
                   {2, 1, kUint8},
                   {3, 8, kText},
                   {8, 8, kText},
                   {14, 2, kUint16},
                   {15, 1, kUint8}});
    writer.data(
        3, {u8(0), u8(9), u8(kFloat32), text("Power", 8), text(units, 8), u16(20), u8(native)});
  };
  if (description_first) describe();
  writer.define(1, Kind::record, {{253, 4, kUint32}, {7, 2, kUint16}}, {{9, 4, 0}, {10, 2, 0}});
  if (!description_first) describe();
  writer.data(1, {u32(kMorning), u16(200), f32(301.4F), u16(7)});
  return writer.file();
}

TEST(Fit, DevelopersFieldsStandForNativeOnes) {
  for (const bool first : {true, false}) {
    EXPECT_EQ(only(with_developer_field(7, "Watts", first)).samples.at(0).power, 301);
    EXPECT_EQ(only(with_developer_field(7, "", first)).samples.at(0).power, 301);
    // Of another unit, or of another field.
    EXPECT_EQ(only(with_developer_field(7, "kW", first)).samples.at(0).power, 200);
    EXPECT_EQ(only(with_developer_field(200, "", first)).samples.at(0).power, 200);
  }
}

TEST(Fit, UndescribedDevelopersFieldsAreSkipped) {
  Writer writer;
  writer.define(1, Kind::record, {{253, 4, kUint32}, {3, 1, kUint8}}, {{1, 5, 7}});
  for (const std::uint32_t second : {0u, 1u})
    writer.data(1, {u32(kMorning + second), u8(120), text("abcde", 5)});
  const Recording recording = only(writer.file());
  ASSERT_EQ(recording.samples.size(), 2u);
  EXPECT_EQ(recording.samples[1].heart_rate, 120);
}

TEST(Fit, LocalTypesAreRedefined) {
  Writer writer = with_records({0});
  writer.define(1, Kind::device_info, {{253, 4, kUint32}, {0, 1, kUint8}, {27, 12, kText}});
  writer.data(1, {u32(kMorning), u8(0), text("Forerunner", 12)});
  writer.define(1, Kind::record, {{3, 1, kUint8}, {253, 4, kUint32}});
  writer.data(1, {u8(99), u32(kMorning + 1)});
  const Recording recording = only(writer.file());
  ASSERT_EQ(recording.samples.size(), 2u);
  EXPECT_EQ(recording.samples[1].heart_rate, 99);
  EXPECT_EQ(recording.device.name, "Forerunner");
}

TEST(Fit, SessionsAreRecordingsWithWhatLiesInTheirTime) {
  Writer writer = with_records({0, 5, 10, 11, 15, 20, 25});
  writer.define(3, Kind::lap,
                {{253, 4, kUint32}, {2, 4, kUint32}, {7, 4, kUint32}, {9, 4, kUint32}});
  writer.data(3, {u32(kMorning + 10), u32(kMorning), u32(10'000), u32(12'345)});
  writer.data(3, {u32(kMorning + 25), u32(kMorning + 20), u32(5'000), u32(5'000)});
  add_session(writer, 20, 5, 1, 3);  // the run stands before the ride in the file
  add_session(writer, 10, 10, 3);    // transition
  add_session(writer, 0, 10, 2);
  writer.define(4, Kind::activity, {{253, 4, kUint32}, {5, 4, kUint32}});
  writer.data(4, {u32(kMorning + 25), u32(kMorning + 25 + 3 * 3600 + 30 * 60 + 2)});
  const KeptFinds finds = read(writer.file());
  ASSERT_EQ(finds.workouts.size(), 2u);
  const Recording& ride = finds.workouts[0];
  EXPECT_EQ(ride.type, WorkoutType::ride);
  EXPECT_EQ(ride.type_text, "cycling");
  EXPECT_EQ(ride.samples.size(), 2u);
  ASSERT_EQ(ride.laps.size(), 1u);
  EXPECT_EQ(ride.laps[0].totals.distance_metres, 123.45);
  EXPECT_EQ(ride.started_at->time_since_epoch().count(), at(0));
  EXPECT_EQ(ride.ended_at->time_since_epoch().count(), at(10));
  EXPECT_EQ(ride.totals.elapsed_seconds, 10);
  EXPECT_EQ(ride.totals.timer_seconds, 9.5);
  EXPECT_EQ(ride.totals.distance_metres, 30);
  EXPECT_EQ(ride.utc_offset_minutes, 210);
  const Recording& run = finds.workouts[1];
  EXPECT_EQ(run.type, WorkoutType::run);
  EXPECT_EQ(run.samples.size(), 2u);
  EXPECT_EQ(run.laps.size(), 1u);
}

TEST(Fit, TimerStopsMakeSegments) {
  Writer writer = with_records({0, 1, 2});
  writer.define(3, Kind::event, {{253, 4, kUint32}, {0, 1, kEnum}, {1, 1, kEnum}});
  writer.data(3, {u32(kMorning), u8(0), u8(0)});
  writer.data(3, {u32(kMorning + 2), u8(0), u8(4)});   // stop_all, in the second of a record
  writer.data(3, {u32(kMorning + 5), u8(9), u8(4)});   // another event
  writer.data(3, {u32(kMorning + 60), u8(0), u8(0)});  // start
  for (const std::uint32_t second : {60u, 61u}) writer.data(1, record(second));
  writer.data(3, {u32(kMorning + 61), u8(0), u8(1)});
  std::vector<int> segments;
  for (const Sample& sample : only(writer.file()).samples) segments.push_back(sample.segment);
  EXPECT_THAT(segments, ElementsAre(0, 0, 0, 1, 1));
}

TEST(Fit, PoolLengthsBecomeSamples) {
  Writer writer;
  writer.define(
      1, Kind::length,
      {{253, 4, kUint32}, {2, 4, kUint32}, {3, 4, kUint32}, {9, 1, kUint8}, {12, 1, kEnum}});
  std::uint32_t second = 0;
  for (const std::uint8_t active : {1, 1, 0, 1}) {
    writer.data(
        1, {u32(kMorning + second + 30), u32(kMorning + second), u32(30'000), u8(28), u8(active)});
    second += 30;
  }
  writer.define(2, Kind::session,
                {{253, 4, kUint32},
                 {2, 4, kUint32},
                 {5, 1, kEnum},
                 {6, 1, kEnum},
                 {7, 4, kUint32},
                 {44, 2, kUint16}});
  writer.data(2, {u32(kMorning + 120), u32(kMorning), u8(5), u8(17), u32(120'000), u16(2500)});
  const Recording recording = only(writer.file());
  EXPECT_EQ(recording.type, WorkoutType::swim);
  EXPECT_TRUE(recording.indoors);
  std::vector<std::tuple<std::int64_t, float, int>> swum;
  for (const Sample& sample : recording.samples)
    swum.emplace_back((sample.time - at(0)) / 1000, sample.distance, sample.segment);
  EXPECT_THAT(swum,
              ElementsAre(std::tuple(0, 0.F, 0), std::tuple(30, 25.F, 0), std::tuple(60, 50.F, 0),
                          std::tuple(90, 50.F, 1), std::tuple(120, 75.F, 1)));
}

TEST(Fit, IndoorsAndTypesComeFromSportAndSubSport) {
  const auto read_as = [](std::uint8_t sport, std::uint8_t sub_sport) {
    Writer writer = with_records({0});
    add_session(writer, 0, 10, sport, sub_sport);
    return only(writer.file());
  };
  EXPECT_EQ(read_as(1, 1).type, WorkoutType::run);
  EXPECT_TRUE(read_as(1, 1).indoors);
  EXPECT_TRUE(read_as(2, 58).indoors);
  EXPECT_FALSE(read_as(2, 8).indoors);
  EXPECT_EQ(read_as(10, 20).type, WorkoutType::strength);
  EXPECT_EQ(read_as(10, 43).type, WorkoutType::yoga);
  EXPECT_EQ(read_as(4, 14).type, WorkoutType::row);
  EXPECT_EQ(read_as(0, 0).type, std::nullopt);
  EXPECT_EQ(read_as(25, 0).type, WorkoutType::other);
  EXPECT_EQ(read_as(200, 0).type_text, "200");
}

TEST(Fit, CutFilesAreReadAsFarAsTheyGo) {
  const Writer writer = with_records({0, 1, 2, 3, 4, 5, 6, 7});
  const std::string whole = writer.file();
  std::size_t before = 0;
  for (std::size_t size = 120; size < whole.size(); ++size) {
    const Recording recording = only(std::string_view(whole).substr(0, size));
    EXPECT_GE(recording.samples.size(), before);
    before = recording.samples.size();
    EXPECT_THAT(recording.warnings,
                ::testing::Contains(size + 2 >= whole.size() ? "warning.file.no_checksum"
                                                             : "warning.file.cut"))
        << size;
  }
  EXPECT_EQ(before, 8u);
}

TEST(Fit, SizesThatAreWrongAreReadOver) {
  const Writer writer = with_records({0, 1, 2});
  for (const std::size_t size : {std::size_t{0}, writer.records().size() + 100}) {
    const std::string start = writer.header(size) + writer.records();
    const Recording recording = only(start + Writer::little(crc_of(start)));
    EXPECT_EQ(recording.samples.size(), 3u);
    EXPECT_THAT(recording.warnings, ::testing::Contains("warning.file.size"));
  }
  const Recording recording = only(writer.header(0) + writer.records() + "??");
  EXPECT_EQ(recording.samples.size(), 3u);
  EXPECT_THAT(recording.warnings, ::testing::Contains("warning.file.checksum"));
}

TEST(Fit, ChecksumsThatAreWrongAreReadOver) {
  const Writer writer = with_records({0, 1, 2});
  std::string bytes = writer.file();
  bytes.back() ^= 1;
  EXPECT_THAT(only(bytes).warnings, ::testing::Contains("warning.file.checksum"));
  bytes = writer.file();
  bytes[12] ^= 1;
  EXPECT_THAT(only(bytes).warnings, ::testing::Contains("warning.file.header_checksum"));
  EXPECT_THAT(only(writer.file() + "junk").warnings, ::testing::Contains("warning.file.trailing"));
  EXPECT_THAT(only(writer.file() + std::string(20, '\0')).warnings,
              ::testing::Contains("warning.file.trailing"));
}

TEST(Fit, HeadersOf12BytesAndChecksumsOfZeroAreFine) {
  const Writer writer = with_records({0});
  std::string old = writer.header(writer.records().size(), 12) + writer.records();
  old += Writer::little(crc_of(old));
  EXPECT_THAT(only(old).warnings, ElementsAre("warning.file.no_summary"));
  std::string none = writer.file().substr(0, 12) + std::string(2, '\0') + writer.records();
  none += Writer::little(crc_of(none));
  EXPECT_THAT(only(none).warnings, ElementsAre("warning.file.no_summary"));
}

TEST(Fit, NamesTheByteOfAMessageThatNothingDefines) {
  Writer writer = with_records({0});
  const std::size_t offset = 14 + writer.records().size();
  writer.data(9, {u32(1), u32(2)});
  const FieldProblem problem = problem_of(writer.file());
  EXPECT_EQ(problem.message_key, "error.fit.undefined");
  EXPECT_EQ(problem.arguments.at("offset"), std::to_string(offset));
}

TEST(Fit, NamesTheByteOfAMessageThatReachesPastTheEnd) {
  Writer writer = with_records({0});
  const std::size_t offset = 14 + writer.records().size() + 9;
  writer.define(3, Kind::lap, {{253, 200, kUint32}});
  writer.data(3, {u32(kMorning)});
  const FieldProblem problem = problem_of(writer.file() + std::string(300, ' '));
  EXPECT_EQ(problem.message_key, "error.fit.overrun");
  EXPECT_EQ(problem.arguments.at("offset"), std::to_string(offset));
}

TEST(Fit, RefusesWhatIsNoActivity) {
  EXPECT_EQ(problem_of("").message_key, "error.fit.not_fit");
  EXPECT_EQ(problem_of("this is no FIT file at all").message_key, "error.fit.not_fit");
  Writer settings;
  define_file_id(settings, 2);
  EXPECT_EQ(problem_of(settings.file()).message_key, "error.fit.other_kind");
  EXPECT_EQ(problem_of(settings.file()).arguments.at("kind"), "settings");
  Writer course;
  define_file_id(course, kCourseFile);
  course.define(1, Kind::record, kRecordFields).data(1, record(0));
  EXPECT_EQ(problem_of(course.file()).arguments.at("kind"), "course");
  Writer empty;
  define_file_id(empty);
  EXPECT_EQ(problem_of(empty.file()).message_key, "error.fit.no_workout");
}

TEST(Fit, BoundsTheSamples) {
  KeptFinds finds;
  FitReader reader(finds, 2);
  try {
    reader.feed(with_records({0, 1, 2}).file());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().at(0).message_key, "error.track.too_many_points");
  }
}

TEST(Fit, MonitoringGivesSteps) {
  Writer writer;
  define_file_id(writer, 32);
  writer.define(1, Kind::monitoring_info, {{253, 4, kUint32}, {0, 4, kUint32}});
  writer.data(1, {u32(kMorning), u32(kMorning + 3600)});
  writer.define(2, Kind::monitoring, {{253, 4, kUint32}, {3, 4, kUint32}, {5, 1, kEnum}});
  writer.data(2, {u32(kMorning), u32(1000), u8(6)});  // so it stood when the file began
  writer.data(2, {u32(kMorning + 60), u32(1090), u8(6)});
  writer.data(2, {u32(kMorning + 60), u32(50), u8(2)});    // a bicycle
  writer.data(2, {u32(kMorning + 120), u32(170), u8(1)});  // a run begins behind it
  writer.define(3, Kind::monitoring, {{26, 2, kUint16}, {3, 4, kUint32}, {24, 1, kByte}});
  writer.data(3, {u16((kMorning + 180) & 0xFFFF), u32(1100), u8(6 | 3 << 5)});
  writer.data(3, {u16((kMorning + 240) & 0xFFFF), u32(7), u8(6)});  // midnight
  const KeptFinds finds = read(writer.file());
  EXPECT_THAT(finds.workouts, IsEmpty());
  std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> counts;
  for (const StepCount& count : finds.step_counts) {
    EXPECT_EQ(count.source, "Garmin 3113");
    EXPECT_EQ(count.device, StepDevice::watch);
    counts.emplace_back((count.from.time_since_epoch().count() - at(0)) / 1000,
                        (count.to.time_since_epoch().count() - at(0)) / 1000, count.steps);
  }
  EXPECT_THAT(counts, ElementsAre(std::tuple(0, 60, 90), std::tuple(0, 120, 170),
                                  std::tuple(60, 180, 10), std::tuple(180, 240, 7)));
}

/// Bytes changed anywhere: an error that can be shown, or a recording, and the same in pieces of any size.
TEST(Fit, DamageAnywhereIsAnErrorOrAReading) {
  std::mt19937_64 dice(test_seed());
  SCOPED_TRACE(test_seed());
  Writer writer = with_records({0, 1, 2, 3, 4, 5});
  add_session(writer, 0, 6, 1);
  const std::string whole = writer.file() + writer.file();
  const auto outcome = [](std::string_view bytes, std::size_t piece) -> std::string {
    try {
      std::string said;
      for (const Recording& recording : read(bytes, piece).workouts)
        said += std::to_string(recording.samples.size()) + ",";
      return said;
    } catch (const Error& error) {
      return error.problems().at(0).message_key;
    }
  };
  for (int i = 0; i < 3'000; ++i) {
    std::string bytes = whole;
    for (int changes = 1 + static_cast<int>(dice() % 4); changes > 0; --changes)
      bytes[dice() % bytes.size()] = static_cast<char>(dice());
    EXPECT_EQ(outcome(bytes, 1 << 20), outcome(bytes, 1 + dice() % 40));
  }
}

}  // namespace
}  // namespace waymark::workouts
