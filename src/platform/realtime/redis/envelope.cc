#include "platform/realtime/redis/envelope.h"

#include <cstdint>

namespace waymark::realtime {
namespace {

constexpr char kVersion = 1;
constexpr std::string Message::*kFields[] = {&Message::kind, &Message::payload, &Message::cursor,
                                             &Message::previous, &Message::about};

void append_field(std::string& bytes, const std::string& field) {
  const auto size = static_cast<std::uint32_t>(field.size());
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(size >> shift & 0xff);
  bytes += field;
}

bool take_field(std::string_view& bytes, std::string& field) {
  if (bytes.size() < 4) return false;
  std::uint32_t size = 0;
  for (int i = 3; i >= 0; --i)
    size = size << 8 | static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)]);
  bytes.remove_prefix(4);
  if (bytes.size() < size) return false;
  field = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return true;
}

}  // namespace

std::string seal(std::string_view node, const Message& message) {
  std::string bytes;
  bytes.reserve(64 + message.kind.size() + message.payload.size() + message.cursor.size() +
                message.previous.size() + message.about.size());
  bytes += kVersion;
  bytes += node;
  for (const auto field : kFields) append_field(bytes, message.*field);
  return bytes;
}

std::optional<Envelope> unseal(std::string_view bytes) {
  if (bytes.size() < 1 + kNodeSize || bytes.front() != kVersion) return std::nullopt;
  Envelope envelope;
  envelope.node = bytes.substr(1, kNodeSize);
  bytes.remove_prefix(1 + kNodeSize);
  auto message = std::make_shared<Message>();
  for (const auto field : kFields)
    if (!take_field(bytes, (*message).*field)) return std::nullopt;
  if (!bytes.empty()) return std::nullopt;
  envelope.message = std::move(message);
  return envelope;
}

}  // namespace waymark::realtime
