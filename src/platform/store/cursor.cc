#include "platform/store/cursor.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <stdexcept>
#include <utility>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/store/limits.h"

namespace waymark::store {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kMacBytes = 16;
constexpr std::size_t kMaxToken = 2 * (kMaxPartitionKeyBytes + 2 * kMaxSortKeyBytes);

void append_part(std::string& out, std::string_view part) {
  out += static_cast<char>(part.size() >> 8);
  out += static_cast<char>(part.size());
  out += part;
}

std::optional<std::string> take_part(std::string_view& from) {
  if (from.size() < 2) return std::nullopt;
  const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(from[0])) << 8 |
                           static_cast<unsigned char>(from[1]);
  if (from.size() - 2 < size) return std::nullopt;
  std::string part(from.substr(2, size));
  from.remove_prefix(2 + size);
  return part;
}

std::optional<Position> parse_position(std::string_view bytes) {
  auto sort = take_part(bytes);
  auto pk = take_part(bytes);
  auto sk = take_part(bytes);
  if (!sort || !pk || !sk || !bytes.empty()) return std::nullopt;
  Position position;
  position.sort = std::move(*sort);
  position.key = Key(std::move(*pk), std::move(*sk));
  return position;
}

Error refused() {
  return Error::invalid("after", "error.cursor");
}

struct FreeContext {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeContext>;

void require(bool succeeded) {
  if (!succeeded) throw std::runtime_error("OpenSSL refused to compute an HMAC");
}

}  // namespace

/// A context that has taken the key; every mac starts from a copy of it.
struct CursorSeal::Keyed {
  MacContext context;
};

CursorSeal::CursorSeal(std::string_view key) : keyed_(std::make_unique<Keyed>()) {
  EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  require(algorithm != nullptr);
  keyed_->context.reset(EVP_MAC_CTX_new(algorithm));
  EVP_MAC_free(algorithm);
  require(keyed_->context != nullptr);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end()};
  require(EVP_MAC_init(keyed_->context.get(), reinterpret_cast<const unsigned char*>(key.data()),
                       key.size(), parameters) == 1);
}

CursorSeal::~CursorSeal() = default;

std::string CursorSeal::mac(Index index, std::string_view partition,
                            std::string_view position) const {
  std::string covered(1, static_cast<char>(index));
  append_part(covered, partition);
  covered += position;
  const MacContext context(EVP_MAC_CTX_dup(keyed_->context.get()));
  require(context != nullptr);
  unsigned char digest[32];
  std::size_t size = 0;
  require(EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char*>(covered.data()),
                         covered.size()) == 1);
  require(EVP_MAC_final(context.get(), digest, &size, sizeof digest) == 1);
  return std::string(reinterpret_cast<const char*>(digest), kMacBytes);
}

Cursor CursorSeal::seal(Index index, std::string_view partition, const Position& position) const {
  std::string place;
  append_part(place, position.sort);
  append_part(place, position.key.pk);
  append_part(place, position.key.sk);
  return Cursor(base64url_encode(kVersion + mac(index, partition, place) + place));
}

Position CursorSeal::open(const Query& query) const {
  if (query.after->token.size() > kMaxToken) throw refused();
  const auto bytes = base64url_decode(query.after->token);
  if (!bytes || bytes->size() < 1 + kMacBytes || bytes->front() != kVersion) throw refused();
  const std::string_view sealed = *bytes;
  const std::string_view place = sealed.substr(1 + kMacBytes);
  if (!equal_in_constant_time(sealed.substr(1, kMacBytes),
                              mac(query.index, query.partition, place)))
    throw refused();
  auto position = parse_position(place);
  if (!position) throw refused();
  return std::move(*position);
}

// No query has an empty partition, so a cursor of a scan is of no use to one, nor the other way about.
Cursor CursorSeal::seal_scan(const Key& key) const {
  Position position;
  position.key = key;
  return seal(Index::table, std::string_view(), position);
}

Key CursorSeal::open_scan(const Scan& scan) const {
  return open(Query(Index::table, std::string()).starting_after(scan.after)).key;
}

}  // namespace waymark::store
