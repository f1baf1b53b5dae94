#include "platform/events/event.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "platform/events/testing.h"

namespace waymark::events {
namespace {

TEST(Event, PositionsSortAsTimesThenIds) {
  const auto id = [](const char* text) { return EventId::parse(text).value(); };
  const EventId low = id("01890a5d-ac96-774b-bcce-b302099a8057");
  const EventId high = id("01890a5d-ac96-774b-bcce-b302099a8058");
  const Instant early{std::chrono::milliseconds(1'700'000'000'000)};
  const Instant late = early + std::chrono::milliseconds(1);
  EXPECT_EQ(position_of(early, low),
            "2023-11-14T22:13:20.000Z#01890a5d-ac96-774b-bcce-b302099a8057");
  EXPECT_LT(position_of(early, low), position_of(early, high));
  EXPECT_LT(position_of(early, high), position_of(late, low));
}

TEST(Event, RightBeforeAPlaceIsAfterAllThatPrecedeIt) {
  const auto at = [](char last) {
    const std::string id = std::string("01890a5d-ac96-774b-bcce-b302099a805") + last;
    return position_of(Instant(), EventId::parse(id).value());
  };
  const std::string digits = "0123456789abcdef";
  for (std::size_t place = 0; place < digits.size(); ++place) {
    EXPECT_LT(right_before(at(digits[place])), at(digits[place]));
    if (place == 0) continue;
    EXPECT_GE(right_before(at(digits[place])), at(digits[place - 1]));
  }
}

TEST(Event, ShardsAreMurmur3OfTheUserModuloSixteen) {
  const UserId user = UserId::parse("01890a5d-ac96-774b-bcce-b302099a8057").value();
  EXPECT_EQ(shard_of(user), 14U);
  EXPECT_EQ(shard_key(7), "EVENT#07");
  EXPECT_EQ(shard_key(15), "EVENT#15");
}

TEST(EventSchemas, AcceptWhatTheyDescribeAndNameWhatIsWrong) {
  const std::string good =
      R"({"goalId":"01890a5d-ac96-774b-bcce-b302099a8057","deletedAt":"2026-11-21T08:00:00.000Z"})";
  EXPECT_EQ(schema_violations("GoalDeleted", 1, good), "");
  EXPECT_NE(schema_violations("GoalDeleted", 1, R"({"goalId":"x","deletedAt":"today"})"), "");
  EXPECT_NE(schema_violations("GoalDeleted", 1, R"({})"), "");
  EXPECT_NE(schema_violations("GoalDeleted", 1, good.substr(0, good.size() - 1) + R"(,"more":1})"),
            "");
  EXPECT_NE(schema_violations("GoalForgotten", 1, good), "");
}

TEST(EventSchemas, EveryFileIsASchemaThatRefusesWhatItDoesNotName) {
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  ASSERT_NE(root, nullptr);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(root) + "/api/events")) {
    const std::string name = entry.path().filename().string();
    const std::size_t end = name.find(".v1.json");
    if (end == std::string::npos) continue;
    ++files;
    EXPECT_NE(schema_violations(name.substr(0, end), 1, R"({"surprise":true})"), "") << name;
  }
  EXPECT_GE(files, 27U);
}

}  // namespace
}  // namespace waymark::events
