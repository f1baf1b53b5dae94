#include "product/feed/head_memory.h"

#include <functional>

#include "platform/store/entity.h"
#include "platform/store/forwarding_store.h"
#include "product/feed/keys.h"
#include "product/feed/world_test.h"

namespace waymark::feed {
namespace {

/// Counts what is read, and lets something happen after it has been read and before that is known.
class WatchedStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<std::vector<std::optional<store::Item>>> batch_get(std::vector<store::Key> keys) override {
    read += keys.size();
    auto items = co_await inner().batch_get(std::move(keys));
    if (meanwhile) meanwhile();
    co_return items;
  }
  std::size_t read = 0;
  std::function<void()> meanwhile;
};

class HeadMemoryTest : public FeedWorld {
 protected:
  void put(UserId person, Head head) {
    store::Transaction transaction;
    transaction.put(store::to_item(head, keys::head(person)));
    run(store.transact(std::move(transaction)));
  }
  static Place place(int second) { return Place::before(Instant(std::chrono::seconds(second))); }
  static Head active(int second) {
    Head head;
    head.last = place(second);
    return head;
  }
  Place last_of(UserId person) {
    std::vector<UserId> users(1, person);
    return run(memory.read(std::move(users))).front().last;
  }

  WatchedStore watched{store};
  HeadMemory memory{watched, clock, 1'000};
  UserId user = id_of(ana);
};

TEST_F(HeadMemoryTest, ReadsOnceWhatIsAskedForAgain) {
  put(user, active(1));
  std::vector<UserId> users{user, id_of(ben), user};
  const auto read = run(memory.read(users));
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read[0].last, place(1));
  EXPECT_EQ(read[1].last, Place());
  EXPECT_EQ(read[2].last, place(1));
  watched.read = 0;
  EXPECT_EQ(run(memory.read(std::move(users))).front().last, place(1));
  EXPECT_EQ(watched.read, 0U);
}

TEST_F(HeadMemoryTest, ForgetsWhoDoesSomethingAndEverybodyAfterAWhile) {
  put(user, active(1));
  EXPECT_EQ(last_of(user), place(1));
  put(user, active(2));
  EXPECT_EQ(last_of(user), place(1));
  memory.forget(user);
  EXPECT_EQ(last_of(user), place(2));
  put(user, active(3));
  memory.forget_all();
  EXPECT_EQ(last_of(user), place(3));
  put(user, active(4));
  clock.advance(kRememberedFor);
  EXPECT_EQ(last_of(user), place(4));
}

TEST_F(HeadMemoryTest, DoesNotKeepWhatWasReadBeforeItWasForgotten) {
  put(user, active(1));
  watched.meanwhile = [&] {
    memory.forget(user);
    watched.meanwhile = nullptr;
  };
  EXPECT_EQ(last_of(user), place(1));
  put(user, active(2));
  EXPECT_EQ(last_of(user), place(2));
}

TEST_F(HeadMemoryTest, DoesNotKeepThoseWhoseFanOutIsUnderWay) {
  Head head = active(2);
  head.promoted_at = place(1);
  put(user, head);
  EXPECT_EQ(last_of(user), place(2));
  head.through = place(2);
  put(user, head);
  std::vector<UserId> users(1, user);
  EXPECT_EQ(run(memory.read(users)).front().through, place(2));
  watched.read = 0;
  run(memory.read(std::move(users)));
  EXPECT_EQ(watched.read, 0U);
}

TEST_F(HeadMemoryTest, HoldsNoMoreThanItMay) {
  HeadMemory small(watched, clock, 256);
  std::vector<UserId> users;
  for (int i = 0; i < 10'000; ++i) users.push_back(ids.make<UserId>());
  run(small.read(users));
  watched.read = 0;
  run(small.read(users));
  EXPECT_GE(watched.read, users.size() - 256);
}

}  // namespace
}  // namespace waymark::feed
