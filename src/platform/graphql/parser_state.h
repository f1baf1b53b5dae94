// The recursive-descent parser (appendix B). parser.cc reads executable documents and values, parser_types.cc reads
// type-system definitions; parse_document (parser.h) is the way in.
#pragma once

#include <new>
#include <string_view>
#include <type_traits>
#include <vector>

#include "platform/graphql/ast.h"
#include "platform/graphql/lexer.h"
#include "platform/graphql/parser.h"

namespace waymark::graphql {

/// Gathers lists whose length is not known beforehand. Lists within lists pile up on the same vector, each above the
/// mark at which it began, so that a whole document costs a few allocations.
template <typename T>
class Pile {
 public:
  std::size_t mark() const { return items_.size(); }
  void push(const T& item) { items_.push_back(item); }
  ast::List<T> take(std::size_t mark, std::pmr::memory_resource& arena) {
    const std::size_t count = items_.size() - mark;
    if (count == 0) return {};
    T* copy = std::pmr::polymorphic_allocator<T>(&arena).allocate(count);
    for (std::size_t i = 0; i < count; ++i) ::new (copy + i) T(items_[mark + i]);
    items_.resize(mark);
    return {copy, count};
  }

 private:
  std::vector<T> items_;
};

class Parser {
 public:
  Parser(ast::Document& document, const ParseLimits& limits);
  /// Fills the document. Throws SyntaxError.
  void parse();

 private:
  /// Counts one level of nesting for as long as it lives.
  class Level {
   public:
    explicit Level(Parser& parser);
    ~Level() { --parser_.depth_; }

   private:
    Parser& parser_;
  };

  // Executable definitions and values.
  ast::Definition definition();
  ast::Definition type_system_definition(const ast::Description& description, ast::Offset from);
  const ast::Operation* operation(const ast::Description& description, ast::Offset from);
  const ast::Fragment* fragment(const ast::Description& description, ast::Offset from);
  ast::VariableDefinition variable_definition();
  ast::SelectionSet selection_set();
  ast::Selection selection();
  ast::Selection field();
  ast::Selection spread();
  ast::List<ast::Argument> arguments(bool constant);
  ast::List<ast::Directive> directives(bool constant);
  ast::Directive directive(bool constant);
  ast::Value value(bool constant);
  ast::Value name_value();
  ast::Value variable(bool constant);
  ast::Value list(bool constant);
  ast::Value object(bool constant);
  ast::ObjectField object_field(bool constant);
  const ast::Type* type();

  // Type-system definitions.
  ast::Definition extension();
  const ast::SchemaDefinition* schema_definition(const ast::Description& description,
                                                 ast::Offset from);
  const ast::SchemaDefinition* schema_extension(ast::Offset from);
  ast::RootOperationType root_operation_type();
  const ast::TypeDefinition* type_definition(const ast::Description& description, ast::Offset from,
                                             bool is_extension);
  void type_body(ast::TypeDefinition& definition);
  ast::List<ast::Name> interfaces();
  ast::FieldDefinition field_definition();
  ast::List<ast::InputValueDefinition> argument_definitions();
  ast::InputValueDefinition input_value_definition();
  ast::EnumValueDefinition enum_value_definition();
  const ast::DirectiveDefinition* directive_definition(const ast::Description& description,
                                                       ast::Offset from);
  ast::Name directive_location();

  // Tokens.
  bool peek(TokenKind kind) const { return token_.kind == kind; }
  bool peek_keyword(std::string_view keyword) const {
    return token_.kind == TokenKind::name && token_.text == keyword;
  }
  void advance();
  Token expect(TokenKind kind);
  bool accept(TokenKind kind);
  void expect_keyword(std::string_view keyword);
  bool accept_keyword(std::string_view keyword);
  ast::Name name();
  ast::OperationKind operation_kind();
  ast::Description description();
  [[noreturn]] void unexpected() const;
  [[noreturn]] void fail(ast::Offset at, std::string message) const;

  template <typename T>
  const T* make(const T& node) {
    static_assert(std::is_trivially_destructible_v<T>);
    return ::new (arena_.allocate(sizeof(T), alignof(T))) T(node);
  }
  /// One or more items between `open` and `close`, where `open` is the token at hand.
  template <typename T, typename Item>
  ast::List<T> many(Pile<T>& pile, TokenKind open, TokenKind close, Item item) {
    expect(open);
    const std::size_t mark = pile.mark();
    do {
      pile.push(item());
    } while (!accept(close));
    return pile.take(mark, arena_);
  }
  template <typename T, typename Item>
  ast::List<T> optional_many(Pile<T>& pile, TokenKind open, TokenKind close, Item item) {
    if (!peek(open)) return {};
    return many(pile, open, close, item);
  }
  /// One or more items with `delimiter` between them, and optionally before the first.
  template <typename Item>
  ast::List<ast::Name> delimited(TokenKind delimiter, Item item) {
    accept(delimiter);
    const std::size_t mark = names_.mark();
    do {
      names_.push(item());
    } while (accept(delimiter));
    return names_.take(mark, arena_);
  }

  ast::Document& document_;
  std::pmr::memory_resource& arena_;
  const ParseLimits& limits_;
  Lexer lexer_;
  Token token_;
  std::size_t tokens_ = 0;
  std::size_t depth_ = 0;
  std::uint32_t field_count_ = 0;
  std::uint32_t fragment_count_ = 0;
  Pile<ast::Definition> definitions_;
  Pile<const ast::Operation*> operations_;
  Pile<const ast::Fragment*> fragments_;
  Pile<ast::Selection> selections_;
  Pile<ast::Argument> arguments_;
  Pile<ast::Directive> directives_;
  Pile<ast::VariableDefinition> variables_;
  Pile<ast::Value> values_;
  Pile<ast::ObjectField> object_fields_;
  Pile<ast::Name> names_;
  Pile<ast::FieldDefinition> field_definitions_;
  Pile<ast::InputValueDefinition> input_definitions_;
  Pile<ast::EnumValueDefinition> enum_values_;
  Pile<ast::RootOperationType> root_types_;
};

}  // namespace waymark::graphql
