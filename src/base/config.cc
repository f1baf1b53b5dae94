#include "base/config.h"

#include <sstream>

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

namespace waymark::config {
namespace {

constexpr std::string_view kPrefix = "WAYMARK_";

std::string origin_of(const toml::node& node, const std::string& file) {
  return file + " line " + std::to_string(node.source().begin.line);
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    std::string_view item = text.substr(0, comma);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (!item.empty()) items.emplace_back(item);
    text.remove_prefix(comma == text.npos ? text.size() : comma + 1);
  }
  return items;
}

/// Environment names cannot tell '.' from '_': both become '_', and settings are looked up by this
/// form.
std::string environment_form(std::string_view dotted) {
  std::string out;
  for (const char c : dotted)
    out += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

Source::Value scalar_of(const toml::node& node, const std::string& name,
                        const std::string& origin) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* whole = node.as_integer()) return whole->get();
  if (const auto* real = node.as_floating_point()) return real->get();
  if (const auto* flag = node.as_boolean()) return flag->get();
  throw ConfigError(name + " (" + origin + "): this kind of value is not a setting");
}

std::vector<std::string> texts_of(const toml::array& array, const std::string& name,
                                  const std::string& origin) {
  std::vector<std::string> texts;
  texts.reserve(array.size());
  const ConfigError no_text(name + " (" + origin + "): a list holds texts");
  for (const auto& element : array) {
    const auto* text = element.as_string();
    if (!text) throw no_text;
    texts.push_back(text->get());
  }
  return texts;
}

std::string element_name(const std::string& list, std::size_t place) {
  std::string name = list;
  name.append(".").append(std::to_string(place)).append(".");
  return name;
}

}  // namespace

void Source::add_toml(std::string_view text, const std::string& file) {
  struct Walk {
    Source& source;
    const std::string& file;

    void table(const toml::table& table, const std::string& prefix) {
      for (const auto& [key, node] : table) value(node, prefix + std::string(key.str()));
    }
    void value(const toml::node& node, const std::string& name) {
      const std::string origin = origin_of(node, file);
      if (const auto* inner = node.as_table()) return table(*inner, name + ".");
      if (const auto* array = node.as_array()) {
        if (!array->empty() && array->is_array_of_tables()) {
          std::size_t i = 0;
          for (const auto& element : *array) table(*element.as_table(), element_name(name, i++));
          return;
        }
        source.entries_[name] = Entry{texts_of(*array, name, origin), origin};
        return;
      }
      source.entries_[name] = Entry{scalar_of(node, name, origin), origin};
    }
  };
  try {
    const toml::table parsed = toml::parse(text);
    Walk{*this, file}.table(parsed, "");
  } catch (const toml::parse_error& error) {
    throw ConfigError(file + " line " + std::to_string(error.source().begin.line) + ": " +
                      std::string(error.description()));
  }
}

void Source::add_environment(const std::vector<std::string>& environment) {
  for (const std::string& variable : environment) {
    const std::size_t equals = variable.find('=');
    if (equals == variable.npos || !variable.starts_with(kPrefix)) continue;
    const std::string name = variable.substr(0, equals);
    entries_[name] = Entry{variable.substr(equals + 1), name, true};
  }
}

void Source::set(const std::string& name, std::string value, std::string origin) {
  // Command-line options win over both: stored under the environment's form, which is looked up
  // first.
  entries_[std::string(kPrefix) + environment_form(name)] =
      Entry{std::move(value), std::move(origin), true};
}

const Source::Entry* Source::find(const std::string& name) const {
  const auto in_file = entries_.find(name);
  const auto in_environment = entries_.find(std::string(kPrefix) + environment_form(name));
  if (in_file != entries_.end()) in_file->second.used = true;
  if (in_environment != entries_.end()) {
    in_environment->second.used = true;
    return &in_environment->second;
  }
  return in_file == entries_.end() ? nullptr : &in_file->second;
}

std::size_t Source::table_count(const std::string& name) const {
  std::size_t count = 0;
  while (true) {
    const std::string prefix = name + "." + std::to_string(count) + ".";
    const auto it = entries_.lower_bound(prefix);
    if (it == entries_.end() || !it->first.starts_with(prefix)) return count;
    ++count;
  }
}

void Source::require_all_used() const {
  for (const auto& [name, entry] : entries_)
    if (!entry.used) throw ConfigError(name + " (" + entry.origin + ") is not a setting");
}

namespace detail {

std::string to_snake(std::string_view camel) {
  std::string out;
  for (const char c : camel) {
    if (c >= 'A' && c <= 'Z')
      (out += '_') += static_cast<char>(c + 32);
    else
      out += c;
  }
  return out;
}

void throw_wrong_type(const std::string& name, const Source::Entry& entry,
                      std::string_view wanted) {
  throw ConfigError(name + " (" + entry.origin + ") must be " + std::string(wanted));
}

std::string text_of(const std::string& name, const Source::Entry& entry) {
  if (const auto* text = std::get_if<std::string>(&entry.value)) return *text;
  throw_wrong_type(name, entry, "a text");
}

std::int64_t integer_of(const std::string& name, const Source::Entry& entry) {
  if (const auto* whole = std::get_if<std::int64_t>(&entry.value)) return *whole;
  if (const auto* text = std::get_if<std::string>(&entry.value); text && entry.from_environment) {
    std::int64_t value = 0;
    const char* end = text->data() + text->size();
    const auto [at, problem] = std::from_chars(text->data(), end, value);
    if (problem == std::errc() && at == end) return value;
  }
  throw_wrong_type(name, entry, "a whole number");
}

double real_of(const std::string& name, const Source::Entry& entry) {
  if (const auto* real = std::get_if<double>(&entry.value)) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(&entry.value))
    return static_cast<double>(*whole);
  if (const auto* text = std::get_if<std::string>(&entry.value); text && entry.from_environment) {
    double value = 0;
    const char* end = text->data() + text->size();
    const auto [at, problem] = std::from_chars(text->data(), end, value);
    if (problem == std::errc() && at == end) return value;
  }
  throw_wrong_type(name, entry, "a number");
}

bool boolean_of(const std::string& name, const Source::Entry& entry) {
  if (const auto* flag = std::get_if<bool>(&entry.value)) return *flag;
  if (const auto* text = std::get_if<std::string>(&entry.value); text && entry.from_environment) {
    if (*text == "true" || *text == "1") return true;
    if (*text == "false" || *text == "0") return false;
  }
  throw_wrong_type(name, entry, "true or false");
}

std::vector<std::string> list_of(const std::string& name, const Source::Entry& entry) {
  if (const auto* list = std::get_if<std::vector<std::string>>(&entry.value)) return *list;
  if (const auto* text = std::get_if<std::string>(&entry.value); text && entry.from_environment)
    return split_list(*text);
  throw_wrong_type(name, entry, "a list of texts");
}

std::string toml_string(std::string_view text) {
  std::ostringstream out;
  out << toml::value<std::string>(std::string(text));
  return out.str();
}

void Printer::section(const std::string& name) {
  out_.append(out_.empty() ? "[" : "\n[").append(name).append("]\n");
}

void Printer::array_section(const std::string& name) {
  out_.append(out_.empty() ? "[[" : "\n[[").append(name).append("]]\n");
}

void Printer::line(std::string_view name, const std::string& toml_value,
                   const Source::Entry* entry) {
  out_.append(name).append(" = ").append(toml_value);
  if (entry) out_.append("  # ").append(entry->origin);
  out_ += '\n';
}

}  // namespace detail
}  // namespace waymark::config
