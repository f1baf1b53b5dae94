// Requests and responses as product code sees them; Boost.Beast stays inside this folder.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/request_context.h"
#include "base/task.h"

namespace waymark::http {

/// `other` is every method that no route can be made for.
enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };
std::string_view to_string(Method method);

/// Header fields in order; names compare without case (RFC 9110 §5.1).
class Headers {
 public:
  /// The first value, or nullopt.
  std::optional<std::string_view> find(std::string_view name) const;
  /// Replaces all of that name.
  void set(std::string name, std::string value);
  void add(std::string name, std::string value);
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
  /// Fields that are the same in every response, rendered once ("Name: value\r\n" each) by a
  /// middleware that outlives it. find() does not see them.
  void add_block(std::string_view block) { blocks_.push_back(block); }
  const std::vector<std::string_view>& blocks() const { return blocks_; }
  void clear();

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
  std::vector<std::string_view> blocks_;
};

/// A body that arrives in pieces, for routes that asked for it (Route::streamed).
class BodyReader {
 public:
  virtual ~BodyReader() = default;
  /// The next piece (at most 64 KiB), empty at the end. Throws Error(too_large) past the route's
  /// limit and Error(deadline_exceeded) when the client is too slow.
  virtual Task<std::string> read() = 0;
};

struct Request {
  Method method = Method::get;
  std::string target;  // as sent
  std::string path;    // percent-decoded, no query
  std::string_view query_string() const;
  /// The first query parameter of that name, decoded.
  std::optional<std::string> query(std::string_view name) const;
  /// A `{name}` of the route's pattern.
  std::string_view path_parameter(std::string_view name) const;
  /// A cookie's value.
  std::optional<std::string_view> cookie(std::string_view name) const;
  /// The media type of Content-Type in lower case without parameters, or "".
  std::string media_type() const;

  Headers headers;
  std::string body;              // whole, unless the route is streamed
  BodyReader* stream = nullptr;  // only for streamed routes
  std::vector<std::pair<std::string, std::string>> path_parameters;
  std::string_view route;  // the pattern that matched, "/quests/{id}", or "" when none did
  bool secure = false;     // came by TLS, or by a trusted proxy that says so
};

/// Writes a body while it is being made (server-sent events, exports). Bounded: write() waits for
/// the client.
class BodyWriter {
 public:
  virtual ~BodyWriter() = default;
  /// Throws Error(unavailable) when the client has gone.
  virtual Task<void> write(std::string piece) = 0;
  virtual bool client_gone() const = 0;
};
using StreamedBody = std::function<Task<void>(BodyWriter&)>;

struct Response {
  unsigned status = 200;
  Headers headers;
  /// Owned text, a shared immutable text (static assets), or a stream.
  std::variant<std::string, std::shared_ptr<const std::string>, std::string_view, StreamedBody>
      body;

  static Response json(std::string body, unsigned status = 200);
  static Response text(std::string body, unsigned status = 200);
  static Response empty(unsigned status = 204);
  static Response redirect(std::string location, unsigned status = 303);
};

}  // namespace waymark::http
