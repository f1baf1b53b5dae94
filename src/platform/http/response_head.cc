#include "platform/http/response_head.h"

#include <charconv>

#include <boost/beast/http/status.hpp>

#include "platform/http/field_text.h"
#include "platform/http/trace_context.h"

namespace waymark::http {
namespace {

void append_number(std::string& out, std::uint64_t value) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

bool is_ours(std::string_view name) {
  return equal_ignoring_case(name, "content-length") ||
         equal_ignoring_case(name, "transfer-encoding") ||
         equal_ignoring_case(name, "connection") || equal_ignoring_case(name, "date");
}

void append_value(std::string& out, std::string_view value) {
  const std::size_t start = out.size();
  out += value;
  for (std::size_t i = start; i < out.size(); ++i)
    if (!is_field_byte(out[i])) out[i] = ' ';
}

}  // namespace

std::string_view DateCache::now() {
  timespec time{};
  ::clock_gettime(CLOCK_REALTIME_COARSE, &time);
  if (time.tv_sec != second_) {
    second_ = time.tv_sec;
    std::tm parts{};
    ::gmtime_r(&second_, &parts);
    std::strftime(text_.data(), text_.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  }
  return {text_.data(), text_.size() - 1};
}

std::string_view reason_phrase(unsigned status) {
  const auto text =
      boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
  return {text.data(), text.size()};
}

void append_head(std::string& out, const Response& response, const Framing& framing,
                 std::string_view date) {
  out += "HTTP/1.1 ";
  append_number(out, response.status);
  out += ' ';
  out += reason_phrase(response.status);
  out += "\r\nDate: ";
  out += date;
  switch (framing.body) {
    case BodyKind::none:
      break;
    case BodyKind::sized:
      out += "\r\nContent-Length: ";
      append_number(out, framing.length);
      break;
    case BodyKind::chunked:
      out += "\r\nTransfer-Encoding: chunked";
      break;
    case BodyKind::until_close:
      break;
  }
  if (!framing.keep_alive)
    out += "\r\nConnection: close";
  else if (framing.http_1_0)
    out += "\r\nConnection: keep-alive";
  if (framing.trace) {
    const auto trace = format_traceparent(*framing.trace);
    out += "\r\ntraceparent: ";
    out.append(trace.data(), trace.size());
  }
  out += "\r\n";
  for (const auto& [name, value] : response.headers.fields()) {
    if (is_ours(name)) continue;
    append_value(out, name);
    out += ": ";
    append_value(out, value);
    out += "\r\n";
  }
  for (const std::string_view block : response.headers.blocks()) out += block;
  out += "\r\n";
}

}  // namespace waymark::http
