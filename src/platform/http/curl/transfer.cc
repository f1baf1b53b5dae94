#include "platform/http/curl/transfer.h"

#include <utility>

#include "base/error.h"
#include "platform/http/field_text.h"

namespace waymark::http {
namespace {

constexpr std::size_t kHeaderLimit = 64 * 1024;
constexpr std::chrono::milliseconds kConnectTimeout(5'000);

}  // namespace

EasyHandle make_easy_handle(const CurlOptions& options) {
  EasyHandle easy(curl_easy_init());
  if (!easy) throw Error(ErrorCode::internal, "error.internal", "libcurl gives no handle");
  CURL* const it = easy.get();
  curl_easy_setopt(it, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(it, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(it, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(it, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(kConnectTimeout.count()));
  curl_easy_setopt(it, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
  curl_easy_setopt(it, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(it, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(it, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) curl_easy_setopt(it, CURLOPT_CAINFO, options.ca_file.c_str());
  curl_easy_setopt(it, CURLOPT_USERAGENT, options.user_agent.c_str());
  return easy;
}

void Transfer::begin(EasyHandle easy) {
  easy_ = std::move(easy);
  CURL* const it = easy_.get();
  curl_easy_setopt(it, CURLOPT_PRIVATE, this);
  curl_easy_setopt(it, CURLOPT_URL, request_.url.c_str());
  curl_easy_setopt(it, CURLOPT_FOLLOWLOCATION, request_.redirects > 0 ? 1L : 0L);
  curl_easy_setopt(it, CURLOPT_MAXREDIRS, static_cast<long>(request_.redirects));
  curl_easy_setopt(it, CURLOPT_TIMEOUT_MS, static_cast<long>(request_.timeout.count()));
  curl_easy_setopt(it, CURLOPT_ERRORBUFFER, message_.data());
  curl_easy_setopt(it, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  curl_easy_setopt(it, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(it, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  curl_easy_setopt(it, CURLOPT_WRITEDATA, this);
  set_method();
  set_headers();
}

EasyHandle Transfer::release() {
  // Whatever libcurl does with it later must not reach us.
  curl_easy_setopt(easy_.get(), CURLOPT_ERRORBUFFER, nullptr);
  curl_easy_setopt(easy_.get(), CURLOPT_PRIVATE, nullptr);
  return std::move(easy_);
}

void Transfer::set_method() {
  CURL* const it = easy_.get();
  const bool has_body = request_.large_body || !request_.body.empty() ||
                        request_.method == Method::post || request_.method == Method::put ||
                        request_.method == Method::patch;
  curl_easy_setopt(it, CURLOPT_NOBODY, 0L);
  if (has_body) {
    ClientBody* const large = request_.large_body.get();
    const std::uint64_t size = large ? large->size() : request_.body.size();
    curl_easy_setopt(it, CURLOPT_POST, 1L);
    curl_easy_setopt(it, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(size));
    curl_easy_setopt(it, CURLOPT_READFUNCTION, &Transfer::on_read);
    curl_easy_setopt(it, CURLOPT_READDATA, large);
    // Without fields libcurl asks for the body piece by piece.
    curl_easy_setopt(it, CURLOPT_POSTFIELDS, large ? nullptr : request_.body.data());
  } else if (request_.method == Method::head) {
    curl_easy_setopt(it, CURLOPT_NOBODY, 1L);
  } else {
    curl_easy_setopt(it, CURLOPT_HTTPGET, 1L);
  }
  const Method own = has_body                          ? Method::post
                     : request_.method == Method::head ? Method::head
                                                       : Method::get;
  const std::string name(to_string(request_.method));
  curl_easy_setopt(it, CURLOPT_CUSTOMREQUEST, request_.method == own ? nullptr : name.c_str());
}

void Transfer::set_headers() {
  lines_.reserve(request_.headers.fields().size() + 1);
  lines_.emplace_back("Expect:");  // no pause before a body
  for (const auto& [name, value] : request_.headers.fields()) {
    std::string& line = lines_.emplace_back();
    line.reserve(name.size() + 2 + value.size());
    ((line += name) += ": ") += value;
    for (char& c : line)
      if (!is_field_byte(c)) c = ' ';
  }
  list_.resize(lines_.size());
  for (std::size_t i = 0; i < lines_.size(); ++i)
    list_[i] = curl_slist{lines_[i].data(), i + 1 < lines_.size() ? &list_[i + 1] : nullptr};
  curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, list_.data());
}

std::size_t Transfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::size_t length = size * count;
  transfer.header_bytes_ += length;
  if (transfer.header_bytes_ > kHeaderLimit) {
    transfer.too_large_ = true;
    return 0;
  }
  std::string_view line(bytes, length);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with(
          "HTTP/")) {  // of the last answer, when one was redirected or 1xx came before
    transfer.response_.headers.clear();
  } else if (line.find(':') != line.npos) {
    const std::string_view name = take_until(line, ':');
    transfer.response_.headers.add(std::string(name), std::string(trim_field(line)));
  }
  return length;
}

std::size_t Transfer::on_read(char* into, std::size_t size, std::size_t count, void* body) {
  return static_cast<ClientBody*>(body)->read(into, size * count);
}

std::size_t Transfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::size_t length = size * count;
  if (transfer.response_.body.size() + length > transfer.request_.response_limit) {
    transfer.too_large_ = true;
    return 0;
  }
  transfer.response_.body.append(bytes, length);
  return length;
}

/// Scheme and host alone: a path or a query may hold a secret, and this goes to the log.
std::string Transfer::where() const {
  const std::size_t scheme = request_.url.find("://");
  const std::size_t start = scheme == request_.url.npos ? 0 : scheme + 3;
  const std::string rest = request_.url.substr(start);
  const std::string authority = rest.substr(0, rest.find_first_of("/?#"));
  return request_.url.substr(0, start) + authority.substr(authority.rfind('@') + 1);
}

void Transfer::finish(CURLcode code) {
  if (code == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<unsigned>(status);
    return;
  }
  const std::string cause =
      where() + ": " + (message_[0] ? message_.data() : curl_easy_strerror(code));
  if (too_large_) {
    Error error(ErrorCode::too_large, "error.too_large", cause);
    error.with("limit", std::to_string(request_.response_limit));
    fail(std::make_exception_ptr(error));
  } else if (code == CURLE_OPERATION_TIMEDOUT) {
    fail(std::make_exception_ptr(
        Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded", cause)));
  } else if (long sent = 0;
             curl_easy_getinfo(easy_.get(), CURLINFO_REQUEST_SIZE, &sent) == CURLE_OK &&
             sent == 0) {
    fail(std::make_exception_ptr(NotSent(cause)));
  } else {
    fail(std::make_exception_ptr(Error(ErrorCode::unavailable, "error.unavailable", cause)));
  }
}

ClientResponse Transfer::result() {
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  return std::move(response_);
}

}  // namespace waymark::http
