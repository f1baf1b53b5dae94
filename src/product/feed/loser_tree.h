// A loser tree (Knuth, The Art of Computer Programming, vol. 3, 5.4.1): which of k streams has the next entry, at the cost
// of log k comparisons when one of them moves on.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace waymark::feed {

/// `Before(a, b)`: whether stream a's entry comes before stream b's. One that has ended comes after all others.
template <typename Before>
class LoserTree {
 public:
  /// At least one stream.
  LoserTree(std::size_t streams, Before before)
      : losers_(streams, kNone), before_(std::move(before)) {
    for (std::size_t stream = 0; stream < streams; ++stream) play(stream);
  }

  std::size_t winner() const { return winner_; }
  /// The winner's entry is another one now.
  void replay() { play(winner_); }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// Climbs from a stream's leaf; whoever loses a match stays at its node. While the tree is being built the first to
  /// come to a node waits there for its opponent.
  void play(std::size_t stream) {
    for (std::size_t node = (stream + losers_.size()) / 2; node > 0; node /= 2) {
      std::size_t& loser = losers_[node];
      if (loser == kNone) {
        loser = stream;
        return;
      }
      if (before_(loser, stream)) std::swap(loser, stream);
    }
    winner_ = stream;
  }

  std::vector<std::size_t> losers_;  // by node; node 0 is not used
  std::size_t winner_ = 0;
  Before before_;
};

}  // namespace waymark::feed
