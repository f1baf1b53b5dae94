// What people entered, checked: every problem at once, each naming its field.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace waymark {

/// Where an input lies: "title" in a REST body, "input.title" in a GraphQL argument.
class InputPath {
 public:
  InputPath() = default;
  explicit InputPath(std::string prefix) : prefix_(std::move(prefix)) {}
  std::string operator()(std::string_view field) const {
    return prefix_.empty() ? std::string(field) : prefix_ + "." + std::string(field);
  }

 private:
  std::string prefix_;
};

/// How long a text may be, in code points, and whether it may have line feeds.
struct TextRule {
  std::size_t at_least = 0;
  std::size_t at_most = 200;
  bool lines = false;
};

/// Collects what is wrong with one input.
class InputCheck {
 public:
  explicit InputCheck(InputPath path) : path_(std::move(path)) {}

  /// The text in normal form C without white space at its ends, ready to keep.
  std::string text(std::string_view field, std::string_view given, TextRule rule);
  /// The same; an empty text counts as none.
  std::optional<std::string> optional_text(std::string_view field,
                                           const std::optional<std::string>& given, TextRule rule);
  /// Tags as kept: trimmed, each folded form once (the first spelling wins), in the order given.
  std::vector<std::string> tags(std::string_view field, const std::vector<std::string>& given,
                                std::size_t at_most, std::size_t longest);
  /// low ≤ value ≤ high, and finite.
  void range(std::string_view field, double value, double low, double high);
  void wrong(std::string_view field, std::string message_key,
             std::map<std::string, std::string> arguments = {});

  bool ok() const { return problems_.empty(); }
  /// Throws Error(invalid_input) with all problems when there is any.
  void throw_if_any() { problems_.throw_if_any(); }

 private:
  InputPath path_;
  json::Problems problems_;
};

}  // namespace waymark
