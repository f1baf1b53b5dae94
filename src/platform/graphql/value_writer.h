// How each C++ type is written, straight into the response (see shape.h for which types there are).
#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>

#include "platform/graphql/connection.h"
#include "platform/graphql/shape.h"
#include "platform/graphql/writer.h"

namespace waymark::graphql {

/// A number that an Int cannot hold, or a Float (NaN, infinity): reports it. Returns as
/// write_value.
bool unfit_number(Writer& writer, const PlanValue& plan, const Path& path, double value);

/// Writes `value` where `plan` says. False: null bubbles up (see WriteField).
template <typename T>
bool write_value(Writer& writer, const PlanValue& plan, const T& value, const Path& path);

template <ListLike T>
bool write_list(Writer& writer, const PlanValue& plan, const T& list, const Path& path) {
  return writer.composite(plan, [&] {
    writer.text() += '[';
    Path at{&path, nullptr, 0};
    for (const auto& item : list) {
      writer.run().count(writer.text());
      if (at.index > 0) writer.text() += ',';
      if (!write_value<typename T::value_type>(writer, *plan.item, item, at)) return false;
      ++at.index;
    }
    writer.text() += ']';
    return true;
  });
}

template <typename T>
bool write_number(Writer& writer, const PlanValue& plan, T value, const Path& path) {
  if constexpr (std::floating_point<T>) {
    if (!std::isfinite(value)) return unfit_number(writer, plan, path, static_cast<double>(value));
    json::append_number(writer.text(), static_cast<double>(value));
  } else {
    if (plan.int32 && !std::in_range<std::int32_t>(value))
      return unfit_number(writer, plan, path, static_cast<double>(value));
    json::append_number(writer.text(), static_cast<std::int64_t>(value));
  }
  return true;
}

template <typename T>
bool write_value(Writer& writer, const PlanValue& plan, const T& value, const Path& path) {
  if constexpr (Text<T>) {
    json::append_string(writer.text(), value);
    return true;
  } else if constexpr (Nullable<T>) {
    if (!value) return writer.null(plan, path);
    return write_value(writer, plan, *value, path);
  } else if constexpr (std::is_same_v<T, bool>) {
    writer.text() += value ? "true" : "false";
    return true;
  } else if constexpr (std::is_arithmetic_v<T>) {
    return write_number(writer, plan, value, path);
  } else if constexpr (json::detail::IsQuantity<T>::value) {
    return write_number(writer, plan, value.value, path);
  } else if constexpr (json::detail::IsId<T>::value || std::is_same_v<T, Instant> ||
                       std::is_same_v<T, Date> || DescribedEnum<T>) {
    json::append(writer.text(), value);
    return true;
  } else if constexpr (JsonValue<T>) {
    if constexpr (std::is_same_v<T, boost::json::value>) {
      if (value.is_null()) return writer.null(plan, path);
    }
    json::append(writer.text(), value);
    return true;
  } else if constexpr (shape_detail::IsVariant<T>::value) {
    const Selection& selection = *plan.alternatives[value.index()];
    return std::visit(
        [&](const auto& alternative) { return writer.object(plan, selection, &alternative, path); },
        value);
  } else if constexpr (ListLike<T>) {
    return write_list(writer, plan, value, path);
  } else {
    return writer.object(plan, *plan.selection, &value, path);
  }
}

}  // namespace waymark::graphql
