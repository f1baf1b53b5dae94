#include "platform/http/page_query.h"

#include <charconv>

#include "base/error.h"

namespace waymark::http {

std::optional<std::int64_t> first_of(const Request& request) {
  const auto text = request.query("first");
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size())
    throw Error::invalid("first", "error.type.integer");
  return number;
}

PageRequest page_of(const Request& request) {
  return PageRequest(first_of(request), request.query("after"), InputPath());
}

}  // namespace waymark::http
