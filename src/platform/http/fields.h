// Field filtering (MQ "REST with field filtering"): `?fields=id,author(nickname,avatarUrl)` asks for a part of an answer.
//
//   fields = name *("," name)      name = 1*(ALPHA / DIGIT / "_") ["(" fields ")"]
//
// Names that an answer does not have are passed over, so that a client may ask old and new servers alike.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace waymark::http {

/// What is asked for: everything, or some names, each with what is asked for within it. A value.
class Fields {
 public:
  static constexpr int kDeepest = 5;
  static constexpr std::size_t kMost = 100;

  /// Everything.
  Fields() = default;
  /// Throws Error(invalid_input) naming "fields": no list of the form above, nested deeper than kDeepest, or of more
  /// than kMost names.
  static Fields parse(std::string_view text);
  /// The query parameter `fields`; everything when it is absent.
  static Fields of(const Request& request);
  /// The same for each of a page's `items`; `nextCursor` always comes along.
  static Fields of_items(const Request& request);

  bool all() const { return !some_; }
  /// What is asked for within a name, or null when it is not asked for.
  const Fields* within(std::string_view name) const;

 private:
  struct Reader;
  bool some_ = false;
  std::map<std::string, Fields, std::less<>> names_;
};

/// `json` (a text of ours) with what was asked for. Of an array, each element is taken for itself.
std::string filtered(std::string json, const Fields& fields);

/// An answer with `json`, filtered by the request's `fields`.
Response json_answer(const Request& request, std::string json, unsigned status = 200);
/// The same for a page: {"items": […], "nextCursor": …}.
Response json_page_answer(const Request& request, std::string json);

}  // namespace waymark::http
