// Byte encodings and digests: base64 (RFC 4648), hexadecimal, percent (RFC 3986), SHA-256, Murmur3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // of OpenSSL

namespace waymark {

std::string base64_encode(std::string_view bytes);
std::optional<std::string> base64_decode(std::string_view text);
/// Without padding, as in tokens (RFC 4648 §5).
std::string base64url_encode(std::string_view bytes);
/// nullopt on padding, foreign characters, or bits left over.
std::optional<std::string> base64url_decode(std::string_view text);

std::string hex_encode(std::string_view bytes);

/// All but A-Z a-z 0-9 - _ . ~ as %XX.
std::string percent_encode(std::string_view text);
/// nullopt on a broken escape. `plus_is_space` for form data and query strings.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

/// 32 bytes.
std::string sha256(std::string_view bytes);

/// The same of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  /// 32 bytes. Called once, at the end.
  std::string digest();

 private:
  ::evp_md_ctx_st* context_;
};

/// MurmurHash3_x86_32, which shards events and schedules (architecture.md §5).
std::uint32_t murmur3_32(std::string_view bytes, std::uint32_t seed = 0);

/// Compares in a time that depends on the lengths alone.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace waymark
