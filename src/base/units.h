// Quantities that must not be mixed up. Made explicitly, SI units.
#pragma once

#include <compare>
#include <cstdint>

namespace waymark {

template <typename Unit, typename Number>
struct Quantity {
  Number value{};
  auto operator<=>(const Quantity&) const = default;
  Quantity& operator+=(Quantity other) {
    value += other.value;
    return *this;
  }
  friend Quantity operator+(Quantity a, Quantity b) { return Quantity{a.value + b.value}; }
  friend Quantity operator-(Quantity a, Quantity b) { return Quantity{a.value - b.value}; }
};

using Metres = Quantity<struct MetresUnit, double>;
using Seconds = Quantity<struct SecondsUnit, double>;
using Points = Quantity<struct PointsUnit, std::int64_t>;

}  // namespace waymark
