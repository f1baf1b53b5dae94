#include "product/workouts/files/heart_rate_log.h"

#include <algorithm>

namespace waymark::workouts {
namespace {

constexpr std::size_t kBlockBytes = 4096;
constexpr std::size_t kLongestEntry = 11;

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

void append_varint(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>((value & 0x7F) | 0x80);
  bytes += static_cast<char>(value);
}

/// What append_varint() wrote at `at`, which moves behind it.
std::uint64_t varint_at(const std::string& bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
}

}  // namespace

bool HeartRateLog::add(Rate rate) {
  if (blocks_.empty() || blocks_.back().bytes.size() + kLongestEntry > kBlockBytes) {
    if (bytes_ + kBlockBytes > most_bytes_) return false;
    bytes_ += kBlockBytes;
    Block& block = blocks_.emplace_back();
    block.first = block.lowest = block.highest = last_ = rate.second;
    block.bytes.reserve(kBlockBytes);
  }
  Block& block = blocks_.back();
  block.lowest = std::min(block.lowest, rate.second);
  block.highest = std::max(block.highest, rate.second);
  append_varint(block.bytes, zigzag(rate.second - last_));
  block.bytes += static_cast<char>(rate.beats);
  last_ = rate.second;
  return true;
}

std::vector<HeartRateLog::Rate> HeartRateLog::between(std::int64_t from, std::int64_t to) const {
  std::vector<Rate> found;
  for (const Block& block : blocks_) {
    if (block.highest < from || block.lowest > to) continue;
    std::int64_t second = block.first;
    for (std::size_t at = 0; at < block.bytes.size();) {
      second += unzigzag(varint_at(block.bytes, at));
      const auto beats = static_cast<std::uint8_t>(block.bytes[at++]);
      if (second >= from && second <= to) found.push_back(Rate{second, beats});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Rate& a, const Rate& b) { return a.second < b.second; });
  const auto same = [](const Rate& a, const Rate& b) { return a.second == b.second; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

}  // namespace waymark::workouts
