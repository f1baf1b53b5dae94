// WebSocket frames (RFC 6455 §5): bytes from a client become events, messages become bytes.
//
//   0               1               2               3
//   FIN RSV OPCODE  MASK LENGTH     (16 or 64 bits of length)   (4 bytes of mask)   payload
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::http {

enum class Opcode : std::uint8_t {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10
};

/// Codes of RFC 6455 §7.4.1 that the server itself sends.
namespace close_code {
inline constexpr std::uint16_t kNormal = 1000;
inline constexpr std::uint16_t kGoingAway = 1001;
inline constexpr std::uint16_t kProtocolError = 1002;
inline constexpr std::uint16_t kUnsupportedData = 1003;
inline constexpr std::uint16_t kInvalidText = 1007;
inline constexpr std::uint16_t kTooLarge = 1009;
inline constexpr std::uint16_t kInternalError = 1011;
inline constexpr std::uint16_t kTryAgainLater = 1013;
inline constexpr std::uint16_t kNoCode = 1005;  // never sent: the peer gave none
}  // namespace close_code

struct FrameHead {
  std::array<char, 10> bytes{};
  std::uint8_t size = 0;
  std::string_view view() const { return {bytes.data(), size}; }
};
/// Of a whole, unmasked frame, as a server sends it.
FrameHead frame_head(Opcode opcode, std::uint64_t length);

/// The payload of a close frame; the reason is cut to what fits.
std::string close_payload(std::uint16_t code, std::string_view reason);

struct FrameEvent {
  enum class Kind : std::uint8_t {
    need_more,  // all bytes are used up
    message,    // a whole text message in `payload`
    ping,       // to be answered with a pong of the same `payload`
    pong,
    close,    // the peer's `code` (kNoCode for none) and its reason in `payload`
    failure,  // to be answered with a close of `code`; nothing more can be read
  };
  Kind kind = Kind::need_more;
  std::uint16_t code = 0;
  std::string payload;
};

/// Reads what a client sends, in whatever pieces it comes. Holds no memory between messages.
class FrameReader {
 public:
  explicit FrameReader(std::size_t message_limit) : message_limit_(message_limit) {}
  /// Takes bytes off the front of `bytes` up to the next event.
  FrameEvent feed(std::string_view& bytes);

 private:
  enum class Part : std::uint8_t { head, payload };
  bool read_head(std::string_view& bytes, FrameEvent& event);
  std::uint16_t check_head() const;
  void read_payload(std::string_view& bytes);
  FrameEvent end_frame();
  std::size_t head_size() const;
  std::uint64_t payload_length() const;
  Opcode opcode() const { return static_cast<Opcode>(head_[0] & 0x0f); }
  bool is_control() const { return (head_[0] & 0x08) != 0; }
  bool is_final() const { return (head_[0] & 0x80) != 0; }

  std::size_t message_limit_;
  Part part_ = Part::head;
  std::array<std::uint8_t, 14> head_{};
  std::uint8_t head_read_ = 0;
  std::uint64_t length_ = 0;
  std::uint64_t received_ = 0;  // of this frame's payload
  bool in_message_ = false;     // a first fragment came, its last has not
  std::string message_;
  std::string control_;
};

}  // namespace waymark::http
