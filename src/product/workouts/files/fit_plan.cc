#include "product/workouts/files/fit_plan.h"

#include <algorithm>

namespace waymark::workouts::fit {
namespace {

/// compressed_speed_distance is three bytes, the low bits first, whatever the architecture.
double bits_24(const char* at) {
  const auto byte = [at](int i) {
    return static_cast<std::uint32_t>(static_cast<std::uint8_t>(at[i]));
  };
  return byte(0) | byte(1) << 8 | byte(2) << 16;
}
constexpr double kInvalidBits = 0xFFFFFF;

bool is_text(Field target) {
  return target == Field::name || target == Field::units;
}

/// A developer's speed or altitude stands where the better of the two native fields does.
Field preferred(Field target) {
  if (target == Field::speed) return Field::enhanced_speed;
  if (target == Field::altitude) return Field::enhanced_altitude;
  return target;
}

}  // namespace

Plan::Plan(const Definition& definition, const DeveloperRules& developers)
    : kind_(definition.message), big_endian_(definition.big_endian) {
  const std::span<const FieldRule> rules = rules_of(definition.message);
  matters_ = rules.size() > 1;
  for (const Definition::NativeField& field : definition.fields) {
    add(size_, field, rules);
    size_ += field.size;
  }
  for (const Definition::DeveloperField& field : definition.developer_fields) {
    add_developer(size_, field, developers);
    size_ += field.size;
  }
}

void Plan::add(std::size_t offset, const Definition::NativeField& field,
               std::span<const FieldRule> rules) {
  const auto rule = std::find_if(rules.begin(), rules.end(),
                                 [&](const FieldRule& one) { return one.number == field.number; });
  const auto type = base_type_of(field.base_type);
  if (rule == rules.end() || !type) return;
  // Of a size that its type cannot have a field is mere bytes.
  const bool is_readable = rule->target == Field::speed_and_distance ? field.size == 3
                           : is_text(rule->target)
                               ? *type == BaseType::string
                               : *type != BaseType::string && field.size >= size_of(*type) &&
                                     field.size % size_of(*type) == 0;
  if (!is_readable) return;
  steps_.push_back({static_cast<std::uint32_t>(offset), field.size, *type, rule->target,
                    rule->scale, rule->offset});
}

void Plan::add_developer(std::size_t offset, const Definition::DeveloperField& field,
                         const DeveloperRules& developers) {
  const auto rule = developers.find({field.developer, field.number});
  if (rule == developers.end() || static_cast<std::uint16_t>(rule->second.message) != kind_) return;
  const DeveloperRule& found = rule->second;
  if (field.size < size_of(found.type) || field.size % size_of(found.type) != 0) return;
  steps_.push_back({static_cast<std::uint32_t>(offset), field.size, found.type, found.target,
                    found.scale, found.offset});
}

template <bool kBigEndian>
void Plan::decode_numbers(const char* bytes, Message& into) const {
  for (const Step& step : steps_) {
    const char* at = bytes + step.offset;
    if (step.type == BaseType::string) {
      (step.target == Field::name ? into.name : into.units) = text_at(at, step.size);
    } else if (step.target == Field::speed_and_distance) {
      if (const double bits = bits_24(at); bits != kInvalidBits) into.set(step.target, bits);
    } else if (const auto raw = number_at<kBigEndian>(at, step.type)) {
      into.set(step.target, *raw / step.scale - step.minus);
    }
  }
}

void Plan::decode(const char* bytes, Message& into) const {
  into.clear();
  into.kind = kind_;
  if (big_endian_)
    decode_numbers<true>(bytes, into);
  else
    decode_numbers<false>(bytes, into);
}

std::optional<DeveloperRule> developer_rule_of(const Message& description) {
  const auto message = description.whole<std::uint16_t>(Field::native_message);
  const auto number = description.whole<std::uint8_t>(Field::native_field);
  const auto code = description.whole<std::uint8_t>(Field::base_type);
  if (!message || !number || !code) return std::nullopt;
  const auto type = base_type_of(*code);
  if (!type || *type == BaseType::string) return std::nullopt;
  for (const FieldRule& rule : rules_of(*message)) {
    if (rule.number != *number) continue;
    const Field target = preferred(rule.target);
    if (target == Field::timestamp || is_text(target) || target == Field::speed_and_distance ||
        !units_agree(target, description.units))
      return std::nullopt;
    const double scale = description.get(Field::scale).value_or(1);
    return DeveloperRule{static_cast<Kind>(*message), target, *type, scale == 0 ? 1 : scale,
                         description.get(Field::offset).value_or(0)};
  }
  return std::nullopt;
}

}  // namespace waymark::workouts::fit
