// Coerced input values into C++ types: described structs, enums, ids, quantities, optional, vector.
//
// The schema has judged the shape already (coercion.h); what is left to fail here are texts that
// are no id, and numbers too large for the C++ type. Each problem names its field, "input.goalId".
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <type_traits>

#include "base/json.h"
#include "platform/graphql/coercion.h"

namespace waymark::graphql {

/// Any value as JSON, for arguments of a custom scalar that holds JSON.
boost::json::value to_json(const InputValue& value);

/// Reads `value` into T; what is wrong goes into `problems` under `path` and leaves T{}. Absent and
/// null leave optional and vector empty, and are a problem for all else.
template <typename T>
T decode_input(const InputValue& value, const std::string& path, json::Problems& problems);

namespace argument_detail {

inline std::optional<std::string_view> text_of(const InputValue& value) {
  const auto* text = value.get_if<std::string>();
  if (text == nullptr) return std::nullopt;
  return std::string_view(*text);
}

inline std::optional<double> number_of(const InputValue& value) {
  if (const auto* real = value.get_if<double>()) return *real;
  if (const auto* whole = value.get_if<std::int64_t>()) return static_cast<double>(*whole);
  return std::nullopt;
}

template <typename T>
std::optional<T> whole_of(const InputValue& value) {
  const auto* whole = value.get_if<std::int64_t>();
  if (whole == nullptr || !std::in_range<T>(*whole)) return std::nullopt;
  return static_cast<T>(*whole);
}

template <DescribedStruct T>
T decode_object(const InputValue& value, const std::string& path, json::Problems& problems) {
  T result{};
  if (value.get_if<InputObject>() == nullptr) {
    problems.add(path, "error.type.object");
    return result;
  }
  for_each_member<T>([&](std::string_view name, auto pointer) {
    using Member = std::remove_cvref_t<decltype(result.*pointer)>;
    const InputValue& field = value.field(name);
    if (field.is_absent())
      return;  // keeps its own default; the schema asked for what must be there
    result.*pointer = decode_input<Member>(field, path + "." + std::string(name), problems);
  });
  return result;
}

}  // namespace argument_detail

template <typename T>
T decode_input(const InputValue& value, const std::string& path, json::Problems& problems) {
  const auto wrong = [&](const char* key) {
    problems.add(path, value.is_absent() || value.is_null() ? "error.required" : key);
    return T{};
  };
  if constexpr (json::detail::IsOptional<T>::value) {
    if (value.is_absent() || value.is_null()) return std::nullopt;
    return decode_input<typename T::value_type>(value, path, problems);
  } else if constexpr (std::is_same_v<T, bool>) {
    const auto* flag = value.get_if<bool>();
    return flag != nullptr ? *flag : wrong("error.type.boolean");
  } else if constexpr (std::integral<T>) {
    const auto whole = argument_detail::whole_of<T>(value);
    return whole ? *whole : wrong("error.type.integer");
  } else if constexpr (std::floating_point<T>) {
    const auto number = argument_detail::number_of(value);
    return number ? static_cast<T>(*number) : wrong("error.type.number");
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, Secret>) {
    const auto text = argument_detail::text_of(value);
    return text ? T(std::string(*text)) : wrong("error.type.text");
  } else if constexpr (json::detail::IsVector<T>::value) {
    T list;
    if (value.is_absent() || value.is_null()) return list;
    const auto* items = value.get_if<InputList>();
    if (items == nullptr) return wrong("error.type.list");
    list.reserve(items->size());
    for (const InputValue& item : *items) {
      list.push_back(decode_input<typename T::value_type>(
          item, path + "[" + std::to_string(list.size()) + "]", problems));
    }
    return list;
  } else if constexpr (json::detail::IsId<T>::value) {
    const auto text = argument_detail::text_of(value);
    const auto id = text ? T::parse(*text) : std::nullopt;
    return id ? *id : wrong("error.type.id");
  } else if constexpr (json::detail::IsQuantity<T>::value) {
    return T{decode_input<decltype(T::value)>(value, path, problems)};
  } else if constexpr (std::is_same_v<T, Instant>) {
    const auto text = argument_detail::text_of(value);
    const auto instant = text ? parse_rfc3339(*text) : std::nullopt;
    return instant ? *instant : wrong("error.type.instant");
  } else if constexpr (std::is_same_v<T, Date>) {
    const auto text = argument_detail::text_of(value);
    const auto date = text ? parse_iso_date(*text) : std::nullopt;
    return date ? *date : wrong("error.type.date");
  } else if constexpr (DescribedEnum<T>) {
    const auto* choice = value.get_if<EnumChoice>();
    const auto found = choice != nullptr ? parse_enum<T>(choice->definition->name) : std::nullopt;
    return found ? *found : wrong("error.type.choice");
  } else if constexpr (std::is_same_v<T, boost::json::value>) {
    return to_json(value);
  } else {
    static_assert(DescribedStruct<T>, "this type cannot be read from a GraphQL argument");
    return argument_detail::decode_object<T>(value, path, problems);
  }
}

}  // namespace waymark::graphql
