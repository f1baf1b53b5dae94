// One request on its way through libcurl.
#pragma once

#include <curl/curl.h>

#include <array>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/client.h"
#include "platform/http/curl/curl_client.h"

namespace waymark::http {

struct CloseEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
/// A handle that has carried requests before and will again: what a request sets, every request
/// sets, and the rest stays.
using EasyHandle = std::unique_ptr<CURL, CloseEasy>;
/// Throws Error(internal) when libcurl has no memory for it.
EasyHandle make_easy_handle(const CurlOptions& options);

/// Resumes the coroutine that waits. Called once.
struct TransferEnd {
  virtual ~TransferEnd() = default;
  virtual void operator()() = 0;
};

/// Lives on one reactor.
class Transfer {
 public:
  explicit Transfer(ClientRequest request) : request_(std::move(request)) {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// Sets all that the request is on the handle.
  void begin(EasyHandle easy);
  CURL* handle() const { return easy_.get(); }
  /// Gives the handle back, which it must have.
  EasyHandle release();

  /// Notes how it went.
  void finish(CURLcode code);
  void fail(std::exception_ptr failure) { failure_ = std::move(failure); }
  /// The answer, once it has ended; throws what it failed with.
  ClientResponse result();

  enum class State : unsigned char { waiting, running, ended };
  State state = State::waiting;
  std::unique_ptr<TransferEnd> end;

 private:
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_read(char* into, std::size_t size, std::size_t count, void* body);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
  void set_method();
  void set_headers();
  std::string where() const;

  ClientRequest request_;
  ClientResponse response_;
  std::exception_ptr failure_;
  EasyHandle easy_;
  std::vector<std::string> lines_;  // of the header
  std::vector<curl_slist> list_;    // the same, as libcurl reads them
  std::size_t header_bytes_ = 0;
  bool too_large_ = false;
  std::array<char, CURL_ERROR_SIZE> message_{};
};

}  // namespace waymark::http
