#include "product/rewards/day_set.h"

#include <algorithm>

#include "base/error.h"

namespace waymark::rewards {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// 2200-01-01, in days since 1970.
constexpr std::int32_t kEnd =
    sys_days(Date(std::chrono::year(2200), std::chrono::January, std::chrono::day(1)))
        .time_since_epoch()
        .count();

std::int32_t number_of(Date day) {
  return static_cast<std::int32_t>(sys_days(day).time_since_epoch().count());
}

Date date_of(std::int32_t number) {
  return Date(sys_days(days(number)));
}

bool is_held(std::int32_t number) {
  return number >= 0 && number < kEnd;
}

}  // namespace

DaySet DaySet::decode(const std::vector<std::uint8_t>& bytes) {
  DaySet set;
  if (bytes.empty()) return set;
  const auto corrupt = [] {
    return Error(ErrorCode::internal, "error.internal", "stored days are not a day set");
  };
  if (bytes.size() < 5) throw corrupt();
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < 4; ++i) first |= static_cast<std::uint32_t>(bytes[i]) << (8 * i);
  if (first % 8 != 0 || first + 8 * (bytes.size() - 4) > kEnd + 8) throw corrupt();
  set.first_ = static_cast<DayNumber>(first);
  set.bits_.assign(bytes.begin() + 4, bytes.end());
  set.trim();
  return set;
}

std::vector<std::uint8_t> DaySet::encode() const {
  std::vector<std::uint8_t> bytes;
  if (bits_.empty()) return bytes;
  for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<std::uint8_t>(first_ >> (8 * i)));
  bytes.insert(bytes.end(), bits_.begin(), bits_.end());
  return bytes;
}

void DaySet::insert(Date day) {
  const DayNumber number = number_of(day);
  if (!is_held(number)) return;
  if (bits_.empty()) first_ = number / 8 * 8;
  if (number < first_) {
    bits_.insert(bits_.begin(), static_cast<std::size_t>(first_ / 8 - number / 8), 0);
    first_ = number / 8 * 8;
  }
  const auto at = static_cast<std::size_t>(number - first_);
  if (at / 8 >= bits_.size()) bits_.resize(at / 8 + 1);
  bits_[at / 8] = static_cast<std::uint8_t>(bits_[at / 8] | 1U << at % 8);
}

void DaySet::erase(Date day) {
  const DayNumber number = number_of(day);
  if (!test(number)) return;
  const auto at = static_cast<std::size_t>(number - first_);
  bits_[at / 8] = static_cast<std::uint8_t>(bits_[at / 8] & ~(1U << at % 8));
  trim();
}

bool DaySet::contains(Date day) const {
  return test(number_of(day));
}

std::optional<Date> DaySet::before(Date day) const {
  const auto end = first_ + static_cast<DayNumber>(8 * bits_.size());
  for (DayNumber number = std::min(number_of(day), end) - 1; number >= first_; --number)
    if (test(number)) return date_of(number);
  return std::nullopt;
}

std::optional<Date> DaySet::last() const {
  return before(date_of(kEnd));
}

std::vector<Date> DaySet::days() const {
  std::vector<Date> days;
  for (std::size_t at = 0; at < 8 * bits_.size(); ++at)
    if (test(first_ + static_cast<DayNumber>(at)))
      days.push_back(date_of(first_ + static_cast<DayNumber>(at)));
  return days;
}

bool DaySet::test(DayNumber day) const {
  if (day < first_ || day >= first_ + static_cast<DayNumber>(8 * bits_.size())) return false;
  const auto at = static_cast<std::size_t>(day - first_);
  return (bits_[at / 8] >> at % 8 & 1) != 0;
}

void DaySet::trim() {
  while (!bits_.empty() && bits_.back() == 0) bits_.pop_back();
  const auto full = std::ranges::find_if(bits_, [](std::uint8_t byte) { return byte != 0; });
  first_ += static_cast<DayNumber>(8 * (full - bits_.begin()));
  bits_.erase(bits_.begin(), full);
  if (bits_.empty()) first_ = 0;
}

}  // namespace waymark::rewards
