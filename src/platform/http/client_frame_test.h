// For tests: frames as clients send them.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/web_socket_frames.h"

namespace waymark::http {

inline std::string client_frame(Opcode opcode, std::string_view payload, bool final = true) {
  const FrameHead head = frame_head(opcode, payload.size());
  std::string bytes(head.view());
  if (!final) bytes[0] = static_cast<char>(bytes[0] & 0x7f);
  bytes[1] = static_cast<char>(bytes[1] | 0x80);
  constexpr std::string_view kMask = "\x12\xa3\x45\xfe";
  bytes += kMask;
  for (std::size_t i = 0; i < payload.size(); ++i)
    bytes += static_cast<char>(payload[i] ^ kMask[i % 4]);
  return bytes;
}

}  // namespace waymark::http
