// Configuration: described structs filled from a TOML file and the environment, and printed back
// without secrets.
//
//   struct Server { std::string address = "127.0.0.1"; std::int64_t port = 8080; };
//   BOOST_DESCRIBE_STRUCT(…) struct Settings { Server server; };
//
// The member server.port is `port` under `[server]` in the file and WAYMARK_SERVER_PORT in the
// environment, which wins. Lists in the environment are comma-separated. A std::vector of structs
// is an array of tables ([[oidc.issuers]]) and comes from the file alone. Texts, integers, reals,
// booleans, lists of text and Secret are the leaves.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/described.h"
#include "base/json.h"
#include "base/secret.h"

namespace waymark::config {

/// A setting that is unknown, of the wrong type or unreadable; what() names it and where it came
/// from.
class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What was given, by dotted name ("server.port", "oidc.issuers.0.name").
class Source {
 public:
  using Value = std::variant<std::string, std::int64_t, double, bool, std::vector<std::string>>;
  struct Entry {
    Value value;
    std::string origin;  // "waymark.toml line 3", "WAYMARK_SERVER_PORT"
    bool from_environment = false;
    mutable bool used = false;
  };

  /// Reads a TOML text; `file` is its name for messages. Throws ConfigError with the line.
  void add_toml(std::string_view text, const std::string& file);
  /// Takes the WAYMARK_* variables of `environment` ("NAME=value").
  void add_environment(const std::vector<std::string>& environment);
  /// One setting by its dotted name, for command-line options.
  void set(const std::string& name, std::string value, std::string origin);

  const Entry* find(const std::string& name) const;
  /// How many tables the array of that name has.
  std::size_t table_count(const std::string& name) const;
  /// Throws ConfigError when an entry was asked for by nobody: a misspelt name must not pass
  /// unseen.
  void require_all_used() const;

 private:
  std::map<std::string, Entry> entries_;
};

namespace detail {

std::string to_snake(std::string_view camel);

[[noreturn]] void throw_wrong_type(const std::string& name, const Source::Entry& entry,
                                   std::string_view wanted);
std::string text_of(const std::string& name, const Source::Entry& entry);
std::int64_t integer_of(const std::string& name, const Source::Entry& entry);
double real_of(const std::string& name, const Source::Entry& entry);
bool boolean_of(const std::string& name, const Source::Entry& entry);
std::vector<std::string> list_of(const std::string& name, const Source::Entry& entry);

/// One line a setting, in TOML, with where it came from.
class Printer {
 public:
  void section(const std::string& name);
  void array_section(const std::string& name);
  void line(std::string_view name, const std::string& toml_value, const Source::Entry* entry);
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string toml_string(std::string_view text);

template <typename T>
void fill(T& target, const std::string& prefix, const Source& source);

template <typename T>
void fill_member(T& member, const std::string& name, const Source& source) {
  if constexpr (DescribedStruct<T>) {
    fill(member, name + ".", source);
  } else if constexpr (json::detail::IsVector<T>::value &&
                       !std::is_same_v<T, std::vector<std::string>>) {
    const std::size_t count = source.table_count(name);
    if (count > 0) member.clear();
    for (std::size_t i = 0; i < count; ++i) {
      member.emplace_back();
      fill(member.back(), name + "." + std::to_string(i) + ".", source);
    }
  } else if (const Source::Entry* entry = source.find(name)) {
    if constexpr (std::is_same_v<T, std::string>)
      member = text_of(name, *entry);
    else if constexpr (std::is_same_v<T, Secret>)
      member = Secret(text_of(name, *entry));
    else if constexpr (std::is_same_v<T, bool>)
      member = boolean_of(name, *entry);
    else if constexpr (std::is_same_v<T, std::int64_t>)
      member = integer_of(name, *entry);
    else if constexpr (std::is_same_v<T, double>)
      member = real_of(name, *entry);
    else if constexpr (std::is_same_v<T, std::vector<std::string>>)
      member = list_of(name, *entry);
    else
      static_assert(json::detail::kNever<T>, "this type cannot be a setting");
  }
}

template <typename T>
void fill(T& target, const std::string& prefix, const Source& source) {
  for_each_member<T>([&](std::string_view name, auto pointer) {
    fill_member(target.*pointer, prefix + to_snake(name), source);
  });
}

template <typename T>
std::string leaf_text(const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    return toml_string(value);
  } else if constexpr (std::is_same_v<T, Secret>) {
    return toml_string(value.empty() ? "" : "[hidden]");
  } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
    std::string out = "[";
    for (const std::string& item : value) out += (out.size() > 1 ? ", " : "") + toml_string(item);
    return out + "]";
  } else {
    return json::to_string(value);
  }
}

template <typename T>
inline constexpr bool kIsLeaf =
    !DescribedStruct<T> &&
    (!json::detail::IsVector<T>::value || std::is_same_v<T, std::vector<std::string>>);

template <typename T>
void print(const T& target, const std::string& prefix, const Source& source, Printer& printer) {
  for_each_member<T>([&](std::string_view name, auto pointer) {
    const auto& member = target.*pointer;
    if constexpr (kIsLeaf<std::remove_cvref_t<decltype(member)>>)
      printer.line(to_snake(name), leaf_text(member), source.find(prefix + to_snake(name)));
  });
  for_each_member<T>([&](std::string_view name, auto pointer) {
    const auto& member = target.*pointer;
    using Member = std::remove_cvref_t<decltype(member)>;
    const std::string path = prefix + to_snake(name);
    if constexpr (DescribedStruct<Member>) {
      printer.section(path);
      print(member, path + ".", source, printer);
    } else if constexpr (!kIsLeaf<Member>) {
      for (std::size_t i = 0; i < member.size(); ++i) {
        printer.array_section(path);
        print(member[i], path + "." + std::to_string(i) + ".", source, printer);
      }
    }
  });
}

}  // namespace detail

/// Fills T over its defaults. Throws ConfigError for a wrong type or an unknown name.
template <DescribedStruct T>
T load(const Source& source) {
  T settings{};
  detail::fill(settings, "", source);
  source.require_all_used();
  return settings;
}

/// What is in force, as a TOML text that could be the file; secrets read "[hidden]", comments tell
/// the origins.
template <DescribedStruct T>
std::string print(const T& settings, const Source& source) {
  detail::Printer printer;
  detail::print(settings, "", source, printer);
  return printer.take();
}

}  // namespace waymark::config
