#include "platform/http/web_socket_frames.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace waymark::http {
namespace {

constexpr std::size_t kMaxControl = 125;

/// Codes that may stand in a close frame (RFC 6455 §7.4).
bool may_be_sent(std::uint16_t code) {
  if (code >= 3000) return code < 5000;
  return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
}

FrameEvent failure(std::uint16_t code) {
  FrameEvent event;
  event.kind = FrameEvent::Kind::failure;
  event.code = code;
  return event;
}

FrameEvent close_event(std::string payload) {
  FrameEvent event;
  event.kind = FrameEvent::Kind::close;
  event.code = close_code::kNoCode;
  if (payload.empty()) return event;
  if (payload.size() == 1) return failure(close_code::kProtocolError);
  event.code = static_cast<std::uint16_t>(static_cast<std::uint8_t>(payload[0]) << 8 |
                                          static_cast<std::uint8_t>(payload[1]));
  if (!may_be_sent(event.code)) return failure(close_code::kProtocolError);
  payload.erase(0, 2);
  if (!is_utf8(payload)) return failure(close_code::kInvalidText);
  event.payload = std::move(payload);
  return event;
}

}  // namespace

FrameHead frame_head(Opcode opcode, std::uint64_t length) {
  FrameHead head;
  head.bytes[0] = static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode));
  unsigned length_bytes = 0;
  if (length < 126) {
    head.bytes[1] = static_cast<char>(length);
  } else {
    length_bytes = length <= 0xffff ? 2 : 8;
    head.bytes[1] = static_cast<char>(length_bytes == 2 ? 126 : 127);
  }
  for (unsigned i = 0; i < length_bytes; ++i)
    head.bytes[2 + i] = static_cast<char>(length >> (8 * (length_bytes - 1 - i)) & 0xff);
  head.size = static_cast<std::uint8_t>(2 + length_bytes);
  return head;
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
  std::size_t length = std::min(reason.size(), kMaxControl - 2);
  while (length < reason.size() && length > 0 && (reason[length] & 0xc0) == 0x80)
    --length;  // between code points
  payload += reason.substr(0, length);
  return payload;
}

FrameEvent FrameReader::feed(std::string_view& bytes) {
  while (true) {
    FrameEvent event;
    if (part_ == Part::head) {
      if (!read_head(bytes, event)) return event;
      part_ = Part::payload;
    }
    read_payload(bytes);
    if (received_ < length_) return event;
    part_ = Part::head;
    head_read_ = 0;
    event = end_frame();
    if (event.kind != FrameEvent::Kind::need_more) return event;
  }
}

/// False when more is needed, or `event` is a failure.
bool FrameReader::read_head(std::string_view& bytes, FrameEvent& event) {
  while (head_read_ < head_size()) {
    if (bytes.empty()) return false;
    head_[head_read_++] = static_cast<std::uint8_t>(bytes.front());
    bytes.remove_prefix(1);
  }
  if (const std::uint16_t code = check_head(); code != 0) {
    event = failure(code);
    return false;
  }
  length_ = payload_length();
  received_ = 0;
  return true;
}

/// 0, or the code to fail with.
std::uint16_t FrameReader::check_head() const {
  const std::uint64_t length = payload_length();
  const std::uint8_t short_length = head_[1] & 0x7f;
  const bool minimal =
      short_length < 126 || (short_length == 126 ? length >= 126 : length > 0xffff);
  if ((head_[0] & 0x70) != 0 || (head_[1] & 0x80) == 0 || !minimal)
    return close_code::kProtocolError;
  switch (opcode()) {
    case Opcode::close:
    case Opcode::ping:
    case Opcode::pong:
      return is_final() && length <= kMaxControl ? 0 : close_code::kProtocolError;
    case Opcode::continuation:
      if (!in_message_) return close_code::kProtocolError;
      break;
    case Opcode::text:
      if (in_message_) return close_code::kProtocolError;
      break;
    case Opcode::binary:
      return in_message_ ? close_code::kProtocolError : close_code::kUnsupportedData;
    default:
      return close_code::kProtocolError;
  }
  return length > message_limit_ - message_.size() ? close_code::kTooLarge : 0;
}

std::size_t FrameReader::head_size() const {
  if (head_read_ < 2) return 2;
  const std::uint8_t length = head_[1] & 0x7f;
  const std::size_t mask = (head_[1] & 0x80) != 0 ? 4 : 0;
  return 2 + mask + (length == 126 ? 2 : length == 127 ? 8 : 0);
}

std::uint64_t FrameReader::payload_length() const {
  const std::uint8_t short_length = head_[1] & 0x7f;
  if (short_length < 126) return short_length;
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < (short_length == 126 ? 2U : 8U); ++i)
    length = length << 8 | head_[2 + i];
  return length;
}

void FrameReader::read_payload(std::string_view& bytes) {
  std::string& into = is_control() ? control_ : message_;
  const std::size_t count = std::min<std::uint64_t>(bytes.size(), length_ - received_);
  const std::size_t start = into.size();
  into += bytes.substr(0, count);
  bytes.remove_prefix(count);
  const std::uint8_t* mask = head_.data() + head_size() - 4;
  for (std::size_t i = 0; i < count; ++i)
    into[start + i] = static_cast<char>(into[start + i] ^ mask[(received_ + i) & 3]);
  received_ += count;
}

FrameEvent FrameReader::end_frame() {
  FrameEvent event;
  if (is_control()) {
    if (opcode() == Opcode::close) return close_event(std::exchange(control_, {}));
    event.kind = opcode() == Opcode::ping ? FrameEvent::Kind::ping : FrameEvent::Kind::pong;
    event.payload = std::exchange(control_, {});
    return event;
  }
  in_message_ = !is_final();
  if (in_message_) return event;
  if (!is_utf8(message_)) return failure(close_code::kInvalidText);
  event.kind = FrameEvent::Kind::message;
  event.payload = std::exchange(message_, {});
  return event;
}

}  // namespace waymark::http
