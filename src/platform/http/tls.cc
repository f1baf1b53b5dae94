#include "platform/http/tls.h"

#include <openssl/ssl.h>

#include "base/error.h"

namespace waymark::http {
namespace {

// The intermediate profile of Mozilla's server-side TLS recommendations, version 5.7.
constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

// Length-prefixed, as ALPN has it (RFC 7301 §3.1).
constexpr unsigned char kProtocols[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length,
                    const unsigned char* offered, unsigned int offered_length, void*) {
  unsigned char* found = nullptr;
  const int verdict =
      SSL_select_next_proto(&found, length, kProtocols, sizeof kProtocols, offered, offered_length);
  *chosen = found;
  return verdict == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void require(const boost::system::error_code& error, const std::string& file) {
  if (error)
    throw Error(ErrorCode::unavailable, "error.unavailable", file + ": " + error.message());
}

}  // namespace

boost::asio::ssl::context server_tls(const std::string& certificate_file,
                                     const std::string& private_key_file) {
  boost::asio::ssl::context context(boost::asio::ssl::context::tls_server);
  SSL_CTX* native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, kCiphers);
  SSL_CTX_set_options(
      native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  boost::system::error_code error;
  context.use_certificate_chain_file(certificate_file, error);
  require(error, certificate_file);
  context.use_private_key_file(private_key_file, boost::asio::ssl::context::pem, error);
  require(error, private_key_file);
  if (SSL_CTX_check_private_key(native) != 1)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                private_key_file + " is not the key of " + certificate_file);
  return context;
}

}  // namespace waymark::http
