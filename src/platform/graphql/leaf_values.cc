#include "platform/graphql/leaf_values.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "platform/graphql/printer.h"
#include "platform/graphql/suggestions.h"

namespace waymark::graphql {
namespace {

constexpr std::int64_t kMinInt = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kMaxInt = std::numeric_limits<std::int32_t>::max();
// The largest doubles whose neighbours are whole numbers still fit an int64 with room.
constexpr double kLargestWhole = 9007199254740992.0;

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> parse_real(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return std::nullopt;
  // Too small for a double is zero; too large is refused.
  if (error == std::errc::result_out_of_range && std::abs(value) < 1) return 0.0;
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// Values are shown in messages; long ones are cut, since messages go back to the client.
std::string shortened(std::string text) {
  constexpr std::size_t kLongest = 120;
  if (text.size() <= kLongest) return text;
  std::size_t cut = kLongest;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + "…";
}

std::string shown(const ast::Value& literal) {
  return shortened(print(literal));
}
std::string shown(const boost::json::value& value) {
  return shortened(boost::json::serialize(value));
}

template <typename Given>
LeafProblem not_an_int(const Given& given) {
  return {"Int cannot represent non-integer value: " + shown(given), "error.type.integer"};
}
template <typename Given>
LeafProblem not_32_bits(const Given& given) {
  return {"Int cannot represent non 32-bit signed integer value: " + shown(given),
          "error.type.integer"};
}
template <typename Given>
LeafProblem not_a_float(const Given& given) {
  return {"Float cannot represent non numeric value: " + shown(given), "error.type.number"};
}
template <typename Given>
LeafProblem not_a_string(const Given& given) {
  return {"String cannot represent a non string value: " + shown(given), "error.type.text"};
}
template <typename Given>
LeafProblem not_a_boolean(const Given& given) {
  return {"Boolean cannot represent a non boolean value: " + shown(given), "error.type.boolean"};
}
template <typename Given>
LeafProblem not_an_id(const Given& given) {
  return {"ID cannot represent a non-string and non-integer value: " + shown(given),
          "error.type.id"};
}

LeafResult choose(const NamedType& type, std::string_view name, bool suggestions) {
  if (const EnumValueDefinition* value = type.enum_value(name))
    return InputValue(EnumChoice{value});
  std::string message = "Value \"" + std::string(name) + "\" does not exist in \"" +
                        std::string(type.name) + "\" enum.";
  if (suggestions)
    message += did_you_mean(similar_names(name, names_of(type.enum_values)), "the enum value");
  return LeafProblem{std::move(message), "error.type.choice"};
}

bool holds_variable(const ast::Value& literal) {
  if (literal.kind == ast::ValueKind::variable) return true;
  for (const ast::Value& item : literal.items)
    if (holds_variable(item)) return true;
  for (const ast::ObjectField& field : literal.fields)
    if (holds_variable(field.value)) return true;
  return false;
}

/// What a custom scalar is given: the literal as it stands, with no schema to judge it by.
InputValue untyped(const ast::Value& literal, const VariableValues* variables) {
  switch (literal.kind) {
    case ast::ValueKind::variable:
      return variables ? variables->get(literal.text) : InputValue();
    case ast::ValueKind::null:
      return Null{};
    case ast::ValueKind::integer:
      if (const auto whole = parse_integer(literal.text)) return *whole;
      return parse_real(literal.text).value_or(0);
    case ast::ValueKind::real:
      return parse_real(literal.text).value_or(0);
    case ast::ValueKind::string:
    case ast::ValueKind::enumeration:
      return std::string(literal.text);
    case ast::ValueKind::boolean:
      return literal.boolean;
    case ast::ValueKind::list: {
      InputList list;
      for (const ast::Value& item : literal.items) {
        InputValue value = untyped(item, variables);
        list.push_back(value.is_absent() ? InputValue(Null{}) : std::move(value));
      }
      return list;
    }
    case ast::ValueKind::object: {
      InputObject object;
      for (const ast::ObjectField& field : literal.fields) {
        InputValue value = untyped(field.value, variables);
        if (!value.is_absent()) object.emplace_back(std::string(field.name.text), std::move(value));
      }
      return object;
    }
  }
  return {};
}

InputValue untyped(const boost::json::value& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return Null{};
    case boost::json::kind::bool_:
      return value.get_bool();
    case boost::json::kind::int64:
      return value.get_int64();
    case boost::json::kind::uint64:
      return static_cast<double>(value.get_uint64());
    case boost::json::kind::double_:
      return value.get_double();
    case boost::json::kind::string:
      return std::string(value.get_string().data(), value.get_string().size());
    case boost::json::kind::array: {
      InputList list;
      for (const auto& item : value.get_array()) list.push_back(untyped(item));
      return list;
    }
    case boost::json::kind::object: {
      InputObject object;
      for (const auto& entry : value.get_object())
        object.emplace_back(std::string(entry.key().data(), entry.key().size()),
                            untyped(entry.value()));
      return object;
    }
  }
  return {};
}

template <typename Given>
LeafResult coerce_custom(const NamedType& type, const Given& given, InputValue value) {
  if (!type.scalar_check) return value;
  const std::optional<ScalarProblem> complaint = type.scalar_check(value);
  if (!complaint) return value;
  return LeafProblem{"Expected value of type \"" + std::string(type.name) + "\", found " +
                         shown(given) + "; " + complaint->message,
                     complaint->message_key};
}

std::optional<std::int64_t> whole_number(const boost::json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (!value.is_double()) return std::nullopt;
  const double number = value.get_double();
  if (std::trunc(number) != number || std::abs(number) > kLargestWhole) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

LeafResult coerce_int(const boost::json::value& value) {
  const auto whole = whole_number(value);
  const bool too_large =
      value.is_uint64() ||
      (value.is_double() && !whole && std::trunc(value.get_double()) == value.get_double());
  if (too_large || (whole && (*whole < kMinInt || *whole > kMaxInt))) return not_32_bits(value);
  if (!whole) return not_an_int(value);
  return InputValue(*whole);
}

LeafResult coerce_float(const boost::json::value& value) {
  if (value.is_int64()) return InputValue(static_cast<double>(value.get_int64()));
  if (value.is_uint64()) return InputValue(static_cast<double>(value.get_uint64()));
  if (value.is_double() && std::isfinite(value.get_double())) return InputValue(value.get_double());
  return not_a_float(value);
}

LeafResult coerce_id(const boost::json::value& value) {
  if (value.is_string())
    return InputValue(std::string(value.get_string().data(), value.get_string().size()));
  if (value.is_uint64()) return InputValue(std::to_string(value.get_uint64()));
  if (const auto whole = whole_number(value)) return InputValue(std::to_string(*whole));
  return not_an_id(value);
}

}  // namespace

LeafResult coerce_leaf(const NamedType& type, const ast::Value& literal, bool suggestions,
                       const VariableValues* variables) {
  using Kind = ast::ValueKind;
  if (type.kind == TypeKind::enumeration) {
    if (literal.kind == Kind::enumeration) return choose(type, literal.text, suggestions);
    std::string message = "Enum \"" + std::string(type.name) +
                          "\" cannot represent non-enum value: " + shown(literal) + ".";
    if (suggestions)
      message +=
          did_you_mean(similar_names(shown(literal), names_of(type.enum_values)), "the enum value");
    return LeafProblem{std::move(message), "error.type.choice"};
  }
  switch (type.scalar) {
    case ScalarKind::integer: {
      if (literal.kind != Kind::integer) return not_an_int(literal);
      const auto whole = parse_integer(literal.text);
      if (!whole || *whole < kMinInt || *whole > kMaxInt) return not_32_bits(literal);
      return InputValue(*whole);
    }
    case ScalarKind::real: {
      if (literal.kind != Kind::integer && literal.kind != Kind::real) return not_a_float(literal);
      const auto number = parse_real(literal.text);
      if (!number) return not_a_float(literal);
      return InputValue(*number);
    }
    case ScalarKind::string:
      if (literal.kind != Kind::string) return not_a_string(literal);
      return InputValue(std::string(literal.text));
    case ScalarKind::boolean:
      if (literal.kind != Kind::boolean) return not_a_boolean(literal);
      return InputValue(literal.boolean);
    case ScalarKind::id:
      if (literal.kind != Kind::string && literal.kind != Kind::integer) return not_an_id(literal);
      return InputValue(std::string(literal.text));
    case ScalarKind::custom:
      if (!variables && holds_variable(literal)) return InputValue(Null{});
      return coerce_custom(type, literal, untyped(literal, variables));
  }
  return {};
}

LeafResult coerce_leaf(const NamedType& type, const boost::json::value& value) {
  if (type.kind == TypeKind::enumeration) {
    if (value.is_string())
      return choose(type, {value.get_string().data(), value.get_string().size()}, true);
    return LeafProblem{"Enum \"" + std::string(type.name) +
                           "\" cannot represent non-string value: " + shown(value) + ".",
                       "error.type.choice"};
  }
  switch (type.scalar) {
    case ScalarKind::integer:
      return coerce_int(value);
    case ScalarKind::real:
      return coerce_float(value);
    case ScalarKind::string:
      if (!value.is_string()) return not_a_string(value);
      return InputValue(std::string(value.get_string().data(), value.get_string().size()));
    case ScalarKind::boolean:
      if (!value.is_bool()) return not_a_boolean(value);
      return InputValue(value.get_bool());
    case ScalarKind::id:
      return coerce_id(value);
    case ScalarKind::custom:
      return coerce_custom(type, value, untyped(value));
  }
  return {};
}

}  // namespace waymark::graphql
