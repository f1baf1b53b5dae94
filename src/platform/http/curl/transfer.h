// One request on its way through libcurl.
#pragma once

#include <curl/curl.h>

#include <array>
#include <atomic>
#include <exception>
#include <memory>

#include "platform/http/client.h"
#include "platform/http/curl/curl_client.h"

namespace waymark::http {

/// Resumes the coroutine that waits. Called once, on the engine's thread.
struct TransferEnd {
  virtual ~TransferEnd() = default;
  virtual void operator()() = 0;
};

/// Made on a reactor, driven on the engine's thread, read by the reactor again once it has ended.
class Transfer {
 public:
  explicit Transfer(ClientRequest request) : request_(std::move(request)) {}
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// A handle ready to be added to a multi handle. Throws Error(internal) when libcurl has no memory for it.
  CURL* prepare(const CurlOptions& options);
  CURL* handle() const { return easy_; }
  /// Notes how it went.
  void finish(CURLcode code);
  void fail(std::exception_ptr failure) { failure_ = std::move(failure); }

  ClientResponse result();
  std::atomic<bool> cancelled{false};
  std::atomic<bool> ended{false};  // the engine is done with it, and may be gone
  std::unique_ptr<TransferEnd> end;

 private:
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
  void set_method();
  void set_headers();
  std::string where() const;

  ClientRequest request_;
  ClientResponse response_;
  std::exception_ptr failure_;
  CURL* easy_ = nullptr;
  curl_slist* fields_ = nullptr;
  std::size_t header_bytes_ = 0;
  bool too_large_ = false;
  std::array<char, CURL_ERROR_SIZE> message_{};
};

}  // namespace waymark::http
