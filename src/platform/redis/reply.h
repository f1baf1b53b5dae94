// What a Redis server says (RESP2), and how it is asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::redis {

struct Reply {
  enum class Kind : std::uint8_t { nil, integer, text, list, error };
  Kind kind = Kind::nil;
  std::int64_t integer = 0;
  std::string text;  // of an error: what the server says
  std::vector<Reply> items;

  bool is_error() const { return kind == Kind::error; }
};

/// Appends a command: `*<n>\r\n$<length>\r\n<argument>\r\n…`.
void append_command(std::string& out, const std::vector<std::string>& arguments);

/// Takes bytes and gives the replies in them. Replies of more than 64 MiB, or nested more than seven
/// deep, are taken for a fault of the connection.
class ReplyReader {
 public:
  ReplyReader();
  ~ReplyReader();
  ReplyReader(const ReplyReader&) = delete;
  ReplyReader& operator=(const ReplyReader&) = delete;

  /// Throws Error(unavailable) for what is no reply.
  void feed(std::string_view bytes);
  /// The next whole one. Throws as feed().
  std::optional<Reply> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark::redis
