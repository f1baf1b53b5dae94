#include "platform/store/dynamo/attribute_value.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <random>

#include "base/error.h"
#include "base/test_seed.h"
#include "platform/store/dynamo/answer.h"

namespace waymark::store::dynamo {
namespace {

using testing::HasSubstr;

Item there_and_back(const Item& item) {
  std::string text;
  append_item(text, item);
  Answer answer(text);
  return read_item(answer);
}

std::string written(std::string_view name, const Value& value) {
  std::string out;
  append_value(out, name, value);
  return out;
}

std::string refusal(const Item& item) {
  try {
    std::string out;
    append_item(out, item);
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::internal);
    return error.what();
  }
}

TEST(AttributeValue, IsWrittenAsDynamoDbDoes) {
  EXPECT_EQ(written("a", Value()), R"({"NULL":true})");
  EXPECT_EQ(written("a", Value(false)), R"({"BOOL":false})");
  EXPECT_EQ(written("a", Value(-7)), R"({"N":"-7"})");
  EXPECT_EQ(written("a", Value(0.1)), R"({"N":"0.1"})");
  EXPECT_EQ(written("a", Value("é\"")), "{\"S\":\"é\\\"\"}");
  EXPECT_EQ(written("a", Value(Bytes{0, 255})), R"({"B":"AP8="})");
  EXPECT_EQ(written("a", Value(List{Value(1), Value("x")})), R"({"L":[{"N":"1"},{"S":"x"}]})");
  EXPECT_EQ(written("a", Value(Map{{"b", Value(List{})}})), R"({"M":{"b":{"L":[]}}})");
}

TEST(AttributeValue, KeysAreTextsOfTheirBytes) {
  EXPECT_EQ(written("PK", Value("USER#1")), R"({"S":"USER#1"})");
  EXPECT_EQ(written("GSI6SK", Value("\xff")), "{\"S\":\"\u00ff\"}");
  EXPECT_EQ(key_length("a\xff"), 3U);
  for (const char* name : {"PK", "SK", "GSI1PK", "GSI6SK"}) EXPECT_TRUE(is_key_attribute(name));
  for (const char* name : {"pk", "GSI0PK", "GSI7SK", "GSI1PKX", "GSIxPK", ""})
    EXPECT_FALSE(is_key_attribute(name));
}

TEST(AttributeValue, NumbersComeBackToTheBit) {
  std::vector<Value> numbers{Value(std::numeric_limits<std::int64_t>::max()),
                             Value(std::numeric_limits<std::int64_t>::min()),
                             Value(0.0),
                             Value(-0.0),
                             Value(1e-130),
                             Value(9.99e125),
                             Value(1234567890123456768.0),  // all its digits are needed
                             Value(9223372036854775808.0),
                             Value(5e20),
                             Value(0.1 + 0.2),
                             Value(-1.5)};
  for (const Value& number : numbers) {
    Item item(Key("p", "s"));
    item.set("n", number);
    EXPECT_EQ(there_and_back(item), item) << written("n", number);
  }
  EXPECT_EQ(there_and_back(Item(Key("p", "s")).set("n", Value(5.0))).integer("n"), 5)
      << "an integral real comes back as an integer";
}

TEST(AttributeValue, WhatDynamoDbCannotKeepIsRefusedByName) {
  const auto of = [](Value value) { return Item(Key("p", "s")).set("it", value); };
  EXPECT_THAT(refusal(of(Value(1e126))), HasSubstr("'it'"));
  EXPECT_THAT(refusal(of(Value(1e-131))), HasSubstr("'it'"));
  EXPECT_THAT(refusal(of(Value("\xff"))), HasSubstr("'it' is no UTF-8"));
  EXPECT_THAT(refusal(of(Value(List{Value(Map{{"a", Value("\xc3")}})}))), HasSubstr("'it'"));
  EXPECT_THAT(refusal(Item(Key("p", "s")).set("\xff", 1)), HasSubstr("UTF-8"));
}

TEST(AttributeValue, AKeyThatGrowsTooLongIsRefused) {
  std::string out;
  append_key(out, Key(std::string(1024, '\xff'), std::string(512, '\xff')));
  EXPECT_THROW(append_key(out, Key(std::string(1025, '\xff'), "s")), Error);
  EXPECT_THROW(append_key(out, Key("p", std::string(513, '\xff'))), Error);
}

TEST(AttributeValue, WhatIsNoItemOfOursIsRefused) {
  const auto read = [](const char* text) {
    Answer answer(text);
    return read_item(answer);
  };
  for (const char* text :
       {R"({"PK":{"S":"p"},"SK":{"S":"s"},"a":{"SS":["x"]}})", R"({"a":5})", R"({"a":{}})",
        R"({"a":{"N":"one"}})", R"({"a":{"N":1}})", R"({"a":{"S":1}})", R"({"a":{"B":"*"}})",
        R"({"a":{"L":{}}})", R"({"a":{"BOOL":"true"}})", R"({"a":{"S":"x","N":"1"}})",
        R"({"PK":{"S":"\u0100"}})", R"({"":{"S":"x"}})"})
    EXPECT_THROW(read(text), Error) << text;
}

class RandomItems {
 public:
  explicit RandomItems(std::uint64_t seed) : random_(seed) {}
  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }
  std::string bytes() {
    std::string made;
    for (int length = 1 + below(6); length > 0; --length) made += static_cast<char>(below(256));
    return made;
  }
  Value value(int depth) {
    switch (below(depth > 0 ? 8 : 6)) {
      case 0:
        return Value();
      case 1:
        return Value(below(2) == 0);
      case 2:
        return Value(static_cast<std::int64_t>(random_()));
      case 3:
        return Value(std::ldexp(static_cast<double>(static_cast<std::int64_t>(random_())),
                                below(200) - 100));
      case 4:
        return Value(std::string(kTexts[static_cast<std::size_t>(below(5))]));
      case 5: {
        const std::string made = bytes();
        return Value(Bytes(made.begin(), made.end()));
      }
      case 6: {
        List list;
        for (int i = below(4); i > 0; --i) list.push_back(value(depth - 1));
        return Value(std::move(list));
      }
      default: {
        Map map;
        for (int i = below(4); i > 0; --i) map.emplace("k" + std::to_string(i), value(depth - 1));
        return Value(std::move(map));
      }
    }
  }
  Item item() {
    Item made(Key(bytes(), bytes()));
    if (below(2) == 0) made.set_index(1 + below(6), bytes(), bytes());
    for (int i = below(8); i > 0; --i) made.set("a" + std::to_string(i), value(3));
    return made;
  }

 private:
  static constexpr const char* kTexts[5] = {"", "plain", "Ünïcode \u1234 \U0001F600", "\"\\\n\t",
                                            "\x01"};
  std::mt19937_64 random_;
};

TEST(AttributeValue, RandomItemsComeBackWhole) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed));
  RandomItems random(seed);
  for (int i = 0; i < 2'000 && !testing::Test::HasFailure(); ++i) {
    const Item item = random.item();
    EXPECT_EQ(there_and_back(item), item);
  }
}

TEST(AttributeValue, TheOrderOfKeysIsThatOfTheirBytes) {
  RandomItems random(7);
  const auto text = [](const std::string& key) {
    std::string out;
    append_key_text(out, key);
    return std::string(boost::json::parse(out).as_string());
  };
  for (int i = 0; i < 5'000; ++i) {
    const std::string a = random.bytes();
    const std::string b = random.bytes();
    EXPECT_EQ(a < b, text(a) < text(b));
    EXPECT_EQ(a.starts_with(b), text(a).starts_with(text(b)));
  }
}

}  // namespace
}  // namespace waymark::store::dynamo
