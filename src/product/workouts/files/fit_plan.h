// Definition messages of FIT, and what they are compiled to: a list of (offset, type, target) for the fields that matter.
// Decoding a data message is one pass over that list; whatever else is in the message is skipped with it, by its size.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <string_view>
#include <vector>

#include "product/workouts/files/fit_profile.h"
#include "product/workouts/files/fit_types.h"

namespace waymark::workouts::fit {

/// What a definition message says.
struct Definition {
  struct NativeField {
    std::uint8_t number;
    std::uint8_t size;  // bytes; a multiple of the type's for arrays
    std::uint8_t base_type;
  };
  struct DeveloperField {
    std::uint8_t number;
    std::uint8_t size;
    std::uint8_t developer;
  };
  std::uint16_t message = 0;
  bool big_endian = false;
  std::vector<NativeField> fields;
  std::vector<DeveloperField> developer_fields;
};

/// What a field_description message says of a developer's field: which native one it stands for.
struct DeveloperRule {
  Kind message;
  Field target;
  BaseType type;
  double scale = 1;
  double offset = 0;
};
/// By developer and field number.
using DeveloperRules = std::map<std::pair<std::uint8_t, std::uint8_t>, DeveloperRule>;

/// A decoded data message. The texts are views into the file's bytes.
class Message {
 public:
  std::uint16_t kind = 0;
  std::string_view name;
  std::string_view units;

  bool has(Field field) const { return (present_ >> index(field) & 1U) != 0; }
  /// Only when has().
  double operator[](Field field) const { return values_[index(field)]; }
  std::optional<double> get(Field field) const {
    if (!has(field)) return std::nullopt;
    return values_[index(field)];
  }
  /// As a whole number; nullopt when it is absent or none of T.
  template <std::unsigned_integral T>
  std::optional<T> whole(Field field) const {
    const double value = values_[index(field)];
    if (!has(field) || !(value >= 0 && value <= static_cast<double>(std::numeric_limits<T>::max())))
      return std::nullopt;
    return static_cast<T>(value);
  }
  /// The first of the two that is there.
  std::optional<double> get(Field field, Field or_else) const {
    return has(field) ? get(field) : get(or_else);
  }
  void set(Field field, double value) {
    present_ |= std::uint64_t{1} << index(field);
    values_[index(field)] = value;
  }
  void clear() {
    present_ = 0;
    name = units = {};
  }

 private:
  static constexpr std::size_t index(Field field) { return static_cast<std::size_t>(field); }
  std::uint64_t present_ = 0;
  std::array<double, kFields> values_{};
};

/// How the data messages of one local type are decoded.
class Plan {
 public:
  Plan() = default;
  Plan(const Definition& definition, const DeveloperRules& developers);

  /// Bytes of a data message, without its header byte.
  std::size_t size() const { return size_; }
  std::uint16_t kind() const { return kind_; }
  /// Whether it has anything but a time stamp that is read.
  bool matters() const { return matters_; }
  /// `bytes` are size() of them.
  void decode(const char* bytes, Message& into) const;

 private:
  struct Step {
    std::uint32_t offset;
    std::uint8_t size;  // of the whole field, for texts
    BaseType type;
    Field target;
    double scale;
    double minus;
  };
  template <bool kBigEndian>
  void decode_numbers(const char* bytes, Message& into) const;
  void add(std::size_t offset, const Definition::NativeField& field,
           std::span<const FieldRule> rules);
  void add_developer(std::size_t offset, const Definition::DeveloperField& field,
                     const DeveloperRules& developers);

  std::uint16_t kind_ = 0;
  bool big_endian_ = false;
  bool matters_ = false;
  std::size_t size_ = 0;
  std::vector<Step> steps_;
};

/// The rule that a field_description makes; nullopt when the field stands for no native one that is read, or in other units.
std::optional<DeveloperRule> developer_rule_of(const Message& description);

}  // namespace waymark::workouts::fit
