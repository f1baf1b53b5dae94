#include "platform/graphql/ast.h"

#include <cstring>

namespace waymark::graphql::ast {

std::string_view to_string(OperationKind kind) {
  switch (kind) {
    case OperationKind::query:
      return "query";
    case OperationKind::mutation:
      return "mutation";
    case OperationKind::subscription:
      return "subscription";
  }
  return {};
}

// Nodes take about five times the room of their text; one allocation then serves nearly every document.
Document::Document(std::string_view source) : arena_(source.size() * 6 + 1024) {
  char* copy = static_cast<char*>(arena_.allocate(source.size() + 1, 1));
  std::memcpy(copy, source.data(), source.size());
  source_ = {copy, source.size()};
}

const Fragment* Document::fragment(std::string_view name) const {
  for (const Fragment* fragment : fragments_)
    if (fragment->name.text == name) return fragment;
  return nullptr;
}

const Operation* Document::operation(std::string_view name) const {
  if (name.empty()) return operations_.size() == 1 ? operations_[0] : nullptr;
  for (const Operation* operation : operations_)
    if (operation->name.text == name) return operation;
  return nullptr;
}

SourceLocation Document::location(Offset offset) const {
  SourceLocation place;
  for (std::size_t i = 0; i < offset && i < source_.size(); ++i) {
    const auto c = static_cast<unsigned char>(source_[i]);
    const bool before_line_feed = c == '\r' && i + 1 < source_.size() && source_[i + 1] == '\n';
    if (c == '\n' || (c == '\r' && !before_line_feed)) {
      ++place.line;
      place.column = 1;
    } else if ((c & 0xC0) != 0x80) {
      // A code point past U+FFFF, four bytes of UTF-8, is two units of UTF-16.
      place.column += c >= 0xF0 ? 2 : 1;
    }
  }
  return place;
}

}  // namespace waymark::graphql::ast
