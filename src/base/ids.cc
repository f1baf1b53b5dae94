#include "base/ids.h"

namespace waymark {
namespace {

constexpr char kHex[] = "0123456789abcdef";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr bool dash_before(std::size_t byte) {
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

}  // namespace

void Uuid::append_to(std::string& out) const {
  char text[36];
  char* at = text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (dash_before(i)) *at++ = '-';
    *at++ = kHex[bytes[i] >> 4];
    *at++ = kHex[bytes[i] & 15];
  }
  out.append(text, sizeof text);
}

std::string Uuid::to_string() const {
  std::string out;
  append_to(out);
  return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid uuid;
  std::size_t at = 0;
  for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (dash_before(i) && text[at++] != '-') return std::nullopt;
    const int high = hex_digit(text[at]);
    const int low = hex_digit(text[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    uuid.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    at += 2;
  }
  return uuid;
}

Uuid UuidV7Source::next() {
  // The clock's milliseconds and a 12-bit counter are one number that only rises; a burst of more
  // than 4096 ids in a millisecond borrows from the next one.
  const auto now = static_cast<std::uint64_t>(clock_.now().time_since_epoch().count()) << 12;
  std::uint64_t last = last_.load(std::memory_order_relaxed);
  std::uint64_t mine;
  do {
    mine = now > last ? now : last + 1;
  } while (!last_.compare_exchange_weak(last, mine, std::memory_order_relaxed));

  Uuid uuid;
  random_.fill(std::span(uuid.bytes).subspan<8>());
  const std::uint64_t millis = mine >> 12;
  for (int i = 0; i < 6; ++i)
    uuid.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  uuid.bytes[6] = static_cast<std::uint8_t>(0x70 | ((mine >> 8) & 0x0f));
  uuid.bytes[7] = static_cast<std::uint8_t>(mine);
  uuid.bytes[8] = static_cast<std::uint8_t>(0x80 | (uuid.bytes[8] & 0x3f));
  return uuid;
}

}  // namespace waymark
