// A message between nodes.
//
//   byte      what
//   0         version, 1
//   1..16     the node that published it
//   17..      kind, payload, cursor, previous, about: each a length (32 bits, little-endian) and
//             its bytes
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/realtime/hub.h"

namespace waymark::realtime {

inline constexpr std::size_t kNodeSize = 16;

std::string seal(std::string_view node, const Message& message);

struct Envelope {
  std::string_view node;  // of the bytes
  MessagePtr message;
};
/// nullopt for what is none, or of a version that is not known.
std::optional<Envelope> unseal(std::string_view bytes);

}  // namespace waymark::realtime
