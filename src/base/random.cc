#include "base/random.h"

#include <openssl/rand.h>

#include <stdexcept>
#include <vector>

#include "base/encoding.h"

namespace waymark {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("the system's random generator failed");
}

std::string random_token(Random& random, std::size_t bytes) {
  std::vector<std::uint8_t> raw(bytes);
  random.fill(raw);
  return base64url_encode(std::string_view(reinterpret_cast<const char*>(raw.data()), raw.size()));
}

}  // namespace waymark
