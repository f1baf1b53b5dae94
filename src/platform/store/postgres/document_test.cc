#include "platform/store/postgres/document.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "base/error.h"
#include "base/test_seed.h"
#include "platform/store/postgres/world_test.h"

namespace waymark::store::postgres {
namespace {

std::string document_of(const Item& item) {
  std::string out;
  append_document(out, item);
  return out;
}

/// What jsonb makes of a document, and the item that is read from that.
class Jsonb {
 public:
  std::string print(const std::string& document) {
    std::string quoted;
    for (const char c : document) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return operator_.ask("SELECT '" + quoted + "'::jsonb::text");
  }
  Item through(const Item& item) { return item_of_document(print(document_of(item))); }

 private:
  Operator operator_{shared_cluster().connection()};
};

/// With the types of numbers, which equality passes over.
std::string exactly(const Item& item) {
  Map sorted;
  item.each([&](std::string_view name, const ValueView& value) {
    sorted.emplace(name, value.to_value());
  });
  Item ordered;
  for (const auto& [name, value] : sorted) ordered.set(name, value);
  return ordered.encoded();
}

TEST(Document, IsWhatAnOperatorExpects) {
  Item item(Key("USER#1", "GOAL#2"));
  item.set("title", "Run \"far\"\n")
      .set("n", 5)
      .set("share", 0.5)
      .set("whole", 2.0)
      .set("done", true);
  item.set("tags", Value(List{Value("a"), Value()})).set("empty", Value(Map{}));
  EXPECT_EQ(document_of(item),
            R"({"PK":"USER#1","SK":"GOAL#2","title":"Run \"far\"\n","n":5,"share":0.5,"whole":2.0,)"
            R"("done":true,"tags":["a",null],"empty":{}})");
}

TEST(Document, WhatJsonbCannotHoldIsTagged) {
  Item item(Key(std::string("p\0", 2), "\xff"));
  item.set("bytes", Value(Bytes{0, 255}))
      .set("$price", 1)
      .set("$$", 2)
      .set("\xfe", 3)
      .set("zero", -0.0);
  EXPECT_EQ(document_of(item),
            R"({"PK":{"$text":"cAA="},"SK":{"$text":"/w=="},"bytes":{"$bytes":"AP8="},)"
            R"("$$price":1,"$$$":2,"$~_g":3,"zero":{"$real":"-0"}})");
  EXPECT_EQ(exactly(item_of_document(document_of(item))), exactly(item));
}

TEST(Document, JsonbLosesNothing) {
  Jsonb jsonb;
  Item item(Key("p", "s"));
  int n = 0;
  using Real = std::numeric_limits<double>;
  for (const double real : {0.0,
                            -0.0,
                            1.0,
                            -1.0,
                            0.1,
                            1e15,
                            1e16,
                            1e18,
                            123456789.5,
                            9223372036854775808.0,
                            -9223372036854775808.0,
                            1e19,
                            1e22,
                            1e23,
                            1e300,
                            -1e300,
                            1e-7,
                            Real::max(),
                            Real::lowest(),
                            Real::min(),
                            Real::denorm_min(),
                            Real::epsilon()})
    item.set("r" + std::to_string(n++), Value(real));
  for (const std::int64_t integer :
       {std::int64_t{0}, std::int64_t{1}, (std::int64_t{1} << 53) + 1,
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
    item.set("i" + std::to_string(n++), Value(integer));
  std::string every_byte;
  for (int c = 1; c < 0x80; ++c) every_byte += static_cast<char>(c);
  item.set("ascii", every_byte).set("unicode", "é \u2028 \U0001F600 \uFFFD").set("empty", "");
  item.set("nul", std::string("a\0b", 3)).set("broken", "\xC3(").set("surrogate", "\xED\xA0\x80");
  item.set("looks", Value(Map{{"$text", Value("cAA=")}}));
  item.set("looks2", Value(Map{{"$bytes", Value("cAA=")}, {"x", Value(1)}}));
  item.set("map", Value(Map{{"bb", Value(1.0)},
                            {"a", Value(2)},
                            {"c", Value(List{Value(Map{}), Value(List{})})}}));
  EXPECT_EQ(exactly(jsonb.through(item)), exactly(item));
}

TEST(Document, RandomItemsComeBack) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  Jsonb jsonb;
  const auto below = [&](std::uint64_t bound) { return random() % bound; };
  const auto bytes = [&] {
    std::string made;
    for (std::uint64_t left = below(12); left > 0; --left)
      made += static_cast<char>(below(3) == 0 ? below(256) : 32 + below(95));
    return made;
  };
  const std::function<Value(int)> value = [&](int depth) -> Value {
    switch (below(depth > 3 ? 6 : 8)) {
      case 0:
        return Value();
      case 1:
        return Value(below(2) == 0);
      case 2:
        return Value(static_cast<std::int64_t>(random() >> below(64)));
      case 3: {
        const double real = std::bit_cast<double>(random());
        return Value(std::isfinite(real) ? real : 0.5);
      }
      case 4:
        return Value(bytes());
      case 5: {
        const std::string raw = bytes();
        return Value(Bytes(raw.begin(), raw.end()));
      }
      case 6: {
        List list;
        for (std::uint64_t left = below(4); left > 0; --left) list.push_back(value(depth + 1));
        return Value(std::move(list));
      }
      default: {
        Map map;
        for (std::uint64_t left = below(4); left > 0; --left)
          map.emplace("$" + bytes(), value(depth + 1));
        return Value(std::move(map));
      }
    }
  };
  for (int i = 0; i < 300; ++i) {
    Item item(Key("p" + bytes(), "s" + bytes()));
    for (std::uint64_t left = below(8); left > 0; --left) item.set("a" + bytes(), value(0));
    ASSERT_EQ(exactly(jsonb.through(item)), exactly(item)) << document_of(item);
  }
}

TEST(Document, WhatIsNoItemIsRefused) {
  for (const char* broken : {"", "[]", "{", "{}x", R"({"a":})", R"({"a":1,})", R"({"a":tru})",
                             R"({"a":"\u12"})", R"({"a":"\q"})", R"({"a":1-1})", R"({"":1})",
                             R"({"$bad":1})", R"({"a":{"$bytes":"?"}})", R"({"a":{"$real":"1"}})"})
    EXPECT_THROW(item_of_document(broken), Error) << broken;
  std::string deep = R"({"a":)";
  for (int i = 0; i < 40; ++i) deep += '[';
  EXPECT_THROW(item_of_document(deep), Error);
}

}  // namespace
}  // namespace waymark::store::postgres
