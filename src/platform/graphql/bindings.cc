#include "platform/graphql/bindings.h"

#include <algorithm>

namespace waymark::graphql {

void ObjectTable::add(FieldBinding field) {
  const auto old = std::find_if(fields.begin(), fields.end(),
                                [&](const FieldBinding& each) { return each.name == field.name; });
  if (old != fields.end())
    *old = std::move(field);
  else
    fields.push_back(std::move(field));
}

const FieldBinding* ObjectTable::find(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const FieldBinding& each) { return each.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::pair<ObjectTable*, bool> Bindings::table_of(std::string type_name,
                                                 const std::type_info& type) {
  for (const auto& table : objects_) {
    if (table->type_name == type_name && *table->type == type) return {table.get(), false};
  }
  auto table = std::make_unique<ObjectTable>();
  table->type_name = std::move(type_name);
  table->type = &type;
  objects_.push_back(std::move(table));
  return {objects_.back().get(), true};
}

}  // namespace waymark::graphql
