#include "platform/auth/keys.h"

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "base/encoding.h"
#include "platform/auth/jwt.h"

namespace waymark::auth {
namespace {

boost::json::object object(std::string_view text) {
  return boost::json::parse(text).as_object();
}

TEST(PublicKey, VerifiesTheEs256ExampleOfRfc7515) {
  const auto key = PublicKey::from_jwk(object(
      R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"));
  ASSERT_TRUE(key);
  std::string token =
      "eyJhbGciOiJFUzI1NiJ9"
      ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnV"
      "lfQ"
      ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  const auto parsed = UnverifiedToken::parse(token);
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(parsed->verify(*key));
  EXPECT_EQ(parsed->text("iss"), "joe");
  token[30] = token[30] == 'a' ? 'b' : 'a';
  const auto forged = UnverifiedToken::parse(token);
  EXPECT_TRUE(!forged || !forged->verify(*key));
}

TEST(PublicKey, VerifiesTheEd25519ExampleOfRfc8037) {
  const auto key = PublicKey::from_jwk(
      object(R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})"));
  ASSERT_TRUE(key);
  const auto signature = base64url_decode(
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
  const std::string text = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
  EXPECT_TRUE(key->verify(Algorithm::eddsa, text, *signature));
  EXPECT_FALSE(key->verify(Algorithm::eddsa, text + "x", *signature));
  EXPECT_FALSE(key->verify(Algorithm::es256, text, *signature));
}

/// An RSA key made by OpenSSL, its JWK, and its signatures.
class RsaKey {
 public:
  explicit RsaKey(unsigned bits) : key_(EVP_RSA_gen(bits), &EVP_PKEY_free) {}

  std::string jwk(const std::string& more = "") const {
    return R"({"kty":"RSA","n":")" + number(OSSL_PKEY_PARAM_RSA_N) + R"(","e":")" +
           number(OSSL_PKEY_PARAM_RSA_E) + "\"" + more + "}";
  }

  std::string sign(std::string_view text, int padding) const {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                    &EVP_MD_CTX_free);
    EVP_PKEY_CTX* parameters = nullptr;
    EVP_DigestSignInit(context.get(), &parameters, EVP_sha256(), nullptr, key_.get());
    EVP_PKEY_CTX_set_rsa_padding(parameters, padding);
    std::string out(1024, '\0');
    std::size_t size = out.size();
    if (padding == RSA_PKCS1_PSS_PADDING)
      EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST);
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                   reinterpret_cast<const unsigned char*>(text.data()), text.size());
    out.resize(size);
    return out;
  }

 private:
  std::string number(const char* name) const {
    BIGNUM* value = nullptr;
    EVP_PKEY_get_bn_param(key_.get(), name, &value);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
    BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(value);
    return base64url_encode(bytes);
  }
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

TEST(PublicKey, VerifiesRsaOfBothPaddingsAndNothingElse) {
  const RsaKey rsa(2048);
  const auto key = PublicKey::from_jwk(object(rsa.jwk()));
  ASSERT_TRUE(key);
  const std::string pkcs1 = rsa.sign("text", RSA_PKCS1_PADDING);
  const std::string pss = rsa.sign("text", RSA_PKCS1_PSS_PADDING);
  EXPECT_TRUE(key->verify(Algorithm::rs256, "text", pkcs1));
  EXPECT_TRUE(key->verify(Algorithm::ps256, "text", pss));
  EXPECT_FALSE(key->verify(Algorithm::ps256, "text", pkcs1));
  EXPECT_FALSE(key->verify(Algorithm::rs256, "other", pkcs1));
  EXPECT_FALSE(key->verify(Algorithm::es256, "text", pkcs1));
  const auto bound = PublicKey::from_jwk(object(rsa.jwk(R"(,"alg":"RS256","use":"sig")")));
  ASSERT_TRUE(bound);
  EXPECT_TRUE(bound->verify(Algorithm::rs256, "text", pkcs1));
  EXPECT_FALSE(bound->verify(Algorithm::ps256, "text", pss));
}

TEST(PublicKey, RefusesWeakForeignAndMislabelledKeys) {
  EXPECT_FALSE(PublicKey::from_jwk(object(RsaKey(1024).jwk())));
  const RsaKey rsa(2048);
  EXPECT_FALSE(PublicKey::from_jwk(object(rsa.jwk(R"(,"use":"enc")"))));
  EXPECT_FALSE(PublicKey::from_jwk(object(rsa.jwk(R"(,"alg":"ES256")"))));
  EXPECT_FALSE(PublicKey::from_jwk(object(rsa.jwk(R"(,"alg":"HS256")"))));
  EXPECT_FALSE(PublicKey::from_jwk(object(R"({"kty":"oct","k":"c2VjcmV0"})")));
  // Not a point of the curve.
  EXPECT_FALSE(PublicKey::from_jwk(object(
      R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"})")));
}

TEST(PrivateKey, SurvivesPemAndSignsForItsJwk) {
  const PrivateKey key = PrivateKey::generate();
  const auto read = PrivateKey::from_pem(key.to_pem());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->id(), key.id());
  const auto published = PublicKey::from_jwk(object(key.to_jwk()));
  ASSERT_TRUE(published);
  EXPECT_EQ(published->id(), key.id());
  const std::string signature = read->sign("text");
  EXPECT_EQ(signature.size(), 64U);
  EXPECT_TRUE(published->verify(Algorithm::es256, "text", signature));
  EXPECT_FALSE(PrivateKey::generate().public_key().verify(Algorithm::es256, "text", signature));
  EXPECT_FALSE(PrivateKey::from_pem(
      Secret("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")));
}

TEST(UnverifiedToken, RefusesWhatIsNoSignedToken) {
  const auto token = [](std::string_view header, std::string_view claims = "{}") {
    return base64url_encode(header) + "." + base64url_encode(claims) + ".AAAA";
  };
  EXPECT_TRUE(UnverifiedToken::parse(token(R"({"alg":"ES256"})")));
  EXPECT_FALSE(UnverifiedToken::parse(token(R"({"alg":"none"})")));
  EXPECT_FALSE(UnverifiedToken::parse(token(R"({"alg":"HS256"})")));
  EXPECT_FALSE(UnverifiedToken::parse(token(R"({"alg":"ES256","crit":["x"]})")));
  EXPECT_FALSE(UnverifiedToken::parse(token(R"({"alg":"ES256","alg":"RS256"})")));
  EXPECT_FALSE(UnverifiedToken::parse(token(R"({"alg":"ES256"})", "[]")));
  EXPECT_FALSE(UnverifiedToken::parse(token(R"({"alg":"ES256"})") + ".x"));
  EXPECT_FALSE(UnverifiedToken::parse(token(R"({"alg":"ES256"})") + "="));
  EXPECT_FALSE(UnverifiedToken::parse(""));
  EXPECT_FALSE(UnverifiedToken::parse(".."));
  EXPECT_FALSE(UnverifiedToken::parse(
      token(R"({"alg":"ES256"})", "{\"a\":\"" + std::string(kLargestToken, 'x') + "\"}")));
}

}  // namespace
}  // namespace waymark::auth
