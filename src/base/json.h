// JSON: written straight into a buffer, read into described structs with errors that name the
// field.
#pragma once

#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/described.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/secret.h"
#include "base/time.h"
#include "base/units.h"

namespace waymark::json {

/// Appends `text` quoted and escaped (RFC 8259 §7). `text` must be UTF-8.
void append_string(std::string& out, std::string_view text);
void append_number(std::string& out, std::int64_t value);
/// Shortest text that reads back the same; a NaN or an infinity, which JSON has not, becomes null.
void append_number(std::string& out, double value);

/// How a value is written. Overloads for a type of one's own are found by its namespace
/// (`append_json`).
template <typename T>
void append(std::string& out, const T& value);

template <DescribedStruct T>
void append_object(std::string& out, const T& object) {
  out += '{';
  bool first = true;
  for_each_member<T>([&](std::string_view name, auto pointer) {
    if (!first) out += ',';
    first = false;
    out += '"';
    out += name;
    out += "\":";
    append(out, object.*pointer);
  });
  out += '}';
}

namespace detail {
template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};
template <typename T>
struct IsId : std::false_type {};
template <typename T>
struct IsId<Id<T>> : std::true_type {};
template <typename T>
struct IsQuantity : std::false_type {};
template <typename U, typename N>
struct IsQuantity<Quantity<U, N>> : std::true_type {};
template <typename T>
inline constexpr bool kNever = false;
}  // namespace detail

template <typename T>
concept HasOwnJson = requires(std::string& out, const T& value) { append_json(out, value); };

template <typename T>
void append(std::string& out, const T& value) {
  static_assert(!std::is_same_v<T, Secret>, "a secret is never turned into JSON");
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::integral<T>) {
    append_number(out, static_cast<std::int64_t>(value));
  } else if constexpr (std::floating_point<T>) {
    append_number(out, static_cast<double>(value));
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    append_string(out, value);
  } else if constexpr (detail::IsOptional<T>::value) {
    if (value)
      append(out, *value);
    else
      out += "null";
  } else if constexpr (detail::IsVector<T>::value) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) out += ',';
      append(out, value[i]);
    }
    out += ']';
  } else if constexpr (detail::IsId<T>::value) {
    out += '"';
    value.uuid.append_to(out);
    out += '"';
  } else if constexpr (detail::IsQuantity<T>::value) {
    append(out, value.value);
  } else if constexpr (std::is_same_v<T, Instant>) {
    out += '"';
    append_rfc3339(out, value);
    out += '"';
  } else if constexpr (std::is_same_v<T, Date>) {
    append_string(out, to_iso_date(value));
  } else if constexpr (DescribedEnum<T>) {
    append_string(out, enum_name(value));
  } else if constexpr (std::is_same_v<T, boost::json::value> ||
                       std::is_same_v<T, boost::json::object> ||
                       std::is_same_v<T, boost::json::array>) {
    out += boost::json::serialize(value);
  } else if constexpr (HasOwnJson<T>) {
    append_json(out, value);
  } else if constexpr (DescribedStruct<T>) {
    append_object(out, value);
  } else {
    static_assert(detail::kNever<T>,
                  "describe this type (BOOST_DESCRIBE_STRUCT) or give it an append_json");
  }
}

template <typename T>
std::string to_string(const T& value) {
  std::string out;
  append(out, value);
  return out;
}

/// The limits of a text from outside.
struct Limits {
  std::size_t bytes = 1 << 20;
  std::size_t depth = 32;
};

/// Parses strictly: one value, UTF-8, no duplicate keys, no comments. Throws Error(invalid_input)
/// that says at which byte, or Error(too_large).
boost::json::value parse(std::string_view text, Limits limits = {});

/// Collects the problems of one decoding, so that a person sees all of them at once.
class Problems {
 public:
  void add(std::string field, std::string message_key,
           std::map<std::string, std::string> arguments = {});
  bool empty() const { return problems_.empty(); }
  /// Throws Error(invalid_input) when there is any.
  void throw_if_any();

 private:
  std::vector<FieldProblem> problems_;
};

/// Reads `value` into T; what is wrong goes into `problems` under `path` and leaves T{}.
template <typename T>
T decode_at(const boost::json::value& value, const std::string& path, Problems& problems);

namespace detail {

inline std::string join(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

/// nullopt for what is no string.
inline std::optional<std::string_view> text_of(const boost::json::value& value) {
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_string();
  return std::string_view(text.data(), text.size());
}

std::optional<std::int64_t> whole_number(const boost::json::value& value);
std::optional<double> real_number(const boost::json::value& value);

template <DescribedStruct T>
T decode_struct(const boost::json::value& value, const std::string& path, Problems& problems) {
  T result{};
  if (!value.is_object()) {
    problems.add(path.empty() ? "body" : path, "error.type.object");
    return result;
  }
  const boost::json::object& object = value.get_object();
  std::size_t known = 0;
  for_each_member<T>([&](std::string_view name, auto pointer) {
    using Member = std::remove_cvref_t<decltype(result.*pointer)>;
    const auto it = object.find(boost::json::string_view(name.data(), name.size()));
    if (it != object.end()) {
      ++known;
      result.*pointer = decode_at<Member>(it->value(), join(path, name), problems);
    } else if constexpr (!IsOptional<Member>::value && !IsVector<Member>::value) {
      problems.add(join(path, name), "error.required");
    }
  });
  if (known == object.size()) return result;
  for (const auto& entry : object) {
    const std::string_view key(entry.key().data(), entry.key().size());
    bool found = false;
    for_each_member<T>([&](std::string_view name, auto) { found = found || name == key; });
    if (!found) problems.add(join(path, key), "error.unknown_field");
  }
  return result;
}

}  // namespace detail

template <typename T>
T decode_at(const boost::json::value& value, const std::string& path, Problems& problems) {
  const auto wrong = [&](std::string key) {
    problems.add(path.empty() ? "body" : path, std::move(key));
    return T{};
  };
  if constexpr (std::is_same_v<T, bool>) {
    return value.is_bool() ? value.get_bool() : wrong("error.type.boolean");
  } else if constexpr (std::integral<T>) {
    const auto number = detail::whole_number(value);
    if (!number || *number < static_cast<std::int64_t>(std::numeric_limits<T>::min()) ||
        (sizeof(T) < 8 && *number > static_cast<std::int64_t>(std::numeric_limits<T>::max())))
      return wrong("error.type.integer");
    return static_cast<T>(*number);
  } else if constexpr (std::floating_point<T>) {
    const auto number = detail::real_number(value);
    return number ? *number : wrong("error.type.number");
  } else if constexpr (std::is_same_v<T, std::string>) {
    const auto text = detail::text_of(value);
    return text ? std::string(*text) : wrong("error.type.text");
  } else if constexpr (std::is_same_v<T, Secret>) {
    const auto text = detail::text_of(value);
    return text ? Secret(std::string(*text)) : wrong("error.type.text");
  } else if constexpr (detail::IsOptional<T>::value) {
    if (value.is_null()) return std::nullopt;
    return decode_at<typename T::value_type>(value, path, problems);
  } else if constexpr (detail::IsVector<T>::value) {
    if (!value.is_array()) return wrong("error.type.list");
    T list;
    list.reserve(value.get_array().size());
    for (const auto& item : value.get_array())
      list.push_back(decode_at<typename T::value_type>(
          item, detail::join(path, std::to_string(list.size())), problems));
    return list;
  } else if constexpr (detail::IsId<T>::value) {
    const auto text = detail::text_of(value);
    const auto id = text ? T::parse(*text) : std::nullopt;
    return id ? *id : wrong("error.type.id");
  } else if constexpr (detail::IsQuantity<T>::value) {
    return T{decode_at<decltype(T::value)>(value, path, problems)};
  } else if constexpr (std::is_same_v<T, Instant>) {
    const auto text = detail::text_of(value);
    const auto instant = text ? parse_rfc3339(*text) : std::nullopt;
    return instant ? *instant : wrong("error.type.instant");
  } else if constexpr (std::is_same_v<T, Date>) {
    const auto text = detail::text_of(value);
    const auto date = text ? parse_iso_date(*text) : std::nullopt;
    return date ? *date : wrong("error.type.date");
  } else if constexpr (DescribedEnum<T>) {
    const auto text = detail::text_of(value);
    const auto found = text ? parse_enum<T>(*text) : std::nullopt;
    return found ? *found : wrong("error.type.choice");
  } else if constexpr (std::is_same_v<T, boost::json::value>) {
    return value;
  } else if constexpr (DescribedStruct<T>) {
    return detail::decode_struct<T>(value, path, problems);
  } else {
    static_assert(detail::kNever<T>, "this type cannot be read from JSON");
  }
}

/// Reads a whole document into a described struct. Members that are neither optional nor lists are
/// required, unknown names are refused. Throws Error(invalid_input) naming every wrong field
/// ("address.street"), or what parse() throws.
template <typename T>
T decode(std::string_view text, Limits limits = {}) {
  const boost::json::value value = parse(text, limits);
  Problems problems;
  T result = decode_at<T>(value, "", problems);
  problems.throw_if_any();
  return result;
}

}  // namespace waymark::json
