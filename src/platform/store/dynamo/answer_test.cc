#include "platform/store/dynamo/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include <boost/json.hpp>

#include "base/error.h"
#include "base/test_seed.h"
#include "platform/store/dynamo/document.h"
#include "platform/store/dynamo/pages.h"

namespace waymark::store::dynamo {
namespace {

std::string text_of(std::string_view json) {
  Answer answer(json);
  std::string buffer;
  std::string text(answer.string(buffer));
  answer.end();
  return text;
}

void skip_all(std::string_view json) {
  Answer answer(json);
  answer.skip();
  answer.end();
}

TEST(Answer, ReadsTexts) {
  EXPECT_EQ(text_of(R"("")"), "");
  EXPECT_EQ(text_of(R"( "plain" )"), "plain");
  EXPECT_EQ(text_of(R"("a\"\\\/\b\f\n\r\tz")"), "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(text_of(R"("\u0041\u00e9\u1234\uD83d\uDe00\u0000")"),
            std::string("A\u00e9\u1234\U0001F600\0", 11));
}

TEST(Answer, RefusesWhatIsNoText) {
  for (const char* json :
       {"", "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\uD800\"",
        "\"\\uD800\\u0041\"", "\"\\uDC00\"", "\"\n\"", "5", "\"\xff\"", "\"a\" b"})
    EXPECT_THROW(text_of(json), Error) << json;
}

TEST(Answer, SkipsAnything) {
  const std::string_view json =
      R"( {"a":[1,-2.5e+3,true,false,null,{},[],"x\u0041"],"b":{"c":"}]"}} )";
  skip_all(json);
  Answer answer(json);
  EXPECT_EQ(answer.raw(), json.substr(1, json.size() - 2));
  for (const char* broken : {"{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "tru",
                             "nul", "[1 2]", "]", "{]"})
    EXPECT_THROW(skip_all(broken), Error) << broken;
}

TEST(Answer, NestsNoDeeperThanItsBound) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  skip_all(nested(kMaxDepth));
  EXPECT_THROW(skip_all(nested(kMaxDepth + 1)), Error);
  EXPECT_THROW(skip_all(nested(1'000'000)), Error);
}

TEST(Answer, APageIsReadWhateverTheOrderOfItsMembers) {
  const Batch batch = read_batch(
      R"({"ConsumedCapacity":{"x":[1]},"LastEvaluatedKey":{"PK":{"S":"p"},"SK":{"S":"t"}},)"
      R"("ScannedCount":7,"Items":[{"PK":{"S":"p"},"SK":{"S":"s"},"n":{"N":"5"}}],"Count":1})",
      Index::table);
  ASSERT_EQ(batch.items.size(), 1U);
  EXPECT_EQ(batch.items[0].integer("n"), 5);
  EXPECT_EQ(batch.scanned, 7U);
  EXPECT_EQ(batch.last_key, R"({"PK":{"S":"p"},"SK":{"S":"t"}})");
  EXPECT_EQ(batch.last_position->sort, "t");
  const Batch last =
      read_batch(R"({"Items":[],"ScannedCount":0,"LastEvaluatedKey":{}})", Index::table);
  EXPECT_FALSE(last.last_key);
  for (const char* broken :
       {R"({"Items":[]})", R"({"ScannedCount":1})", "[]", "", "{}",
        R"({"Items":{},"ScannedCount":1})", R"({"Items":[5],"ScannedCount":1})"})
    EXPECT_THROW(read_batch(broken, Index::table), Error) << broken;
}

TEST(Answer, GetItemGivesAnItemOrNone) {
  EXPECT_FALSE(read_answered_item("{}"));
  const auto item = read_answered_item(R"({"x":1,"Item":{"PK":{"S":"p"},"SK":{"S":"s"}}})");
  EXPECT_EQ(item->key(), Key("p", "s"));
  EXPECT_THROW(read_answered_item(R"({"Item":{"PK":{"S":"p"}})"), Error);
}

/// Texts that were damaged at random: accepted or refused as boost::json does.
TEST(Answer, AgreesWithAFullParserAboutDamagedTexts) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  const std::string whole =
      R"({"Items":[{"PK":{"S":"a\u00e9\n"},"L":{"L":[{"BOOL":true},{"NULL":true}]}}],"N":-12.5e+3})";
  constexpr std::string_view kBytes = "{}[]\",:\\u019a.-true\xC3 \n";
  for (int round = 0; round < 20'000; ++round) {
    std::string text = whole;
    for (std::size_t i = 1 + random() % 2; i > 0; --i) {
      const std::size_t place = random() % text.size();
      if (random() % 2 == 0)
        text[place] = kBytes[random() % kBytes.size()];
      else
        text.erase(place, 1 + random() % 3);
    }
    boost::system::error_code failed;
    boost::json::parse(text, failed);
    bool read = true;
    try {
      skip_all(std::string(text));
    } catch (const Error&) {
      read = false;
    }
    EXPECT_EQ(read, !failed) << text;
  }
}

}  // namespace
}  // namespace waymark::store::dynamo
