// Type-system definitions and extensions (§3).
#include "platform/graphql/parser_state.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql {
namespace {

std::optional<ast::TypeDefinitionKind> type_kind(std::string_view keyword) {
  using Kind = ast::TypeDefinitionKind;
  if (keyword == "scalar") return Kind::scalar;
  if (keyword == "type") return Kind::object;
  if (keyword == "interface") return Kind::interface;
  if (keyword == "union") return Kind::union_;
  if (keyword == "enum") return Kind::enumeration;
  if (keyword == "input") return Kind::input_object;
  return std::nullopt;
}

}  // namespace

ast::Definition Parser::type_system_definition(const ast::Description& text, ast::Offset from) {
  if (peek_keyword("schema")) return schema_definition(text, from);
  if (peek_keyword("directive")) return directive_definition(text, from);
  if (peek(TokenKind::name) && type_kind(token_.text)) return type_definition(text, from, false);
  if (text.present && peek(TokenKind::name))
    fail(from, "Unexpected description, only GraphQL definitions support descriptions.");
  if (peek_keyword("extend")) return extension();
  unexpected();
}

ast::Definition Parser::extension() {
  const ast::Offset from = token_.offset;
  expect_keyword("extend");
  if (peek_keyword("schema")) return schema_extension(from);
  if (peek(TokenKind::name) && type_kind(token_.text)) return type_definition({}, from, true);
  unexpected();
}

const ast::SchemaDefinition* Parser::schema_definition(const ast::Description& text,
                                                       ast::Offset from) {
  ast::SchemaDefinition node;
  node.offset = from;
  node.description = text;
  expect_keyword("schema");
  node.directives = directives(true);
  node.operations = many(root_types_, TokenKind::brace_open, TokenKind::brace_close,
                         [this] { return root_operation_type(); });
  return make(node);
}

const ast::SchemaDefinition* Parser::schema_extension(ast::Offset from) {
  ast::SchemaDefinition node;
  node.offset = from;
  node.extension = true;
  expect_keyword("schema");
  node.directives = directives(true);
  node.operations = optional_many(root_types_, TokenKind::brace_open, TokenKind::brace_close,
                                  [this] { return root_operation_type(); });
  if (node.directives.empty() && node.operations.empty()) unexpected();
  return make(node);
}

ast::RootOperationType Parser::root_operation_type() {
  ast::RootOperationType node;
  node.offset = token_.offset;
  node.kind = operation_kind();
  expect(TokenKind::colon);
  node.type = name();
  return node;
}

const ast::TypeDefinition* Parser::type_definition(const ast::Description& text, ast::Offset from,
                                                   bool is_extension) {
  ast::TypeDefinition node;
  node.offset = from;
  node.description = text;
  node.extension = is_extension;
  node.kind = *type_kind(token_.text);
  advance();
  node.name = name();
  const bool implements = node.kind == ast::TypeDefinitionKind::object ||
                          node.kind == ast::TypeDefinitionKind::interface;
  if (implements) node.interfaces = interfaces();
  node.directives = directives(true);
  type_body(node);
  const bool empty = node.interfaces.empty() && node.directives.empty() && node.fields.empty() &&
                     node.members.empty() && node.values.empty() && node.input_fields.empty();
  if (is_extension && empty) unexpected();
  return make(node);
}

void Parser::type_body(ast::TypeDefinition& node) {
  switch (node.kind) {
    case ast::TypeDefinitionKind::scalar:
      return;
    case ast::TypeDefinitionKind::object:
    case ast::TypeDefinitionKind::interface:
      node.fields = optional_many(field_definitions_, TokenKind::brace_open, TokenKind::brace_close,
                                  [this] { return field_definition(); });
      return;
    case ast::TypeDefinitionKind::union_:
      if (accept(TokenKind::equals))
        node.members = delimited(TokenKind::pipe, [this] { return name(); });
      return;
    case ast::TypeDefinitionKind::enumeration:
      node.values = optional_many(enum_values_, TokenKind::brace_open, TokenKind::brace_close,
                                  [this] { return enum_value_definition(); });
      return;
    case ast::TypeDefinitionKind::input_object:
      node.input_fields =
          optional_many(input_definitions_, TokenKind::brace_open, TokenKind::brace_close,
                        [this] { return input_value_definition(); });
      return;
  }
}

ast::List<ast::Name> Parser::interfaces() {
  if (!accept_keyword("implements")) return {};
  return delimited(TokenKind::ampersand, [this] { return name(); });
}

ast::FieldDefinition Parser::field_definition() {
  ast::FieldDefinition node;
  node.description = description();
  node.name = name();
  node.arguments = argument_definitions();
  expect(TokenKind::colon);
  node.type = type();
  node.directives = directives(true);
  return node;
}

ast::List<ast::InputValueDefinition> Parser::argument_definitions() {
  return optional_many(input_definitions_, TokenKind::paren_open, TokenKind::paren_close,
                       [this] { return input_value_definition(); });
}

ast::InputValueDefinition Parser::input_value_definition() {
  ast::InputValueDefinition node;
  node.description = description();
  node.name = name();
  expect(TokenKind::colon);
  node.type = type();
  if (accept(TokenKind::equals)) node.default_value = make(value(true));
  node.directives = directives(true);
  return node;
}

ast::EnumValueDefinition Parser::enum_value_definition() {
  ast::EnumValueDefinition node;
  node.description = description();
  if (peek_keyword("true") || peek_keyword("false") || peek_keyword("null"))
    fail(token_.offset, describe(token_) + " is reserved and cannot be used for an enum value.");
  node.name = name();
  node.directives = directives(true);
  return node;
}

const ast::DirectiveDefinition* Parser::directive_definition(const ast::Description& text,
                                                             ast::Offset from) {
  ast::DirectiveDefinition node;
  node.offset = from;
  node.description = text;
  expect_keyword("directive");
  expect(TokenKind::at);
  node.name = name();
  node.arguments = argument_definitions();
  node.repeatable = accept_keyword("repeatable");
  expect_keyword("on");
  node.locations = delimited(TokenKind::pipe, [this] { return directive_location(); });
  return make(node);
}

ast::Name Parser::directive_location() {
  const Token token = token_;
  const ast::Name node = name();
  if (!parse_directive_location(node.text))
    fail(token.offset, "Unexpected " + describe(token) + ".");
  return node;
}

}  // namespace waymark::graphql
