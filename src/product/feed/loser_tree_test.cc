#include "product/feed/loser_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace waymark::feed {
namespace {

TEST(LoserTreeTest, MergesAnyNumberOfStreams) {
  std::mt19937 random(7);
  for (std::size_t streams = 1; streams <= 40; ++streams) {
    std::vector<std::vector<int>> lists(streams);
    std::vector<int> all;
    for (auto& list : lists) {
      const std::size_t size = random() % 10;
      for (std::size_t i = 0; i < size; ++i) list.push_back(static_cast<int>(random() % 100));
      std::ranges::sort(list);
      all.insert(all.end(), list.begin(), list.end());
      std::ranges::reverse(list);  // the next is at the back
    }
    std::ranges::sort(all);
    LoserTree tree(streams, [&](std::size_t a, std::size_t b) {
      if (lists[a].empty() || lists[b].empty()) return !lists[a].empty();
      return lists[a].back() < lists[b].back();
    });
    std::vector<int> merged;
    while (!lists[tree.winner()].empty()) {
      merged.push_back(lists[tree.winner()].back());
      lists[tree.winner()].pop_back();
      tree.replay();
    }
    EXPECT_EQ(merged, all) << streams << " streams";
  }
}

}  // namespace
}  // namespace waymark::feed
