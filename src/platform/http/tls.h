// TLS as the server speaks it: 1.2 and 1.3, forward secrecy, authenticated ciphers, ALPN http/1.1.
#pragma once

#include <string>

#include <boost/asio/ssl/context.hpp>

namespace waymark::http {

/// From PEM files. Throws Error(unavailable) naming the file that does not do.
boost::asio::ssl::context server_tls(const std::string& certificate_file,
                                     const std::string& private_key_file);

}  // namespace waymark::http
