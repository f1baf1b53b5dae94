// What a C++ result type looks like to GraphQL, found at compile time: lists, nulls, scalars,
// enums, objects. The registry holds shapes against the schema when the engine is made; the
// templates of value_writer.h write values of the same types.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <variant>
#include <vector>

#include <boost/json.hpp>

#include "base/described.h"
#include "base/json.h"
#include "base/secret.h"

namespace waymark::graphql {

struct FieldBinding;
template <typename T>
struct Connection;

enum class ShapeKind : std::uint8_t {
  boolean,
  integer,
  real,
  text,
  id,
  instant,
  date,
  json,
  enumeration,
  object,
  variant,   // an interface or a union: one of `alternatives`
  list,      // of `inner`
  nullable,  // `inner`, or null
};

struct Shape {
  ShapeKind kind = ShapeKind::text;
  const Shape* (*inner)() = nullptr;
  const std::type_info* type = nullptr;              // object: the C++ type
  std::vector<std::string_view> names;               // enumeration: its values on the wire
  std::vector<const Shape* (*)()> alternatives;      // variant, by index
  std::vector<FieldBinding> (*members)() = nullptr;  // object: what its description yields
};

namespace shape_detail {

template <typename T>
struct IsPointer : std::false_type {};
template <typename T>
struct IsPointer<std::shared_ptr<T>> : std::true_type {};
template <typename T, typename D>
struct IsPointer<std::unique_ptr<T, D>> : std::true_type {};

template <typename T>
struct IsVariant : std::false_type {};
template <typename... T>
struct IsVariant<std::variant<T...>> : std::true_type {};

template <typename T>
struct IsConnection : std::false_type {};
template <typename T>
struct IsConnection<Connection<T>> : std::true_type {};

}  // namespace shape_detail

/// std::optional, std::unique_ptr and std::shared_ptr: a value or null.
template <typename T>
concept Nullable = json::detail::IsOptional<T>::value || shape_detail::IsPointer<T>::value;

template <typename T>
concept JsonValue = std::is_same_v<T, boost::json::value> ||
                    std::is_same_v<T, boost::json::object> || std::is_same_v<T, boost::json::array>;

template <typename T>
concept Text = std::is_convertible_v<const T&, std::string_view>;

/// std::vector, std::span, std::deque …
template <typename T>
concept ListLike = !Text<T> && !JsonValue<T> && !DescribedStruct<T> && requires(const T& list) {
  typename T::value_type;
  list.begin();
  list.end();
};

/// Fields of a described struct or a Connection, made by their description; see field_binding.h.
template <typename T>
std::vector<FieldBinding> described_fields();

template <typename T>
const Shape* shape_of();

namespace shape_detail {

template <typename... T>
std::vector<const Shape* (*)()> alternatives(const std::variant<T...>*) {
  return {&shape_of<T>...};
}

template <typename T>
Shape make_shape() {
  static_assert(!std::is_same_v<T, Secret>, "a secret is never shown");
  Shape shape;
  if constexpr (std::is_same_v<T, bool>) {
    shape.kind = ShapeKind::boolean;
  } else if constexpr (std::integral<T>) {
    shape.kind = ShapeKind::integer;
  } else if constexpr (std::floating_point<T>) {
    shape.kind = ShapeKind::real;
  } else if constexpr (Text<T>) {
    shape.kind = ShapeKind::text;
  } else if constexpr (Nullable<T>) {
    shape.kind = ShapeKind::nullable;
    shape.inner = &shape_of<std::remove_cvref_t<decltype(*std::declval<const T&>())>>;
  } else if constexpr (json::detail::IsId<T>::value) {
    shape.kind = ShapeKind::id;
  } else if constexpr (json::detail::IsQuantity<T>::value) {
    return make_shape<decltype(T::value)>();
  } else if constexpr (std::is_same_v<T, Instant>) {
    shape.kind = ShapeKind::instant;
  } else if constexpr (std::is_same_v<T, Date>) {
    shape.kind = ShapeKind::date;
  } else if constexpr (JsonValue<T>) {
    shape.kind = ShapeKind::json;
  } else if constexpr (DescribedEnum<T>) {
    shape.kind = ShapeKind::enumeration;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto descriptor) {
      shape.names.push_back(described_detail::kShouting<decltype(descriptor)>.view());
    });
  } else if constexpr (IsVariant<T>::value) {
    shape.kind = ShapeKind::variant;
    shape.alternatives = alternatives(static_cast<const T*>(nullptr));
  } else if constexpr (ListLike<T>) {
    shape.kind = ShapeKind::list;
    shape.inner = &shape_of<std::remove_cvref_t<typename T::value_type>>;
  } else {
    static_assert(std::is_class_v<T>, "GraphQL cannot show a value of this type");
    shape.kind = ShapeKind::object;
    shape.type = &typeid(T);
    if constexpr (DescribedStruct<T> || IsConnection<T>::value)
      shape.members = &described_fields<T>;
  }
  return shape;
}

}  // namespace shape_detail

template <typename T>
const Shape* shape_of() {
  static const Shape shape = shape_detail::make_shape<T>();
  return &shape;
}

}  // namespace waymark::graphql
