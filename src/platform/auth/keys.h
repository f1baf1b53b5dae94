// Signature keys: reading and writing JWKs (RFC 7517), verifying and making JWS signatures (RFC 7518), over OpenSSL.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/secret.h"

struct evp_pkey_st;

namespace waymark::auth {

/// The algorithms we accept. There is neither `none` nor any HMAC among them: a public key can never be taken for a
/// shared secret.
enum class Algorithm { es256, rs256, ps256, eddsa };
std::string_view to_string(Algorithm algorithm);
std::optional<Algorithm> parse_algorithm(std::string_view name);

/// A public key, for one kind of signature. Immutable, any thread, cheap to copy.
class PublicKey {
 public:
  /// Reads a JWK: RSA of at least 2048 bits, EC on P-256, OKP Ed25519; nullopt for others, for `use` other than `sig`,
  /// and for an `alg` that does not fit the key.
  static std::optional<PublicKey> from_jwk(const boost::json::object& jwk);

  /// Whether the signature (as in a JWS: raw 64 bytes for ES256) is this key's. False when the algorithm is not one of
  /// this kind of key, or not the one its JWK names.
  bool verify(Algorithm algorithm, std::string_view signed_text, std::string_view signature) const;
  /// `kid`, "" for none.
  const std::string& id() const { return id_; }

 private:
  friend class PrivateKey;
  enum class Kind { ec_p256, rsa, ed25519 };
  PublicKey(std::shared_ptr<evp_pkey_st> key, Kind kind) : key_(std::move(key)), kind_(kind) {}
  bool suits(Algorithm algorithm) const;

  std::shared_ptr<evp_pkey_st> key_;
  Kind kind_;
  std::optional<Algorithm> only_;
  std::string id_;
};

/// A P-256 key pair that signs by ES256. Its id is the thumbprint of its public half (RFC 7638).
class PrivateKey {
 public:
  static PrivateKey generate();
  /// nullopt when the text is no PEM (PKCS #8) of a P-256 key.
  static std::optional<PrivateKey> from_pem(const Secret& pem);
  Secret to_pem() const;

  /// 64 bytes.
  std::string sign(std::string_view text) const;
  const std::string& id() const { return public_.id(); }
  const PublicKey& public_key() const { return public_; }
  /// The public half as a JWK: {"kty":"EC","crv":"P-256","x":…,"y":…,"use":"sig","alg":"ES256","kid":…}.
  std::string to_jwk() const;

 private:
  explicit PrivateKey(std::shared_ptr<evp_pkey_st> key);
  std::shared_ptr<evp_pkey_st> key_;
  std::string x_;
  std::string y_;
  PublicKey public_;
};

}  // namespace waymark::auth
