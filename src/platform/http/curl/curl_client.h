// The HTTP client on libcurl's multi interface.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "platform/http/client.h"

namespace waymark::http {

struct CurlOptions {
  std::string ca_file;  // PEM of the authorities to trust; "": those of the system
  std::string user_agent = "waymark";
  std::size_t max_transfers = 256;  // at once on a reactor; past it they wait
  std::size_t queue_limit = 1'024;  // waiting on a reactor; past it fetch() throws NotSent
};

class CurlLoops;

/// Any reactor may ask, and does its own transfers: no thread is crossed. Each keeps connections for
/// reuse (HTTP/2 where the other side has it) and resolves names without blocking. Certificates are
/// always verified. Must be stopped (or destroyed) before the reactors that wait for it are
/// destroyed.
class CurlClient final : public Client {
 public:
  explicit CurlClient(CurlOptions options = CurlOptions());
  /// Stops.
  ~CurlClient() override;
  Task<ClientResponse> fetch(ClientRequest request) override;
  /// Ends every transfer with Error(unavailable), each on its reactor, and refuses all to come. Any
  /// thread; does nothing when called again.
  void stop();

 private:
  std::shared_ptr<CurlLoops> loops_;
};

}  // namespace waymark::http
