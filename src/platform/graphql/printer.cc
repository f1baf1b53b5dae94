#include "platform/graphql/printer.h"

#include "base/json.h"

namespace waymark::graphql {
namespace {

/// Writes executable definitions without anything that is ignored. Names are kept apart by one space where nothing
/// else does it.
class Printer {
 public:
  enum class Literals { kept, masked };

  Printer(std::string& out, Literals literals) : out_(out), literals_(literals) {}

  void operation(const ast::Operation& node) {
    out_ += to_string(node.kind);
    if (!node.name.text.empty()) word(node.name.text);
    if (!node.variables.empty()) {
      out_ += '(';
      for (const ast::VariableDefinition& variable : node.variables) variable_definition(variable);
      out_ += ')';
    }
    directives(node.directives);
    selections(node.selections);
  }

  void fragment(const ast::Fragment& node) {
    out_ += "fragment";
    word(node.name.text);
    word("on");
    word(node.type_condition.text);
    directives(node.directives);
    selections(node.selections);
  }

  void type(const ast::Type& node) {
    if (node.item != nullptr) {
      out_ += '[';
      type(*node.item);
      out_ += ']';
    } else {
      out_ += node.name;
    }
    if (node.non_null) out_ += '!';
  }

  void value(const ast::Value& node) {
    if (literals_ == Literals::masked) return masked(node);
    switch (node.kind) {
      case ast::ValueKind::variable:
        out_ += '$';
        [[fallthrough]];
      case ast::ValueKind::integer:
      case ast::ValueKind::real:
      case ast::ValueKind::enumeration:
        out_ += node.text;
        return;
      case ast::ValueKind::boolean:
        out_ += node.boolean ? "true" : "false";
        return;
      case ast::ValueKind::null:
        out_ += "null";
        return;
      // The escapes of JSON are escapes of GraphQL.
      case ast::ValueKind::string:
        json::append_string(out_, node.text);
        return;
      case ast::ValueKind::list:
        list(node);
        return;
      case ast::ValueKind::object:
        object(node);
        return;
    }
  }

 private:
  void word(std::string_view text) {
    out_ += ' ';
    out_ += text;
  }

  void variable_definition(const ast::VariableDefinition& node) {
    if (out_.back() != '(') out_ += ' ';
    out_ += '$';
    out_ += node.name.text;
    out_ += ':';
    type(*node.type);
    if (node.default_value != nullptr) {
      out_ += '=';
      value(*node.default_value);
    }
    directives(node.directives);
  }

  void directives(const ast::List<ast::Directive>& nodes) {
    for (const ast::Directive& node : nodes) {
      out_ += '@';
      out_ += node.name;
      arguments(node.arguments);
    }
  }

  void arguments(const ast::List<ast::Argument>& nodes) {
    if (nodes.empty()) return;
    out_ += '(';
    for (const ast::Argument& node : nodes) {
      if (&node != nodes.begin()) out_ += ' ';
      out_ += node.name.text;
      out_ += ':';
      value(node.value);
    }
    out_ += ')';
  }

  void selections(const ast::SelectionSet& set) {
    if (!set.present) return;
    out_ += '{';
    for (const ast::Selection& selection : set.items) {
      if (&selection != set.items.begin()) out_ += ' ';
      std::visit([this](const auto* node) { this->selection(*node); }, selection);
    }
    out_ += '}';
  }

  void selection(const ast::Field& node) {
    if (!node.alias.empty()) {
      out_ += node.alias;
      out_ += ':';
    }
    out_ += node.name;
    arguments(node.arguments);
    directives(node.directives);
    selections(node.selections);
  }

  void selection(const ast::FragmentSpread& node) {
    out_ += "...";
    out_ += node.name.text;
    directives(node.directives);
  }

  void selection(const ast::InlineFragment& node) {
    out_ += "...";
    if (!node.type_condition.text.empty()) {
      out_ += "on ";
      out_ += node.type_condition.text;
    }
    directives(node.directives);
    selections(node.selections);
  }

  void list(const ast::Value& node) {
    out_ += '[';
    for (const ast::Value& item : node.items) {
      if (&item != node.items.begin()) out_ += ", ";
      value(item);
    }
    out_ += ']';
  }

  void object(const ast::Value& node) {
    out_ += '{';
    for (const ast::ObjectField& field : node.fields) {
      if (&field != node.fields.begin()) out_ += ", ";
      out_ += field.name.text;
      out_ += ": ";
      value(field.value);
    }
    out_ += '}';
  }

  void masked(const ast::Value& node) {
    switch (node.kind) {
      case ast::ValueKind::variable:
        out_ += '$';
        out_ += node.text;
        return;
      case ast::ValueKind::integer:
      case ast::ValueKind::real:
        out_ += '0';
        return;
      case ast::ValueKind::string:
        out_ += "\"\"";
        return;
      case ast::ValueKind::boolean:
      case ast::ValueKind::enumeration:
        out_ += "_";
        return;
      case ast::ValueKind::null:
        out_ += "null";
        return;
      case ast::ValueKind::list:
        out_ += "[]";
        return;
      case ast::ValueKind::object:
        out_ += "{}";
        return;
    }
  }

  std::string& out_;
  Literals literals_;
};

std::string print_executable(const ast::Document& document, Printer::Literals literals) {
  std::string text;
  Printer printer(text, literals);
  for (const ast::Definition& definition : document.definitions()) {
    if (const auto* operation = std::get_if<const ast::Operation*>(&definition)) {
      if (!text.empty()) text += ' ';
      printer.operation(**operation);
    } else if (const auto* fragment = std::get_if<const ast::Fragment*>(&definition)) {
      if (!text.empty()) text += ' ';
      printer.fragment(**fragment);
    }
  }
  return text;
}

}  // namespace

std::string print(const ast::Value& value) {
  std::string text;
  Printer(text, Printer::Literals::kept).value(value);
  return text;
}

std::string print(const ast::Type& type) {
  std::string text;
  Printer(text, Printer::Literals::kept).type(type);
  return text;
}

std::string normalise(const ast::Document& document) {
  return print_executable(document, Printer::Literals::kept);
}

std::string signature(const ast::Document& document) {
  return print_executable(document, Printer::Literals::masked);
}

}  // namespace waymark::graphql
