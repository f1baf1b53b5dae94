#include "platform/store/item.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/error.h"
#include "platform/store/item_codec.h"

namespace waymark::store {
namespace {

Item sample() {
  Item item(Key("USER#1", "GOAL#1"));
  item.set("title", "Run")
      .set("count", 7)
      .set("ratio", 0.5)
      .set("done", true)
      .set("nothing", Value());
  item.set("tags", Value(List{Value("a"), Value(std::int64_t{2})}));
  item.set("stats", Value(Map{{"distance", Value(12.5)}, {"climb", Value(std::int64_t{80})}}));
  item.set("raw", Value(Bytes{0, 255, 7}));
  return item;
}

std::vector<std::string> names(const Item& item) {
  std::vector<std::string> all;
  item.each([&](std::string_view name, const ValueView&) { all.emplace_back(name); });
  return all;
}

TEST(Item, FindsWhatWasSet) {
  const Item item = sample();
  EXPECT_EQ(item.key(), Key("USER#1", "GOAL#1"));
  EXPECT_EQ(item.text("title"), "Run");
  EXPECT_EQ(item.integer("count"), 7);
  EXPECT_EQ(item.find("count")->real(), 7.0) << "an integer counts as a real";
  EXPECT_EQ(item.find("ratio")->real(), 0.5);
  EXPECT_EQ(item.find("ratio")->integer(), std::nullopt);
  EXPECT_EQ(item.find("done")->boolean(), true);
  EXPECT_TRUE(item.find("nothing")->is_null());
  EXPECT_EQ(item.find("raw")->bytes(), std::string_view("\0\xff\x07", 3));
  EXPECT_EQ(item.find("tags")->to_value(), Value(List{Value("a"), Value(std::int64_t{2})}));
  EXPECT_FALSE(item.find("titl"));
  EXPECT_FALSE(item.find("titles"));
}

TEST(Item, ReplacingKeepsThePlaceAndTheRest) {
  Item item = sample();
  item.set("count", "now a text that is longer");
  EXPECT_EQ(names(item), names(sample()));
  EXPECT_EQ(item.text("count"), "now a text that is longer");
  EXPECT_EQ(item.find("ratio")->real(), 0.5);
  item.erase("title").erase("was never there");
  EXPECT_EQ(names(item).size(), names(sample()).size() - 1);
  EXPECT_EQ(item.text("count"), "now a text that is longer");
}

TEST(Item, KeepsEveryInteger) {
  for (const std::int64_t number :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1}, std::int64_t{63}, std::int64_t{64},
        std::int64_t{-65}, std::numeric_limits<std::int64_t>::min(),
        std::numeric_limits<std::int64_t>::max()})
    EXPECT_EQ(Item(Key("p", "s")).set("n", number).integer("n"), number);
}

TEST(Item, EqualityLooksAtAttributesNotAtTheirOrder) {
  Item a(Key("p", "s"));
  a.set("x", 1).set("y", 2.0);
  Item b(Key("p", "s"));
  b.set("y", 2).set("x", 1);
  EXPECT_EQ(a, b) << "2.0 and 2 are the same number";
  b.set("x", 3);
  EXPECT_FALSE(a == b);
}

TEST(Item, IndexesAndExpiry) {
  Item item(Key("p", "s"));
  item.set_index(6, "DUE#1", "x").set_ttl(Instant(std::chrono::milliseconds(1500)));
  EXPECT_EQ(item.text("GSI6PK"), "DUE#1");
  EXPECT_EQ(item.text("GSI6SK"), "x");
  EXPECT_EQ(item.integer("ttl"), 2) << "rounded up: never gone too early";
  EXPECT_FALSE(item.expired(Instant(std::chrono::milliseconds(1999))));
  EXPECT_TRUE(item.expired(Instant(std::chrono::milliseconds(2000))));
  EXPECT_THROW(item.set_index(7, "a", "b"), Error);
  EXPECT_THROW(item.set_index(0, "a", "b"), Error);
}

TEST(Item, RefusesWhatCannotBeKeptAndStaysAsItWas) {
  Item item = sample();
  const Item before = item;
  Value deep(std::int64_t{1});
  for (int i = 0; i < 40; ++i) deep = Value(List{std::move(deep)});
  EXPECT_THROW(item.set("deep", deep), Error);
  EXPECT_THROW(item.set("count", deep), Error);
  EXPECT_THROW(item.set("nan", std::numeric_limits<double>::quiet_NaN()), Error);
  EXPECT_THROW(item.set("", 1), Error);
  EXPECT_THROW(item.set(std::string(256, 'x'), 1), Error);
  EXPECT_THROW(item.set("map", Value(Map{{"", Value(true)}})), Error);
  EXPECT_EQ(item.encoded(), before.encoded());
}

TEST(Item, DecodeAcceptsWhatWasEncoded) {
  const Item item = sample();
  const Item back = Item::decode(item.encoded());
  EXPECT_EQ(back.encoded(), item.encoded());
  EXPECT_EQ(names(back), names(item));
}

TEST(Item, DecodeRefusesEveryTruncation) {
  const std::string whole = sample().encoded();
  std::size_t refused = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    try {
      Item::decode(whole.substr(0, size));
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::internal);
      ++refused;
    }
  }
  // Cut between two attributes it is a shorter item; anywhere else it is none.
  EXPECT_EQ(refused, whole.size() - names(sample()).size());
}

TEST(Item, DecodeRefusesForeignBytes) {
  const auto is_item = [](std::string_view bytes) { return codec::is_valid(bytes); };
  EXPECT_TRUE(is_item("\x01"));
  EXPECT_FALSE(is_item("\x02")) << "a version to come";
  EXPECT_FALSE(is_item(std::string_view("\x01\x00\x00", 3))) << "a name without characters";
  EXPECT_FALSE(is_item("\x01\x01x\x09")) << "a tag to come";
  EXPECT_FALSE(is_item(std::string_view("\x01\x01x\x00\x01x\x01", 7))) << "one name twice";
  EXPECT_FALSE(is_item("\x01\x01x\x05\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
      << "a text longer than all";
  EXPECT_FALSE(is_item("\x01\x01x\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"))
      << "an integer of 65 bits";
  EXPECT_FALSE(is_item(std::string_view("\x01\x01x\x03\x80\x00", 6))) << "a number spelt too long";
  EXPECT_FALSE(is_item(std::string_view("\x01\x01x\x07\x02\x00\x00\x00\x00", 9)))
      << "a list cut off";
  EXPECT_FALSE(is_item(std::string("\x01\x01x\x04") + std::string(6, '\0') + "\xf8\x7f"))
      << "not a number";
}

TEST(Item, DecodeBoundsTheDepth) {
  const auto nested = [](std::size_t depth) {
    std::string value(1, '\0');
    for (std::size_t i = 0; i < depth; ++i) {
      std::string outer;
      const std::size_t opened = codec::open(outer, codec::Tag::list);
      outer += value;
      codec::close(outer, opened);
      value = outer;
    }
    return std::string("\x01\x01x") + value;
  };
  EXPECT_TRUE(codec::is_valid(nested(codec::kMaxDepth)));
  EXPECT_FALSE(codec::is_valid(nested(codec::kMaxDepth + 1)));
  EXPECT_FALSE(codec::is_valid(nested(20000)));
}

TEST(Value, ComparesNumbersExactly) {
  constexpr std::int64_t kBig = (std::int64_t{1} << 53) + 1;
  EXPECT_EQ(Value(std::int64_t{2}), Value(2.0));
  EXPECT_FALSE(Value(kBig) == Value(static_cast<double>(kBig))) << "no rounding on the way";
  EXPECT_EQ(compare(Value(1.5), Value(std::int64_t{2})), std::strong_ordering::less);
  EXPECT_EQ(compare(Value("b"), Value("a")), std::strong_ordering::greater);
  EXPECT_EQ(compare(Value("\xff"), Value("a")), std::strong_ordering::greater) << "as bytes";
  EXPECT_EQ(compare(Value("1"), Value(std::int64_t{1})), std::nullopt);
}

}  // namespace
}  // namespace waymark::store
