// For tests of one subject's edge: the part of api/schema.graphql that it answers for, taken from the file itself.
#pragma once

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "platform/graphql/schema.h"
#include "platform/graphql/schema_loader.h"

namespace waymark::graphql {

/// Knows that in our contract every definition begins at the margin, every field of a type on a line of its own.
class ContractPart {
 public:
  /// `fields` of Query, Mutation and Subscription, with the types they reach; `without` names fields that another subject
  /// adds to those types: "User.followers". Needs WAYMARK_SOURCE_DIR in the environment, which CTest sets.
  explicit ContractPart(std::vector<std::string> fields, std::vector<std::string> without = {})
      : fields_(fields.begin(), fields.end()), without_(without.begin(), without.end()) {
    read();
    for (const char* root : {"Query", "Mutation", "Subscription"}) take(root);
  }

  const std::string& sdl() const { return sdl_; }
  std::shared_ptr<const Schema> schema() const {
    auto result = load_schema(sdl_);
    if (const auto* errors = std::get_if<std::vector<GraphqlError>>(&result))
      throw std::runtime_error(errors->front().message + "\n" + sdl_);
    return std::get<std::shared_ptr<const Schema>>(result);
  }

 private:
  static std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
      if (std::isalnum(static_cast<unsigned char>(c)) || c == '_')
        words.back() += c;
      else if (!words.back().empty())
        words.emplace_back();
    }
    return words;
  }

  void read() {
    const char* root = std::getenv("WAYMARK_SOURCE_DIR");
    std::ifstream file(std::string(root ? root : ".") + "/api/schema.graphql");
    if (!file) throw std::runtime_error("WAYMARK_SOURCE_DIR is not set");
    std::string line, name;
    bool quoted = false;
    while (std::getline(file, line)) {
      const std::size_t text = line.find_first_not_of(' ');
      if (text == line.npos || line[text] == '#') continue;
      if (line.compare(text, 3, "\"\"\"") == 0) {
        quoted = !quoted && line.find("\"\"\"", text + 3) == line.npos;
        continue;
      }
      if (quoted || line[text] == '"') continue;
      if (text == 0 && line[0] != '}') name = words_of(line).at(1);
      definitions_[name] += line + "\n";
    }
  }

  void take(const std::string& name) {
    if (name.empty() || !definitions_.contains(name) || !taken_.insert(name).second) return;
    const bool root = name == "Query" || name == "Mutation" || name == "Subscription";
    std::istringstream lines(definitions_[name]);
    std::string line, kept;
    bool any = !root;
    while (std::getline(lines, line)) {
      const bool field = line.starts_with("  ");
      const std::string word = words_of(line).at(0);
      if (field && root && !fields_.contains(word)) continue;
      if (field && without_.contains(name + "." + word)) continue;
      any = any || field;
      kept += line + "\n";
    }
    if (!any) return;
    sdl_ += kept;
    for (const std::string& word : words_of(kept)) take(word);
  }

  std::set<std::string> fields_;
  std::set<std::string> without_;
  std::map<std::string, std::string> definitions_;
  std::set<std::string> taken_;
  std::string sdl_;
};

}  // namespace waymark::graphql
