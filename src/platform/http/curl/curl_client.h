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
  std::size_t max_transfers = 256;  // at once; past it they wait
  std::size_t queue_limit = 1'024;  // waiting; past it fetch() throws Error(unavailable)
};

/// Any reactor may ask; one thread of its own does all transfers, resolves names without blocking, and keeps
/// connections for reuse (HTTP/2 where the other side has it). Certificates are always verified. Must be stopped (or
/// destroyed) before the reactors that wait for it are destroyed.
class CurlClient final : public Client {
 public:
  explicit CurlClient(CurlOptions options = CurlOptions());
  /// Stops.
  ~CurlClient() override;
  Task<ClientResponse> fetch(ClientRequest request) override;
  /// Ends every transfer with Error(unavailable) and joins the thread. Does nothing when called again.
  void stop();

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace waymark::http
