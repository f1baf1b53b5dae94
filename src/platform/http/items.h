// Answers of routes that list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/json.h"
#include "platform/http/fields.h"

namespace waymark::http {

/// A page: {"items": […], "nextCursor": …}. The cursor is what `after` of the next request says; null on the last page.
template <typename T>
struct Items {
  std::vector<T> items;
  std::optional<std::string> next_cursor;
  BOOST_DESCRIBE_CLASS(Items, (), (items, next_cursor), (), ())
};

/// With the `fields` that were asked for.
template <typename T>
Response items_answer(const Request& request, const Items<T>& page) {
  return json_page_answer(request, json::to_string(page));
}

}  // namespace waymark::http
