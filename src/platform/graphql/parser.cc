#include "platform/graphql/parser.h"

#include "platform/graphql/parser_state.h"

namespace waymark::graphql {

Parser::Parser(ast::Document& document, const ParseLimits& limits)
    : document_(document),
      arena_(document.arena_),
      limits_(limits),
      lexer_(document.source_, document.arena_) {}

Parser::Level::Level(Parser& parser) : parser_(parser) {
  if (++parser.depth_ > parser.limits_.depth)
    parser.fail(parser.token_.offset, "Document is nested more than " +
                                          std::to_string(parser.limits_.depth) +
                                          " levels deep. Parsing aborted.");
}

void Parser::parse() {
  advance();
  do {
    definitions_.push(definition());
  } while (!peek(TokenKind::end));
  document_.definitions_ = definitions_.take(0, arena_);
  document_.operations_ = operations_.take(0, arena_);
  document_.fragments_ = fragments_.take(0, arena_);
  document_.field_count_ = field_count_;
}

ast::Definition Parser::definition() {
  const ast::Offset from = token_.offset;
  if (peek(TokenKind::brace_open)) return operation({}, from);
  const ast::Description text = description();
  if (text.present && peek(TokenKind::brace_open))
    fail(from, "Unexpected description, descriptions are not supported on shorthand queries.");
  if (peek_keyword("query") || peek_keyword("mutation") || peek_keyword("subscription"))
    return operation(text, from);
  if (peek_keyword("fragment")) return fragment(text, from);
  return type_system_definition(text, from);
}

const ast::Operation* Parser::operation(const ast::Description& text, ast::Offset from) {
  ast::Operation node;
  node.offset = from;
  node.description = text.text;
  if (peek(TokenKind::brace_open)) {
    node.shorthand = true;
  } else {
    node.kind = operation_kind();
    if (peek(TokenKind::name)) node.name = name();
    node.variables = optional_many(variables_, TokenKind::paren_open, TokenKind::paren_close,
                                   [this] { return variable_definition(); });
    node.directives = directives(false);
  }
  node.selections = selection_set();
  const ast::Operation* made = make(node);
  operations_.push(made);
  return made;
}

ast::OperationKind Parser::operation_kind() {
  if (accept_keyword("query")) return ast::OperationKind::query;
  if (accept_keyword("mutation")) return ast::OperationKind::mutation;
  if (accept_keyword("subscription")) return ast::OperationKind::subscription;
  if (!peek(TokenKind::name)) expect(TokenKind::name);
  unexpected();
}

ast::VariableDefinition Parser::variable_definition() {
  ast::VariableDefinition node;
  node.description = description().text;
  const ast::Value named = variable(false);
  node.name = {named.text, named.offset};
  expect(TokenKind::colon);
  node.type = type();
  if (accept(TokenKind::equals)) node.default_value = make(value(true));
  node.directives = directives(true);
  return node;
}

const ast::Fragment* Parser::fragment(const ast::Description& text, ast::Offset from) {
  ast::Fragment node;
  node.offset = from;
  node.description = text.text;
  expect_keyword("fragment");
  if (peek_keyword("on")) unexpected();
  node.name = name();
  expect_keyword("on");
  node.type_condition = name();
  node.directives = directives(false);
  node.selections = selection_set();
  node.index = fragment_count_++;
  const ast::Fragment* made = make(node);
  fragments_.push(made);
  return made;
}

ast::SelectionSet Parser::selection_set() {
  const Level level(*this);
  ast::SelectionSet set;
  set.present = true;
  set.offset = token_.offset;
  set.items = many(selections_, TokenKind::brace_open, TokenKind::brace_close,
                   [this] { return selection(); });
  return set;
}

ast::Selection Parser::selection() {
  return peek(TokenKind::spread) ? spread() : field();
}

ast::Selection Parser::field() {
  ast::Field node;
  node.index = field_count_++;
  const ast::Name first = name();
  node.offset = first.offset;
  node.name = first.text;
  if (accept(TokenKind::colon)) {
    node.alias = first.text;
    node.name = name().text;
  }
  node.arguments = arguments(false);
  node.directives = directives(false);
  if (peek(TokenKind::brace_open)) node.selections = selection_set();
  return make(node);
}

ast::Selection Parser::spread() {
  const ast::Offset from = token_.offset;
  expect(TokenKind::spread);
  const bool conditional = accept_keyword("on");
  if (!conditional && peek(TokenKind::name)) {
    ast::FragmentSpread node;
    node.offset = from;
    node.name = name();
    node.directives = directives(false);
    return make(node);
  }
  ast::InlineFragment node;
  node.offset = from;
  if (conditional) node.type_condition = name();
  node.directives = directives(false);
  node.selections = selection_set();
  return make(node);
}

ast::List<ast::Argument> Parser::arguments(bool constant) {
  return optional_many(arguments_, TokenKind::paren_open, TokenKind::paren_close, [&] {
    ast::Argument node;
    node.name = name();
    expect(TokenKind::colon);
    node.value = value(constant);
    return node;
  });
}

ast::List<ast::Directive> Parser::directives(bool constant) {
  const std::size_t mark = directives_.mark();
  while (peek(TokenKind::at)) directives_.push(directive(constant));
  return directives_.take(mark, arena_);
}

ast::Directive Parser::directive(bool constant) {
  ast::Directive node;
  node.offset = expect(TokenKind::at).offset;
  node.name = name().text;
  node.arguments = arguments(constant);
  return node;
}

ast::Value Parser::value(bool constant) {
  const auto literal = [this](ast::ValueKind kind) {
    ast::Value node;
    node.kind = kind;
    node.offset = token_.offset;
    node.text = token_.text;
    advance();
    return node;
  };
  switch (token_.kind) {
    case TokenKind::bracket_open:
      return list(constant);
    case TokenKind::brace_open:
      return object(constant);
    case TokenKind::integer:
      return literal(ast::ValueKind::integer);
    case TokenKind::real:
      return literal(ast::ValueKind::real);
    case TokenKind::string:
    case TokenKind::block_string:
      return literal(ast::ValueKind::string);
    case TokenKind::name:
      return name_value();
    case TokenKind::dollar:
      return variable(constant);
    case TokenKind::start:
    case TokenKind::end:
    case TokenKind::bang:
    case TokenKind::ampersand:
    case TokenKind::paren_open:
    case TokenKind::paren_close:
    case TokenKind::spread:
    case TokenKind::colon:
    case TokenKind::equals:
    case TokenKind::at:
    case TokenKind::bracket_close:
    case TokenKind::pipe:
    case TokenKind::brace_close:
      break;
  }
  unexpected();
}

ast::Value Parser::name_value() {
  ast::Value node;
  node.offset = token_.offset;
  node.text = token_.text;
  if (node.text == "null") {
    node.kind = ast::ValueKind::null;
  } else if (node.text == "true" || node.text == "false") {
    node.kind = ast::ValueKind::boolean;
    node.boolean = node.text == "true";
  } else {
    node.kind = ast::ValueKind::enumeration;
  }
  advance();
  return node;
}

ast::Value Parser::variable(bool constant) {
  ast::Value node;
  node.kind = ast::ValueKind::variable;
  const Token dollar = expect(TokenKind::dollar);
  node.offset = dollar.offset;
  if (constant) {
    if (peek(TokenKind::name))
      fail(dollar.offset,
           "Unexpected variable \"$" + std::string(token_.text) + "\" in constant value.");
    fail(dollar.offset, "Unexpected \"$\".");
  }
  node.text = name().text;
  return node;
}

ast::Value Parser::list(bool constant) {
  const Level level(*this);
  ast::Value node;
  node.kind = ast::ValueKind::list;
  node.offset = expect(TokenKind::bracket_open).offset;
  const std::size_t mark = values_.mark();
  while (!accept(TokenKind::bracket_close)) values_.push(value(constant));
  node.items = values_.take(mark, arena_);
  return node;
}

ast::Value Parser::object(bool constant) {
  const Level level(*this);
  ast::Value node;
  node.kind = ast::ValueKind::object;
  node.offset = expect(TokenKind::brace_open).offset;
  const std::size_t mark = object_fields_.mark();
  while (!accept(TokenKind::brace_close)) object_fields_.push(object_field(constant));
  node.fields = object_fields_.take(mark, arena_);
  return node;
}

ast::ObjectField Parser::object_field(bool constant) {
  ast::ObjectField node;
  node.name = name();
  expect(TokenKind::colon);
  node.value = value(constant);
  return node;
}

const ast::Type* Parser::type() {
  const Level level(*this);
  ast::Type node;
  node.offset = token_.offset;
  if (accept(TokenKind::bracket_open)) {
    node.item = type();
    expect(TokenKind::bracket_close);
  } else {
    node.name = name().text;
  }
  node.non_null = accept(TokenKind::bang);
  return make(node);
}

void Parser::advance() {
  token_ = lexer_.next();
  if (peek(TokenKind::end) || ++tokens_ <= limits_.tokens) return;
  fail(token_.offset, "Document contains more than " + std::to_string(limits_.tokens) +
                          " tokens. Parsing aborted.");
}

Token Parser::expect(TokenKind kind) {
  if (!peek(kind))
    fail(token_.offset,
         "Expected " + std::string(describe(kind)) + ", found " + describe(token_) + ".");
  const Token found = token_;
  advance();
  return found;
}

bool Parser::accept(TokenKind kind) {
  if (!peek(kind)) return false;
  advance();
  return true;
}

void Parser::expect_keyword(std::string_view keyword) {
  if (accept_keyword(keyword)) return;
  fail(token_.offset, "Expected \"" + std::string(keyword) + "\", found " + describe(token_) + ".");
}

bool Parser::accept_keyword(std::string_view keyword) {
  if (!peek_keyword(keyword)) return false;
  advance();
  return true;
}

ast::Name Parser::name() {
  const Token token = expect(TokenKind::name);
  return {token.text, token.offset};
}

ast::Description Parser::description() {
  if (!peek(TokenKind::string) && !peek(TokenKind::block_string)) return {};
  const ast::Description text{true, token_.text};
  advance();
  return text;
}

void Parser::unexpected() const {
  fail(token_.offset, "Unexpected " + describe(token_) + ".");
}

void Parser::fail(ast::Offset at, std::string message) const {
  throw SyntaxError{at, std::move(message)};
}

ParseResult parse_document(std::string_view source, const ParseLimits& limits) {
  const auto refusal = [](std::string message, SourceLocation place) {
    GraphqlError error;
    error.message = "Syntax Error: " + std::move(message);
    error.locations = {place};
    error.extensions["code"] = "GRAPHQL_PARSE_FAILED";
    return error;
  };
  if (source.size() > limits.bytes)
    return refusal(
        "Document is longer than " + std::to_string(limits.bytes) + " bytes. Parsing aborted.", {});
  auto document = std::make_shared<ast::Document>(source);
  try {
    Parser(*document, limits).parse();
  } catch (const SyntaxError& error) {
    return refusal(error.message, document->location(error.offset));
  }
  return std::shared_ptr<const ast::Document>(std::move(document));
}

}  // namespace waymark::graphql
