#include "platform/http/request_parser.h"

#include <algorithm>

#include <boost/beast/http/error.hpp>

#include "base/encoding.h"
#include "platform/http/field_text.h"

namespace waymark::http {
namespace {

namespace beast_http = boost::beast::http;

constexpr std::size_t kLastChunk = std::string_view("0\r\n\r\n").size();

Method method_of(beast_http::verb verb) {
  switch (verb) {
    case beast_http::verb::get:
      return Method::get;
    case beast_http::verb::head:
      return Method::head;
    case beast_http::verb::post:
      return Method::post;
    case beast_http::verb::put:
      return Method::put;
    case beast_http::verb::patch:
      return Method::patch;
    case beast_http::verb::delete_:
      return Method::del;
    case beast_http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

std::string_view view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

/// Where the path begins in a request target: 0, or behind the authority of an absolute form (RFC
/// 9112 §3.2.2).
std::size_t path_offset(std::string_view target) {
  if (target.starts_with('/')) return 0;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() < scheme.size() ||
        !equal_ignoring_case(target.substr(0, scheme.size()), scheme))
      continue;
    return std::min(target.find_first_of("/?", scheme.size()), target.size());
  }
  return 0;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

RequestParser::RequestParser(Request& request, std::size_t header_limit)
    : request_(request), header_limit_(header_limit) {
  // Limits are ours: the route, which says how long a body may be, is known only after the head.
  basic_parser::header_limit(static_cast<std::uint32_t>(header_limit));
  basic_parser::body_limit(boost::none);
}

std::size_t RequestParser::feed(std::string_view bytes) {
  // Beast asserts that it sees a last chunk whole when it comes back to it; a chunked body has this much to come anyway.
  if (is_header_done() && chunked() && bytes.size() < kLastChunk) return 0;
  boost::beast::error_code code;
  const std::size_t used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), code);
  if (!code || code == beast_http::error::need_more || failed_status_ != 0) return used;
  if (code == beast_http::error::header_limit)
    failed_status_ = overflow_status();
  else
    failed_status_ = code == beast_http::error::bad_version ? 505 : 400;
  return used;
}

unsigned RequestParser::overflow_status() const {
  if (version_ == 0) return 414;
  return in_head_ ? 431 : 400;
}

std::optional<std::uint64_t> RequestParser::body_length() const {
  const auto length = content_length();
  if (!length) return std::nullopt;
  return *length;
}

void RequestParser::take_body(std::string& sink, std::uint64_t limit) {
  sink_ = &sink;
  body_limit_ = limit;
  eager(true);
}

std::string_view RequestParser::raw_path() const {
  const std::string_view path = std::string_view(request_.target).substr(path_offset_);
  return path.substr(0, path.find('?'));
}

void RequestParser::refuse(unsigned status, Code& code) {
  failed_status_ = status;
  code = beast_http::error::bad_value;
}

void RequestParser::on_request_impl(Verb verb, View, View target, int version, Code& code) {
  version_ = version;
  header_bytes_ = target.size();
  if (header_bytes_ > header_limit_) return refuse(414, code);
  request_.method = method_of(verb);
  request_.target.assign(target.data(), target.size());
  path_offset_ = path_offset(request_.target);
  const std::string_view path = raw_path();
  if (path.find('%') == path.npos) {
    request_.path = path;
    return;
  }
  auto decoded = percent_decode(path);
  if (!decoded || decoded->find('\0') != decoded->npos) return refuse(400, code);
  request_.path = std::move(*decoded);
}

void RequestParser::on_field_impl(Field field, View name_text, View value_text, Code& code) {
  const std::string_view value = view(value_text);
  header_bytes_ += name_text.size() + value.size() + 4;
  if (header_bytes_ > header_limit_) return refuse(in_head_ ? 431 : 400, code);
  if (!in_head_) return;  // a trailer: allowed, and ignored
  if (field == Field::content_length && (++lengths_ > 1 || !is_digits(value)))
    return refuse(400, code);
  if (field == Field::transfer_encoding) {
    if (version_ == 10) return refuse(400, code);
    if (!equal_ignoring_case(value, "chunked")) return refuse(501, code);
  }
  if (field == Field::host && ++hosts_ > 1) return refuse(400, code);
  if (field == Field::expect && version_ > 10) {
    if (!equal_ignoring_case(value, "100-continue")) return refuse(417, code);
    expects_continue_ = true;
  }
  request_.headers.add(std::string(view(name_text)), std::string(value));
}

void RequestParser::on_header_impl(Code& code) {
  in_head_ = false;
  if (version_ > 10 && hosts_ == 0) refuse(400, code);
}

std::size_t RequestParser::on_body_impl(View body, Code& code) {
  body_received_ += body.size();
  if (body_received_ > body_limit_) {
    refuse(413, code);
    return 0;
  }
  sink_->append(body.data(), body.size());
  return body.size();
}

/// A chunk that cannot fit is refused before it comes.
void RequestParser::on_chunk_header_impl(std::uint64_t size, View, Code& code) {
  if (size > body_limit_ - body_received_) refuse(413, code);
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View body, Code& code) {
  return on_body_impl(body, code);
}

}  // namespace waymark::http
