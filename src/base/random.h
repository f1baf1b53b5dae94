// Randomness, injected so that tests can repeat themselves.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace waymark {

/// A source of random bytes. Any thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// The operating system's generator by way of OpenSSL, fit for keys and tokens. Throws
/// std::runtime_error if it fails.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

/// `bytes` random bytes as base64url without padding, for tokens.
std::string random_token(Random& random, std::size_t bytes);

}  // namespace waymark
