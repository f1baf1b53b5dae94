#include "platform/graphql/argument.h"

namespace waymark::graphql {
namespace {

boost::json::value list_to_json(const InputList& items) {
  boost::json::array array;
  array.reserve(items.size());
  for (const InputValue& item : items) array.push_back(to_json(item));
  return array;
}

boost::json::value object_to_json(const InputObject& fields) {
  boost::json::object object;
  for (const auto& [name, value] : fields) object[name] = to_json(value);
  return object;
}

}  // namespace

boost::json::value to_json(const InputValue& value) {
  if (const auto* flag = value.get_if<bool>()) return *flag;
  if (const auto* whole = value.get_if<std::int64_t>()) return *whole;
  if (const auto* real = value.get_if<double>()) return *real;
  if (const auto* text = value.get_if<std::string>()) return boost::json::value(*text);
  if (const auto* items = value.get_if<InputList>()) return list_to_json(*items);
  if (const auto* fields = value.get_if<InputObject>()) return object_to_json(*fields);
  if (const auto* choice = value.get_if<EnumChoice>()) {
    const std::string_view name = choice->definition->name;
    return boost::json::value(boost::json::string_view(name.data(), name.size()));
  }
  return nullptr;
}

}  // namespace waymark::graphql
