#include "platform/store/condition.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/error.h"

namespace waymark::store {
namespace {

using Op = Condition::Op;

Item sample() {
  Item item(Key("p", "s"));
  item.set("n", 5).set("title", "Morning run").set("version", 3).set("nothing", Value());
  item.set("tags", Value(List{Value("run"), Value(std::int64_t{2})}));
  return item;
}

TEST(Condition, OfTheItem) {
  const Item item = sample();
  EXPECT_TRUE(Condition().holds(nullptr));
  EXPECT_TRUE(Condition().holds(&item));
  EXPECT_TRUE(Condition::item_exists().holds(&item));
  EXPECT_FALSE(Condition::item_exists().holds(nullptr));
  EXPECT_TRUE(Condition::item_absent().holds(nullptr));
  EXPECT_FALSE(Condition::item_absent().holds(&item));
}

TEST(Condition, OfAnAttribute) {
  const Item item = sample();
  EXPECT_TRUE(Condition::exists("nothing").holds(&item)) << "null is a value";
  EXPECT_FALSE(Condition::exists("n").holds(nullptr));
  EXPECT_TRUE(Condition::absent("n").holds(nullptr));
  EXPECT_TRUE(Condition::equal("n", 5.0).holds(&item));
  EXPECT_FALSE(Condition::equal("n", "5").holds(&item));
  EXPECT_TRUE(Condition::compare(Op::not_equal, "n", "5").holds(&item));
  EXPECT_FALSE(Condition::compare(Op::not_equal, "absent", "5").holds(&item)) << "absent: false";
  EXPECT_TRUE(Condition::compare(Op::less, "n", 6).holds(&item));
  EXPECT_FALSE(Condition::compare(Op::less, "n", 5).holds(&item));
  EXPECT_TRUE(Condition::compare(Op::less_equal, "n", 5).holds(&item));
  EXPECT_TRUE(Condition::compare(Op::greater, "n", 4.5).holds(&item));
  EXPECT_TRUE(Condition::compare(Op::greater_equal, "n", 5).holds(&item));
  EXPECT_FALSE(Condition::compare(Op::greater_equal, "n", "4").holds(&item))
      << "no order between types";
  EXPECT_TRUE(Condition::begins_with("title", "Morn").holds(&item));
  EXPECT_FALSE(Condition::begins_with("n", "5").holds(&item));
  EXPECT_TRUE(Condition::contains("title", "ing r").holds(&item));
  EXPECT_TRUE(Condition::contains("tags", 2).holds(&item));
  EXPECT_FALSE(Condition::contains("tags", "2").holds(&item));
  EXPECT_TRUE(Condition::version_is(3).holds(&item));
  EXPECT_FALSE(Condition::version_is(2).holds(&item));
  EXPECT_FALSE(Condition::version_is(3).holds(nullptr));
  EXPECT_THROW(Condition::compare(Op::exists, "n", 1), Error);
}

TEST(Condition, Combined) {
  const Item item = sample();
  const Condition yes = Condition::exists("n");
  const Condition no = Condition::absent("n");
  EXPECT_TRUE(Condition::all_of({yes, yes}).holds(&item));
  EXPECT_FALSE(Condition::all_of({yes, no}).holds(&item));
  EXPECT_TRUE(Condition::any_of({no, yes}).holds(&item));
  EXPECT_FALSE(Condition::any_of({no, no}).holds(&item));
  EXPECT_TRUE(Condition::none_of({no, no}).holds(&item));
  EXPECT_FALSE(Condition::none_of({no, yes}).holds(&item));
}

TEST(Changes, ApplyInOrder) {
  const Item item = sample();
  const Item after = Changes()
                         .set("title", "Evening run")
                         .set_if_absent("title", "never")
                         .set_if_absent("fresh", true)
                         .add("n", 2)
                         .add("n", 0.5)
                         .add("born", 1)
                         .remove("tags")
                         .apply(Key("p", "s"), &item);
  EXPECT_EQ(after.text("title"), "Evening run");
  EXPECT_EQ(after.find("fresh")->boolean(), true);
  EXPECT_EQ(after.find("n")->real(), 7.5);
  EXPECT_EQ(after.integer("born"), 1);
  EXPECT_FALSE(after.find("tags"));
}

TEST(Changes, CreateAnItem) {
  const Item made = Changes().set("x", 1).apply(Key("p", "s"), nullptr);
  EXPECT_EQ(made, Item(Key("p", "s")).set("x", 1));
}

TEST(Changes, RefuseNonsense) {
  const Item item = sample();
  EXPECT_THROW(Changes().set("PK", "other"), Error);
  EXPECT_THROW(Changes().remove("SK"), Error);
  EXPECT_THROW(Changes().add("title", 1).apply(Key("p", "s"), &item), Error);
  EXPECT_THROW(Changes().add("n", "1").apply(Key("p", "s"), &item), Error);
  EXPECT_THROW(
      Changes().add("n", std::numeric_limits<std::int64_t>::max()).apply(Key("p", "s"), &item),
      Error);
}

}  // namespace
}  // namespace waymark::store
