// One request off the wire, by Beast's incremental parser, straight into a Request.
//
// What Beast lets pass and request smuggling lives on is refused here: more than one
// Content-Length, a transfer coding other than exactly "chunked", a request without exactly one
// Host, header bytes in total past the limit (RFC 9112 §3.2, §6.1, §6.3).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include <boost/beast/http/basic_parser.hpp>

#include "platform/http/message.h"

namespace waymark::http {

class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  /// `request` must be cleared, and outlive the parser.
  RequestParser(Request& request, std::size_t header_limit);

  /// Takes what it can use of `bytes` and returns how much that was. Stops behind the head. Check
  /// failed_status().
  std::size_t feed(std::string_view bytes);

  bool head_done() const { return is_header_done(); }
  bool done() const { return is_done(); }
  /// What to answer (400, 413, 414, 417, 431, 501, 505) when the request is refused; 0 while it is
  /// fine.
  unsigned failed_status() const { return failed_status_; }
  /// For a buffer that is full while the parser still wants more: 414 or 431 or, within a body,
  /// 400.
  unsigned overflow_status() const;

  bool http_1_0() const { return version_ == 10; }
  bool wants_keep_alive() const { return keep_alive(); }
  bool expects_continue() const { return expects_continue_; }
  bool has_body() const { return !is_done(); }
  std::optional<std::uint64_t> body_length() const;

  /// Where body bytes go, and how many may come in all; to be set before more is fed than the head.
  void take_body(std::string& sink, std::uint64_t limit);
  std::uint64_t body_received() const { return body_received_; }
  /// The path as sent, without the query; the router wants it so.
  std::string_view raw_path() const;

 private:
  using Verb = boost::beast::http::verb;
  using Field = boost::beast::http::field;
  using View = boost::beast::string_view;
  using Code = boost::beast::error_code;

  void on_request_impl(Verb verb, View method, View target, int version, Code& code) override;
  void on_response_impl(int, View, int, Code&) override {}
  void on_field_impl(Field name, View name_text, View value, Code& code) override;
  void on_header_impl(Code& code) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Code&) override {}
  std::size_t on_body_impl(View body, Code& code) override;
  void on_chunk_header_impl(std::uint64_t size, View, Code& code) override;
  std::size_t on_chunk_body_impl(std::uint64_t, View body, Code& code) override;
  void on_finish_impl(Code&) override {}
  void refuse(unsigned status, Code& code);

  Request& request_;
  std::size_t header_limit_;
  std::size_t header_bytes_ = 0;
  std::size_t path_offset_ = 0;
  int version_ = 0;
  unsigned hosts_ = 0;
  unsigned lengths_ = 0;
  unsigned failed_status_ = 0;
  bool expects_continue_ = false;
  bool in_head_ = true;
  std::string* sink_ = nullptr;
  std::uint64_t body_limit_ = 0;
  std::uint64_t body_received_ = 0;
};

}  // namespace waymark::http
