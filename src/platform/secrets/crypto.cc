#include "platform/secrets/crypto.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace waymark::secrets {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kKeyBytes = 32;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

void require(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

std::string hmac(const EVP_MD* digest, const Secret& key, std::string_view message) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  require(HMAC(digest, key.expose().data(), static_cast<int>(key.expose().size()),
               bytes_of(message), message.size(), bytes_of(out), &size) != nullptr,
          "HMAC");
  out.resize(size);
  return out;
}

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

CipherContext new_cipher_context() {
  CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  require(context != nullptr, "EVP_CIPHER_CTX_new");
  return context;
}

}  // namespace

std::string hmac_sha256(const Secret& key, std::string_view message) {
  return hmac(EVP_sha256(), key, message);
}

std::string hmac_sha384(const Secret& key, std::string_view message) {
  return hmac(EVP_sha384(), key, message);
}

/// A context that has taken the key; every message starts from a copy of it.
struct HmacSha256::Keyed {
  std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context{nullptr, &EVP_MAC_CTX_free};
};

HmacSha256::HmacSha256(const Secret& key) : keyed_(std::make_unique<Keyed>()) {
  EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  require(algorithm != nullptr, "HMAC");
  keyed_->context.reset(EVP_MAC_CTX_new(algorithm));
  EVP_MAC_free(algorithm);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end()};
  require(keyed_->context && EVP_MAC_init(keyed_->context.get(), bytes_of(key.expose()),
                                          key.expose().size(), parameters) == 1,
          "HMAC");
}

HmacSha256::~HmacSha256() = default;

std::string HmacSha256::operator()(std::string_view message) const {
  const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(
      EVP_MAC_CTX_dup(keyed_->context.get()), &EVP_MAC_CTX_free);
  std::string out(kKeyBytes, '\0');
  std::size_t size = 0;
  require(context && EVP_MAC_update(context.get(), bytes_of(message), message.size()) == 1 &&
              EVP_MAC_final(context.get(), bytes_of(out), &size, out.size()) == 1,
          "HMAC");
  return out;
}

Secret hkdf_sha256(const Secret& key, std::string_view info) {
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr), &EVP_PKEY_CTX_free);
  std::string out(kKeyBytes, '\0');
  std::size_t size = out.size();
  require(context && EVP_PKEY_derive_init(context.get()) > 0 &&
              EVP_PKEY_CTX_set_hkdf_md(context.get(), EVP_sha256()) > 0 &&
              EVP_PKEY_CTX_set1_hkdf_key(context.get(), bytes_of(key.expose()),
                                         static_cast<int>(key.expose().size())) > 0 &&
              EVP_PKEY_CTX_add1_hkdf_info(context.get(), bytes_of(info),
                                          static_cast<int>(info.size())) > 0 &&
              EVP_PKEY_derive(context.get(), bytes_of(out), &size) > 0 && size == out.size(),
          "HKDF");
  return Secret(std::move(out));
}

Sealer::Sealer(Secret key, Random& random) : key_(std::move(key)), random_(random) {
  if (key_.expose().size() != kKeyBytes) throw std::logic_error("a sealing key has 32 bytes");
}

std::string Sealer::seal(std::string_view plain, std::string_view bound_to) const {
  std::array<std::uint8_t, kNonceBytes> nonce;
  random_.fill(nonce);
  std::string out(1 + kNonceBytes + plain.size() + kTagBytes, '\0');
  out[0] = kVersion;
  std::copy(nonce.begin(), nonce.end(), out.begin() + 1);
  unsigned char* cipher = bytes_of(out) + 1 + kNonceBytes;
  const CipherContext context = new_cipher_context();
  int size = 0;
  require(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_.expose()),
                             nonce.data()) == 1 &&
              EVP_EncryptUpdate(context.get(), nullptr, &size, bytes_of(bound_to),
                                static_cast<int>(bound_to.size())) == 1 &&
              EVP_EncryptUpdate(context.get(), cipher, &size, bytes_of(plain),
                                static_cast<int>(plain.size())) == 1 &&
              EVP_EncryptFinal_ex(context.get(), cipher + size, &size) == 1 &&
              EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes,
                                  cipher + plain.size()) == 1,
          "AES-256-GCM");
  return out;
}

std::optional<std::string> Sealer::open(std::string_view sealed, std::string_view bound_to) const {
  if (sealed.size() < 1 + kNonceBytes + kTagBytes || sealed[0] != kVersion) return std::nullopt;
  const std::string_view nonce = sealed.substr(1, kNonceBytes);
  const std::string_view cipher =
      sealed.substr(1 + kNonceBytes, sealed.size() - 1 - kNonceBytes - kTagBytes);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  std::string plain(cipher.size(), '\0');
  const CipherContext context = new_cipher_context();
  int size = 0;
  const bool genuine =
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_.expose()),
                         bytes_of(nonce)) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &size, bytes_of(bound_to),
                        static_cast<int>(bound_to.size())) == 1 &&
      EVP_DecryptUpdate(context.get(), bytes_of(plain), &size, bytes_of(cipher),
                        static_cast<int>(cipher.size())) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context.get(), bytes_of(plain) + size, &size) == 1;
  if (!genuine) return std::nullopt;
  return plain;
}

}  // namespace waymark::secrets
