#include "platform/http/trace_context.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace waymark::http {
namespace {

constexpr std::size_t kLength = 55;

/// The value of a lower-case hexadecimal digit, or -1.
int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool read_hex(std::string_view text, std::span<std::uint8_t> bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int high = digit(text[2 * i]);
    const int low = digit(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return true;
}

char* write_hex(char* out, std::span<const std::uint8_t> bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (const std::uint8_t byte : bytes) {
    *out++ = kDigits[byte >> 4];
    *out++ = kDigits[byte & 15];
  }
  return out;
}

bool all_zero(std::span<const std::uint8_t> bytes) {
  return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace

std::optional<Trace> parse_traceparent(std::string_view text) {
  if (text.size() < kLength || text[2] != '-' || text[35] != '-' || text[52] != '-')
    return std::nullopt;
  std::uint8_t version[1];
  std::uint8_t flags[1];
  Trace trace;
  if (!read_hex(text, version) || !read_hex(text.substr(3), trace.trace_id) ||
      !read_hex(text.substr(36), trace.span_id) || !read_hex(text.substr(53), flags))
    return std::nullopt;
  if (version[0] == 0xff || (version[0] == 0 && text.size() != kLength)) return std::nullopt;
  if (text.size() > kLength && text[kLength] != '-') return std::nullopt;
  if (all_zero(trace.trace_id) || all_zero(trace.span_id)) return std::nullopt;
  trace.sampled = (flags[0] & 1) != 0;
  return trace;
}

std::array<char, 55> format_traceparent(const Trace& trace) {
  std::array<char, kLength> text;
  char* out = text.data();
  *out++ = '0';
  *out++ = '0';
  *out++ = '-';
  out = write_hex(out, trace.trace_id);
  *out++ = '-';
  out = write_hex(out, trace.span_id);
  *out++ = '-';
  *out++ = '0';
  *out++ = trace.sampled ? '1' : '0';
  return text;
}

TraceIds::TraceIds(Random& random) {
  std::array<std::uint8_t, sizeof state_> seed;
  random.fill(seed);
  std::memcpy(&state_, seed.data(), seed.size());
}

std::uint64_t TraceIds::draw() {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

Trace TraceIds::next(std::optional<std::string_view> traceparent) {
  Trace trace;
  auto given = traceparent ? parse_traceparent(*traceparent) : std::nullopt;
  if (given) {
    trace = *given;
  } else {
    const std::uint64_t id[2] = {draw() | 1, draw()};
    std::memcpy(trace.trace_id.data(), id, trace.trace_id.size());
  }
  const std::uint64_t span = draw() | 1;  // never all zeros
  std::memcpy(trace.span_id.data(), &span, trace.span_id.size());
  return trace;
}

}  // namespace waymark::http
