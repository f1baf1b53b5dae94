#include "product/workouts/imports/model.h"

#include "base/locale.h"

namespace waymark::workouts {

ImportFailure::ImportFailure(std::string file, const Error& error) : file_name(std::move(file)) {
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
