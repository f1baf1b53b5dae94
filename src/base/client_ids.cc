#include "base/client_ids.h"

#include <algorithm>
#include <string>

#include "base/encoding.h"

namespace waymark {

Uuid uuid_of_client(UserId person, ClientId given, std::string_view subject) {
  constexpr std::size_t kTimeBytes = 6;
  const std::string digest =
      sha256(std::string(subject) + "\n" + person.to_string() + "\n" + given.to_string());
  Uuid id = given.uuid;
  std::copy_n(digest.begin(), id.bytes.size() - kTimeBytes, id.bytes.begin() + kTimeBytes);
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x80);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
  return id;
}

}  // namespace waymark
