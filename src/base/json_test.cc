#include "base/json.h"

#include <gmock/gmock.h>

namespace waymark::json {
namespace {

using testing::ElementsAre;

enum class Colour { red, deep_blue };
BOOST_DESCRIBE_ENUM(Colour, red, deep_blue)

struct Inner {
  std::int64_t how_many = 0;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (how_many))

struct Sample {
  std::string display_name;
  std::optional<double> ratio;
  std::vector<std::string> tags;
  Inner inner;
  Colour colour = Colour::red;
  std::optional<Date> born_on;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (display_name, ratio, tags, inner, colour, born_on))

std::vector<std::string> complaints(std::string_view text) {
  try {
    decode<Sample>(text);
  } catch (const Error& error) {
    std::vector<std::string> out;
    for (const auto& problem : error.problems())
      out.push_back(problem.field + " " + problem.message_key);
    return out;
  }
  return {};
}

TEST(Json, WritesDescribedStructs) {
  Sample sample;
  sample.display_name = "a\"\\\n\x01ñ";
  sample.tags = {"x", "y"};
  sample.inner.how_many = -3;
  sample.colour = Colour::deep_blue;
  EXPECT_EQ(to_string(sample), R"({"displayName":"a\"\\\n\u0001ñ","ratio":null,"tags":["x","y"],)"
                               R"("inner":{"howMany":-3},"colour":"DEEP_BLUE","bornOn":null})");
}

TEST(Json, ReadsThemBack) {
  const auto sample = decode<Sample>(
      R"({"displayName":"é","ratio":2,"inner":{"howMany":1.0},"colour":"DEEP_BLUE","bornOn":"2024-02-29"})");
  EXPECT_EQ(sample.display_name, "é");
  EXPECT_EQ(sample.ratio, 2.0);
  EXPECT_EQ(sample.inner.how_many, 1);
  EXPECT_EQ(sample.colour, Colour::deep_blue);
  EXPECT_EQ(to_iso_date(sample.born_on.value()), "2024-02-29");
}

TEST(Json, NamesEveryWrongField) {
  EXPECT_THAT(
      complaints(
          R"({"displayName":1,"tags":["a",2],"inner":{"howMany":1.5,"x":0},"colour":"red","extra":1})"),
      ElementsAre("displayName error.type.text", "tags.1 error.type.text",
                  "inner.howMany error.type.integer", "inner.x error.unknown_field",
                  "colour error.type.choice", "extra error.unknown_field"));
  EXPECT_THAT(complaints("{}"), ElementsAre("displayName error.required", "inner error.required",
                                            "colour error.required"));
  EXPECT_THAT(complaints("[]"), ElementsAre("body error.type.object"));
}

TEST(Json, RefusesWhatIsNoJson) {
  for (const char* text :
       {"", "{", "{}x", "{'a':1}", "nul", "[1,]", "{\"a\":01}", "/**/{}", "\"\x01\""})
    EXPECT_THAT(complaints(text), ElementsAre("body error.json.syntax")) << text;
  EXPECT_THAT(complaints("\"\xff\""), ElementsAre("body error.json.utf8"));
  EXPECT_THAT(complaints(R"({"a":{"b":1,"b":2}})"), ElementsAre("b error.json.duplicate"));
  EXPECT_THAT(complaints(R"({"b":1,"\u0062":2})"), ElementsAre("b error.json.duplicate"));
}

TEST(Json, HoldsToItsLimits) {
  EXPECT_THAT(complaints(std::string(40, '[') + std::string(40, ']')),
              ElementsAre("body error.json.depth"));
  Limits limits;
  limits.bytes = 10;
  try {
    parse("\"0123456789\"", limits);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::too_large);
  }
}

TEST(Json, WritesNumbersThatReadBackTheSame) {
  EXPECT_EQ(to_string(0.1), "0.1");
  EXPECT_EQ(to_string(25000.0), "25000");
  EXPECT_EQ(to_string(-0.0), "0");
  EXPECT_EQ(to_string(1e300), "1e+300");
  EXPECT_EQ(to_string(std::nan("")), "null");
  EXPECT_EQ(to_string(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

}  // namespace
}  // namespace waymark::json
