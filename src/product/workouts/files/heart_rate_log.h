// Heart rates over years, in two or three bytes each.
//
// Kept in blocks of up to 4 KiB: for each rate the seconds since the one before as a zigzag varint,
// then the rate as a byte. A block knows from when to when its rates are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace waymark::workouts {

class HeartRateLog {
 public:
  struct Rate {
    std::int64_t second = 0;  // since 1970
    std::uint8_t beats = 0;   // a minute
  };

  explicit HeartRateLog(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// In any order, which takes the least room when it is that of time. False when there is no more
  /// room.
  bool add(Rate rate);
  /// Those in [from, to], in the order of time, one a second.
  std::vector<Rate> between(std::int64_t from, std::int64_t to) const;

 private:
  struct Block {
    std::int64_t first = 0;  // what the first difference counts from
    std::int64_t lowest = 0;
    std::int64_t highest = 0;
    std::string bytes;
  };

  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::int64_t last_ = 0;
  std::vector<Block> blocks_;
};

}  // namespace waymark::workouts
