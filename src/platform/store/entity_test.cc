#include "platform/store/entity.h"

#include <gtest/gtest.h>

namespace waymark::store {
namespace {

enum class Mood { calm, in_a_hurry };
BOOST_DESCRIBE_ENUM(Mood, calm, in_a_hurry)

/// Stored as the text that says it.
struct Colour {
  static std::optional<Colour> parse(std::string_view text) {
    if (text != "red") return std::nullopt;
    return Colour{true};
  }
  std::string to_string() const { return red ? "red" : ""; }
  bool red = false;
};

struct Stats {
  Metres distance;
  std::optional<int> climb;
};
BOOST_DESCRIBE_STRUCT(Stats, (), (distance, climb))

struct Painted {
  Colour colour;
};
BOOST_DESCRIBE_STRUCT(Painted, (), (colour))

struct Outing {
  GoalId id;
  std::string title;
  bool done = false;
  std::uint8_t level = 0;
  double ratio = 0;
  Points points;
  Instant started_at;
  std::optional<Date> due;
  Mood mood = Mood::calm;
  Stats stats;
  std::vector<std::string> tags;
  std::vector<std::optional<Stats>> laps;
  boost::json::value extra;
};
BOOST_DESCRIBE_STRUCT(Outing, (),
                      (id, title, done, level, ratio, points, started_at, due, mood, stats, tags,
                       laps, extra))

Outing sample() {
  Outing outing;
  outing.id = *GoalId::parse("0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
  outing.title = "Río";
  outing.done = true;
  outing.level = 200;
  outing.ratio = 0.25;
  outing.points = Points{40};
  outing.started_at = Instant(std::chrono::milliseconds(1'700'000'000'123));
  outing.due = parse_iso_date("2026-02-28");
  outing.mood = Mood::in_a_hurry;
  outing.stats.distance = Metres{1234.5};
  outing.tags = {"run", "sea"};
  outing.laps = {std::nullopt, Stats{Metres{400}, 3}};
  outing.extra = {{"a", 1}};
  return outing;
}

TEST(Entity, AttributesCarryTheNamesAndFormsOfTheWire) {
  const Item item = to_item(sample(), Key("USER#1", "OUTING#1"));
  EXPECT_EQ(item.key(), Key("USER#1", "OUTING#1"));
  EXPECT_EQ(item.text("id"), "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
  EXPECT_EQ(item.text("startedAt"), "2023-11-14T22:13:20.123Z");
  EXPECT_EQ(item.text("due"), "2026-02-28");
  EXPECT_EQ(item.text("mood"), "IN_A_HURRY");
  EXPECT_EQ(item.integer("points"), 40);
  EXPECT_EQ(item.find("stats")->to_value(), Value(Map{{"distance", Value(1234.5)}}))
      << "an empty optional is left out";
  EXPECT_EQ(item.find("tags")->to_value(), Value(List{Value("run"), Value("sea")}));
  Item::decode(item.encoded());
}

TEST(Entity, ComesBackWhole) {
  const Outing before = sample();
  const Outing after = from_item<Outing>(to_item(before, Key("p", "s")));
  EXPECT_EQ(json::to_string(after), json::to_string(before));
}

TEST(Entity, OrderDoesNotMatterAndUnknownAttributesArePassedOver) {
  Item item(Key("p", "s"));
  item.set("tags", Value(List{Value("x")})).set("unknown", 1).set("title", "t");
  item.set("stats", Value(Map{{"climb", Value(5)}, {"later", Value()}, {"distance", Value(2)}}));
  const Outing outing = from_item<Outing>(item);
  EXPECT_EQ(outing.title, "t");
  EXPECT_EQ(outing.tags, std::vector<std::string>{"x"});
  EXPECT_EQ(outing.stats.climb, 5);
  EXPECT_EQ(outing.stats.distance, Metres{2});
}

TEST(Entity, MissingMembersKeepTheirDefaults) {
  const Outing outing = from_item<Outing>(Item(Key("p", "s")));
  EXPECT_EQ(json::to_string(outing), json::to_string(Outing{}));
}

TEST(Entity, WhatIsSaidByATextIsStoredAsTheTextAndEmptyIsNothingSaid) {
  for (const bool red : {true, false}) {
    const Item item = to_item(Painted{Colour{red}}, Key("p", "s"));
    EXPECT_EQ(item.text("colour"), red ? "red" : "");
    EXPECT_EQ(from_item<Painted>(item).colour.red, red);
  }
  EXPECT_THROW(from_item<Painted>(Item(Key("p", "s")).set("colour", "blue")), Error);
}

void expect_refused(const Item& item, const std::string& cause) {
  try {
    from_item<Outing>(item);
    FAIL() << "accepted: " << cause;
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::internal);
    EXPECT_NE(std::string(error.what()).find(cause), std::string::npos) << error.what();
  }
}

TEST(Entity, AWrongTypeNamesTheAttribute) {
  const auto with = [](std::string_view name, Value value) {
    return Item(Key("p", "s")).set(name, value);
  };
  expect_refused(with("title", 5), "'title' is not a text");
  expect_refused(with("level", 256), "'level' is not an integer that fits");
  expect_refused(with("level", -1), "'level'");
  expect_refused(with("done", "yes"), "'done'");
  expect_refused(with("id", "not-an-id"), "'id'");
  expect_refused(with("mood", "SLEEPY"), "'mood'");
  expect_refused(with("startedAt", "yesterday"), "'startedAt'");
  expect_refused(with("due", "2026-02-30"), "'due'");
  expect_refused(with("tags", "run"), "'tags' is not a list");
  expect_refused(with("extra", "{"), "'extra' is not a JSON text");
  expect_refused(with("stats", Value(Map{{"distance", Value("far")}})),
                 "'stats.distance' is not a number");
}

}  // namespace
}  // namespace waymark::store
