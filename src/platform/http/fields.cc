#include "platform/http/fields.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/json.h"

namespace waymark::http {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Error malformed() {
  return Error::invalid("fields", "error.fields");
}

boost::json::value taken(const boost::json::value& from, const Fields& fields) {
  if (fields.all()) return from;
  if (const auto* array = from.if_array()) {
    boost::json::array some;
    for (const boost::json::value& element : *array) some.push_back(taken(element, fields));
    return some;
  }
  const auto* object = from.if_object();
  if (!object) return from;
  boost::json::object some;
  for (const auto& [name, value] : *object)
    if (const Fields* inner = fields.within(std::string_view(name.data(), name.size())))
      some.emplace(name, taken(value, *inner));
  return some;
}

}  // namespace

struct Fields::Reader {
  std::string_view rest;
  std::size_t names = 0;

  bool skip(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  std::string_view name() {
    std::size_t length = 0;
    while (length < rest.size() && is_name(rest[length])) ++length;
    if (length == 0 || ++names > kMost) throw malformed();
    const std::string_view found = rest.substr(0, length);
    rest.remove_prefix(length);
    return found;
  }
  Fields list(int depth) {
    if (depth > kDeepest) throw malformed();
    Fields fields;
    fields.some_ = true;
    do {
      const std::string_view found = name();
      Fields inner;
      if (skip('(')) {
        inner = list(depth + 1);
        if (!skip(')')) throw malformed();
      }
      fields.names_.insert_or_assign(std::string(found), std::move(inner));
    } while (skip(','));
    return fields;
  }
};

Fields Fields::parse(std::string_view text) {
  Reader reader;
  reader.rest = text;
  Fields fields = reader.list(1);
  if (!reader.rest.empty()) throw malformed();
  return fields;
}

Fields Fields::of(const Request& request) {
  const auto text = request.query("fields");
  return text ? parse(*text) : Fields();
}

Fields Fields::of_items(const Request& request) {
  Fields one = of(request);
  if (one.all()) return one;
  Fields page;
  page.some_ = true;
  page.names_.emplace("items", std::move(one));
  page.names_.emplace("nextCursor", Fields());
  return page;
}

const Fields* Fields::within(std::string_view name) const {
  static const Fields kEverything;
  if (!some_) return &kEverything;
  const auto found = names_.find(name);
  return found == names_.end() ? nullptr : &found->second;
}

std::string filtered(std::string json, const Fields& fields) {
  if (fields.all()) return json;
  return boost::json::serialize(taken(json::parse(json), fields));
}

Response json_answer(const Request& request, std::string json, unsigned status) {
  return Response::json(filtered(std::move(json), Fields::of(request)), status);
}

Response json_page_answer(const Request& request, std::string json) {
  return Response::json(filtered(std::move(json), Fields::of_items(request)));
}

}  // namespace waymark::http
