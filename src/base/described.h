// Plain structs described once (BOOST_DESCRIBE_STRUCT); storing, JSON and GraphQL output are
// derived from that.
//
// Naming: C++ `started_at` is `startedAt` on every wire; an enumerator `in_progress` is
// `IN_PROGRESS`. A trailing underscore, which C++ keywords need (`private_`), is dropped.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <type_traits>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

namespace waymark {

template <typename T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <typename T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

namespace described_detail {

/// A name built at compile time, kept alive as a template's static.
struct Name {
  std::array<char, 64> text{};
  std::size_t size = 0;
  constexpr std::string_view view() const { return {text.data(), size}; }
};

constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

constexpr Name camel(const char* snake) {
  Name name;
  bool raise = false;
  for (const char* c = snake; *c; ++c) {
    if (*c == '_') {
      raise = name.size > 0;
    } else {
      name.text[name.size++] = raise ? upper(*c) : *c;
      raise = false;
    }
  }
  return name;
}

constexpr Name shouting(const char* snake) {
  Name name;
  for (const char* c = snake; *c; ++c) name.text[name.size++] = upper(*c);
  if (name.size > 0 && name.text[name.size - 1] == '_') --name.size;
  return name;
}

template <typename Descriptor>
inline constexpr Name kCamel = camel(Descriptor::name);
template <typename Descriptor>
inline constexpr Name kShouting = shouting(Descriptor::name);

}  // namespace described_detail

template <typename T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

/// Calls f(std::string_view wire_name, member_pointer) for each member, in declaration order.
template <DescribedStruct T, typename F>
constexpr void for_each_member(F&& f) {
  boost::mp11::mp_for_each<Members<T>>([&](auto descriptor) {
    f(described_detail::kCamel<decltype(descriptor)>.view(), descriptor.pointer);
  });
}

template <DescribedEnum E>
constexpr std::string_view enum_name(E value) {
  std::string_view found = "?";
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto descriptor) {
    if (descriptor.value == value) found = described_detail::kShouting<decltype(descriptor)>.view();
  });
  return found;
}

template <DescribedEnum E>
constexpr std::optional<E> parse_enum(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto descriptor) {
    if (described_detail::kShouting<decltype(descriptor)>.view() == name) found = descriptor.value;
  });
  return found;
}

}  // namespace waymark
