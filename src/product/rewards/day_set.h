// A set of calendar days in one bit each: ten years take 460 bytes.
//
// Stored as: 4 bytes, little-endian, the day number (days since 1970-01-01, a multiple of 8) of the
// first bit; then bytes, the lowest bit first. An empty set is no bytes at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"

namespace waymark::rewards {

/// Holds days from 1970 to 2199; others are never in it.
class DaySet {
 public:
  DaySet() = default;
  /// Throws Error(internal) when the bytes are none of ours.
  static DaySet decode(const std::vector<std::uint8_t>& bytes);
  std::vector<std::uint8_t> encode() const;

  void insert(Date day);
  void erase(Date day);
  bool contains(Date day) const;
  bool empty() const { return bits_.empty(); }

  /// The last day before `day`, and the last of all.
  std::optional<Date> before(Date day) const;
  std::optional<Date> last() const;
  /// All days, rising.
  std::vector<Date> days() const;

  bool operator==(const DaySet&) const = default;

 private:
  using DayNumber = std::int32_t;
  bool test(DayNumber day) const;
  void trim();

  DayNumber first_ = 0;             // of bit 0; a multiple of 8
  std::vector<std::uint8_t> bits_;  // neither begins nor ends with an empty byte
};

}  // namespace waymark::rewards
