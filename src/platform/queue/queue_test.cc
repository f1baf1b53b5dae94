#include "platform/queue/queue.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/queue/catalog.h"
#include "platform/queue/priority_turns.h"

namespace waymark::queue {
namespace {

TEST(Catalog, RefusesWhatNoEngineCouldName) {
  const auto made = [](std::string name, unsigned receives) {
    Catalog catalog({QueueDefinition(std::move(name), receives)});
  };
  made("mail", 1);
  made("federation-delivery_2", 100);
  for (const char* name : {"", "Mail", "a b", "a.b", "ä"})
    EXPECT_THROW(made(name, 5), std::logic_error) << name;
  EXPECT_THROW(made(std::string(41, 'a'), 5), std::logic_error);
  EXPECT_THROW(made("mail", 0), std::logic_error);
  EXPECT_THROW(made("mail", 101), std::logic_error);
  EXPECT_THROW(Catalog({QueueDefinition("mail"), QueueDefinition("mail")}), std::logic_error);
}

TEST(Catalog, FindsByName) {
  const Catalog catalog({QueueDefinition("mail"), QueueDefinition("sync", 7)});
  EXPECT_EQ(catalog.at("sync").max_receives, 7u);
  EXPECT_THROW(catalog.at("none"), Error);
}

TEST(PriorityTurns, SixteenOfTwentyBeginWithHigh) {
  PriorityTurns turns;
  int first[kPriorities] = {0, 0, 0};
  for (int turn = 0; turn < 20; ++turn) ++first[static_cast<int>(turns.next()[0])];
  EXPECT_EQ(first[0], 16);
  EXPECT_EQ(first[1], 3);
  EXPECT_EQ(first[2], 1);
}

TEST(NewJobs, CarryTheTraceOfTheirRequest) {
  RequestContext context;
  EXPECT_EQ(NewJob("x").traced(context).trace_id, "");
  context.trace.trace_id[15] = 0xAB;
  EXPECT_EQ(NewJob("x").traced(context).trace_id, "000000000000000000000000000000ab");
}

}  // namespace
}  // namespace waymark::queue
