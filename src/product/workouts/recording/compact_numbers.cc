#include "product/workouts/recording/compact_numbers.h"

namespace waymark::workouts {
namespace {

constexpr char kMissing = '-';
constexpr char kZero = 63;
constexpr std::uint64_t kMore = 0x20;

}  // namespace

void append_compact(std::string& out, std::int64_t value) {
  std::uint64_t bits = static_cast<std::uint64_t>(value) << 1;
  if (value < 0) bits = ~bits;
  while (bits >= kMore) {
    out += static_cast<char>((kMore | (bits & 0x1F)) + kZero);
    bits >>= 5;
  }
  out += static_cast<char>(bits + kZero);
}

std::optional<std::int64_t> take_compact(std::string_view& text) {
  std::uint64_t bits = 0;
  for (int shift = 0; shift < 64; shift += 5) {
    if (text.empty() || text.front() < kZero || text.front() > kZero + 63) return std::nullopt;
    const auto chunk = static_cast<std::uint64_t>(text.front() - kZero);
    text.remove_prefix(1);
    bits |= (chunk & 0x1F) << shift;
    if (chunk < kMore) {
      const auto half = static_cast<std::int64_t>(bits >> 1);
      return (bits & 1) != 0 ? ~half : half;
    }
  }
  return std::nullopt;
}

std::string encode_column(const Column& column) {
  std::string out;
  std::int64_t before = 0;
  for (const auto& value : column) {
    if (!value) {
      out += kMissing;
      continue;
    }
    append_compact(out, *value - before);
    before = *value;
  }
  return out;
}

Column decode_column(std::string_view text) {
  Column column;
  std::int64_t before = 0;
  while (!text.empty()) {
    if (text.front() == kMissing) {
      text.remove_prefix(1);
      column.emplace_back();
      continue;
    }
    const auto step = take_compact(text);
    if (!step) break;
    before += *step;
    column.emplace_back(before);
  }
  return column;
}

}  // namespace waymark::workouts
