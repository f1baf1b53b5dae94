#include "platform/auth/keys.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <stdexcept>

#include "base/encoding.h"
#include "base/json.h"

namespace waymark::auth {
namespace {

constexpr std::size_t kCoordinateBytes = 32;
constexpr int kSmallestRsa = 2048;
constexpr int kLargestRsa = 8192;  // a larger one would only make verifying slow

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using Bignum = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using ParamBuild = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

using Key = std::shared_ptr<EVP_PKEY>;
Key own(EVP_PKEY* key) {
  return key == nullptr ? nullptr : Key(key, &EVP_PKEY_free);
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

void require(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

std::string text_member(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// A base64url member of `size` bytes (0: any), or nullopt.
std::optional<std::string> bytes_member(const boost::json::object& object, std::string_view name,
                                        std::size_t size) {
  auto bytes = base64url_decode(text_member(object, name));
  if (!bytes || bytes->empty() || (size != 0 && bytes->size() != size)) return std::nullopt;
  return bytes;
}

Key key_from(const char* type, OSSL_PARAM_BLD* build) {
  const Params params(OSSL_PARAM_BLD_to_param(build));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) <= 0)
    return nullptr;
  return own(key);
}

/// The point is checked to lie on the curve.
Key ec_key(const boost::json::object& jwk) {
  const auto x = bytes_member(jwk, "x", kCoordinateBytes);
  const auto y = bytes_member(jwk, "y", kCoordinateBytes);
  if (text_member(jwk, "crv") != "P-256" || !x || !y) return nullptr;
  const std::string point = '\x04' + *x + *y;
  const ParamBuild build(OSSL_PARAM_BLD_new());
  require(build &&
              OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256",
                                              0) == 1 &&
              OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                               point.size()) == 1,
          "EC parameters");
  Key key = key_from("EC", build.get());
  const KeyContext check(key ? EVP_PKEY_CTX_new(key.get(), nullptr) : nullptr);
  return check && EVP_PKEY_public_check(check.get()) == 1 ? key : nullptr;
}

Key rsa_key(const boost::json::object& jwk) {
  const auto n = bytes_member(jwk, "n", 0);
  const auto e = bytes_member(jwk, "e", 0);
  if (!n || !e || n->size() > kLargestRsa / 8 + 1 || e->size() > 8) return nullptr;
  const Bignum modulus(
      BN_bin2bn(bytes_of(std::string_view(*n)), static_cast<int>(n->size()), nullptr));
  const Bignum exponent(
      BN_bin2bn(bytes_of(std::string_view(*e)), static_cast<int>(e->size()), nullptr));
  const int bits = BN_num_bits(modulus.get());
  if (bits < kSmallestRsa || bits > kLargestRsa || BN_is_odd(exponent.get()) == 0 ||
      BN_is_one(exponent.get()))
    return nullptr;
  const ParamBuild build(OSSL_PARAM_BLD_new());
  require(build && OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) == 1 &&
              OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) == 1,
          "RSA parameters");
  return key_from("RSA", build.get());
}

Key ed25519_key(const boost::json::object& jwk) {
  const auto x = bytes_member(jwk, "x", kCoordinateBytes);
  if (text_member(jwk, "crv") != "Ed25519" || !x) return nullptr;
  return own(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(std::string_view(*x)),
                                         x->size()));
}

/// 64 bytes r ‖ s → DER, or "" when they are no signature (RFC 7518 §3.4).
std::string to_der(std::string_view raw) {
  if (raw.size() != 2 * kCoordinateBytes) return "";
  const EcdsaSignature signature(ECDSA_SIG_new());
  BIGNUM* r = BN_bin2bn(bytes_of(raw), kCoordinateBytes, nullptr);
  BIGNUM* s = BN_bin2bn(bytes_of(raw) + kCoordinateBytes, kCoordinateBytes, nullptr);
  require(signature && r != nullptr && s != nullptr && ECDSA_SIG_set0(signature.get(), r, s) == 1,
          "ECDSA_SIG");
  std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)), '\0');
  unsigned char* out = bytes_of(der);
  i2d_ECDSA_SIG(signature.get(), &out);
  return der;
}

std::string from_der(std::string_view der) {
  const unsigned char* in = bytes_of(der);
  const EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size())));
  std::string raw(2 * kCoordinateBytes, '\0');
  require(
      signature &&
          BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes_of(raw), kCoordinateBytes) > 0 &&
          BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes_of(raw) + kCoordinateBytes,
                       kCoordinateBytes) > 0,
      "ECDSA signature");
  return raw;
}

/// x and y of a P-256 key, "" when it is another kind.
std::pair<std::string, std::string> coordinates(EVP_PKEY* key) {
  std::array<char, 32> group{};
  std::array<unsigned char, 1 + 2 * kCoordinateBytes> point{};
  std::size_t size = 0;
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(),
                                     nullptr) != 1 ||
      std::string_view(group.data()) != "prime256v1" ||
      EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(),
                                      &size) != 1 ||
      size != point.size() || point[0] != 4)
    return {};
  const auto* from = reinterpret_cast<const char*>(point.data()) + 1;
  return {std::string(from, kCoordinateBytes),
          std::string(from + kCoordinateBytes, kCoordinateBytes)};
}

}  // namespace

std::string_view to_string(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::es256:
      return "ES256";
    case Algorithm::rs256:
      return "RS256";
    case Algorithm::ps256:
      return "PS256";
    case Algorithm::eddsa:
      return "EdDSA";
  }
  return "";
}

std::optional<Algorithm> parse_algorithm(std::string_view name) {
  for (const Algorithm algorithm :
       {Algorithm::es256, Algorithm::rs256, Algorithm::ps256, Algorithm::eddsa})
    if (to_string(algorithm) == name) return algorithm;
  return std::nullopt;
}

std::optional<PublicKey> PublicKey::from_jwk(const boost::json::object& jwk) {
  const std::string type = text_member(jwk, "kty");
  if (jwk.contains("use") && text_member(jwk, "use") != "sig") return std::nullopt;
  const Kind kind = type == "EC" ? Kind::ec_p256 : type == "RSA" ? Kind::rsa : Kind::ed25519;
  Key key = type == "EC"    ? ec_key(jwk)
            : type == "RSA" ? rsa_key(jwk)
            : type == "OKP" ? ed25519_key(jwk)
                            : nullptr;
  if (!key) return std::nullopt;
  PublicKey result(std::move(key), kind);
  result.id_ = text_member(jwk, "kid");
  if (jwk.contains("alg")) {
    result.only_ = parse_algorithm(text_member(jwk, "alg"));
    if (!result.only_ || !result.suits(*result.only_)) return std::nullopt;
  }
  return result;
}

bool PublicKey::suits(Algorithm algorithm) const {
  if (only_ && *only_ != algorithm) return false;
  switch (algorithm) {
    case Algorithm::es256:
      return kind_ == Kind::ec_p256;
    case Algorithm::rs256:
    case Algorithm::ps256:
      return kind_ == Kind::rsa;
    case Algorithm::eddsa:
      return kind_ == Kind::ed25519;
  }
  return false;
}

bool PublicKey::verify(Algorithm algorithm, std::string_view signed_text,
                       std::string_view signature) const {
  if (!suits(algorithm)) return false;
  const std::string der =
      algorithm == Algorithm::es256 ? to_der(signature) : std::string(signature);
  if (der.empty()) return false;
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  const EVP_MD* digest = algorithm == Algorithm::eddsa ? nullptr : EVP_sha256();
  if (!context ||
      EVP_DigestVerifyInit(context.get(), &parameters, digest, nullptr, key_.get()) != 1)
    return false;
  if (algorithm == Algorithm::ps256 &&
      (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) <= 0 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) <= 0))
    return false;
  return EVP_DigestVerify(context.get(), bytes_of(der), der.size(), bytes_of(signed_text),
                          signed_text.size()) == 1;
}

PrivateKey::PrivateKey(std::shared_ptr<evp_pkey_st> key)
    : key_(std::move(key)), public_(key_, PublicKey::Kind::ec_p256) {
  std::tie(x_, y_) = coordinates(key_.get());
  if (x_.empty()) throw std::invalid_argument("not a P-256 key");
  public_.only_ = Algorithm::es256;
  public_.id_ =
      base64url_encode(sha256(R"({"crv":"P-256","kty":"EC","x":")" + base64url_encode(x_) +
                              R"(","y":")" + base64url_encode(y_) + "\"}"));
}

PrivateKey PrivateKey::generate() {
  Key key = own(EVP_EC_gen("P-256"));
  require(key != nullptr, "EVP_EC_gen");
  return PrivateKey(std::move(key));
}

std::optional<PrivateKey> PrivateKey::from_pem(const Secret& pem) {
  const Bio bio(BIO_new_mem_buf(pem.expose().data(), static_cast<int>(pem.expose().size())));
  Key key = own(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  if (!key || coordinates(key.get()).first.empty()) return std::nullopt;
  return PrivateKey(std::move(key));
}

Secret PrivateKey::to_pem() const {
  const Bio bio(BIO_new(BIO_s_secmem()));
  require(bio && PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr,
                                               nullptr) == 1,
          "PEM_write_bio_PKCS8PrivateKey");
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return Secret(std::string(data, static_cast<std::size_t>(size)));
}

std::string PrivateKey::sign(std::string_view text) const {
  const DigestContext context(EVP_MD_CTX_new());
  std::string der(128, '\0');
  std::size_t size = der.size();
  require(context &&
              EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
              EVP_DigestSign(context.get(), bytes_of(der), &size, bytes_of(text), text.size()) == 1,
          "EVP_DigestSign");
  der.resize(size);
  return from_der(der);
}

std::string PrivateKey::to_jwk() const {
  return R"({"kty":"EC","crv":"P-256","x":")" + base64url_encode(x_) + R"(","y":")" +
         base64url_encode(y_) + R"(","use":"sig","alg":"ES256","kid":")" + id() + "\"}";
}

}  // namespace waymark::auth
