#include "product/workouts/imports/model.h"

#include "base/locale.h"
#include "base/text.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kLongestName = 255;

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

std::string shown_name(std::string name) {
  if (!is_utf8(name)) return {};
  if (name.size() <= kLongestName) return name;
  std::size_t size = kLongestName;
  while (size > 0 && continues_character(name[size])) --size;
  name.resize(size);
  return name;
}

ImportFailure::ImportFailure(std::string file, const Error& error)
    : file_name(shown_name(std::move(file))) {
  const bool of_a_field = !error.problems().empty();
  key = of_a_field ? error.problems().front().message_key : error.message_key();
  for (const auto& [name, value] :
       of_a_field ? error.problems().front().arguments : error.arguments())
    arguments.push_back(ImportArgument{name, value});
}

std::string ImportFailure::reason(Locale locale) const {
  std::map<std::string, std::string> values;
  for (const ImportArgument& argument : arguments) values[argument.name] = argument.value;
  return translate(locale, key, values);
}

}  // namespace waymark::workouts
