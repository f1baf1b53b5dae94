#include "platform/graphql/leaf_values.h"
#include "platform/graphql/printer.h"
#include "platform/graphql/suggestions.h"
#include "platform/graphql/validation_rules.h"

namespace waymark::graphql::rules {
namespace {

constexpr std::string_view kRule = "ValuesOfCorrectType";

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

/// One value and all within it.
class Values {
 public:
  Values(Validation& validation, DefinitionFacts& facts) : validation_(validation), facts_(facts) {}

  void check(TypeRef type, bool has_default, const NamedType* one_of, const ast::Value& value) {
    switch (value.kind) {
      case ast::ValueKind::variable:
        facts_.variables.push_back({&value, type, has_default, one_of});
        return;
      case ast::ValueKind::null:
        if (type && type.is_non_null()) refuse(type, value);
        return;
      case ast::ValueKind::list:
        return list(type, value);
      case ast::ValueKind::object:
        return object(type, value);
      case ast::ValueKind::integer:
      case ast::ValueKind::real:
      case ast::ValueKind::string:
      case ast::ValueKind::boolean:
      case ast::ValueKind::enumeration:
        return leaf(type, value);
    }
  }

 private:
  void refuse(TypeRef type, const ast::Value& value) {
    validation_.report(
        kRule,
        "Expected value of type " + quoted(type.text()) + ", found " + print_short(value) + ".",
        {value.offset});
  }

  static std::string print_short(const ast::Value& value) {
    constexpr std::size_t kLongest = 120;
    std::string text = print(value);
    if (text.size() <= kLongest) return text;
    std::size_t cut = kLongest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return text.substr(0, cut) + "…";
  }

  void leaf(TypeRef type, const ast::Value& value) {
    if (!type) return;
    const NamedType& named = type.named();
    if (!named.is_leaf()) return refuse(type, value);
    const LeafResult result = coerce_leaf(named, value, validation_.options().suggestions);
    if (const auto* problem = std::get_if<LeafProblem>(&result))
      validation_.report(kRule, problem->message, {value.offset});
  }

  void list(TypeRef type, const ast::Value& value) {
    TypeRef item = type ? type.nullable() : type;
    if (item && item.is_list())
      item = item.inner();
    else
      leaf(type, value);
    const bool judged = !type || type.nullable().is_list();
    for (const ast::Value& element : value.items) {
      // What is wrong as a whole is told once, but its variables are still used here.
      if (judged)
        check(item, false, nullptr, element);
      else
        check_within(item, element);
    }
  }

  void object(TypeRef type, const ast::Value& value) {
    check_unique(value);
    if (!type || type.named().kind != TypeKind::input_object) {
      leaf(type, value);
      for (const ast::ObjectField& field : value.fields) check_within({}, field.value);
      return;
    }
    const NamedType& named = type.named();
    for (const InputDefinition& definition : named.input_fields)
      if (definition.required() && !gives(value, definition.name))
        validation_.report(kRule,
                           "Field \"" + std::string(named.name) + "." +
                               std::string(definition.name) + "\" of required type " +
                               quoted(definition.type.text()) + " was not provided.",
                           {value.offset});
    if (named.one_of) check_one_of(named, value);
    for (const ast::ObjectField& field : value.fields) {
      const InputDefinition* definition = named.input_field(field.name.text);
      if (definition == nullptr) unknown(named, field);
      check(definition ? definition->type : TypeRef(), definition && definition->default_value,
            named.one_of ? &named : nullptr, field.value);
    }
  }

  /// What lies in a value that was judged as a whole: its variables count, and input fields are unique everywhere.
  void check_within(TypeRef type, const ast::Value& value) {
    if (value.kind == ast::ValueKind::variable) {
      facts_.variables.push_back({&value, type, false, nullptr});
    } else if (value.kind == ast::ValueKind::list) {
      for (const ast::Value& element : value.items) check_within(type, element);
    } else if (value.kind == ast::ValueKind::object) {
      check_unique(value);
      for (const ast::ObjectField& field : value.fields) check_within({}, field.value);
    }
  }

  void unknown(const NamedType& type, const ast::ObjectField& field) {
    std::string message =
        "Field " + quoted(field.name.text) + " is not defined by type " + quoted(type.name) + ".";
    if (validation_.options().suggestions)
      message += did_you_mean(similar_names(field.name.text, names_of(type.input_fields)));
    validation_.report(kRule, std::move(message), {field.name.offset});
  }

  void check_one_of(const NamedType& type, const ast::Value& value) {
    if (value.fields.size() != 1) {
      validation_.report(
          kRule, "OneOf Input Object " + quoted(type.name) + " must specify exactly one key.",
          {value.offset});
    } else if (value.fields[0].value.kind == ast::ValueKind::null) {
      validation_.report(kRule,
                         "Field \"" + std::string(type.name) + "." +
                             std::string(value.fields[0].name.text) + "\" must be non-null.",
                         {value.offset});
    }
  }

  void check_unique(const ast::Value& value) {
    const auto name_of = [](const ast::ObjectField& field) { return field.name.text; };
    for (const auto& group : find_duplicates(value.fields, name_of))
      for (std::size_t i = 1; i < group.size(); ++i)
        validation_.report(
            "UniqueInputFieldNames",
            "There can be only one input field named " + quoted(group[i]->name.text) + ".",
            {group.front()->name.offset, group[i]->name.offset});
  }

  static bool gives(const ast::Value& object, std::string_view name) {
    return std::any_of(object.fields.begin(), object.fields.end(),
                       [&](const ast::ObjectField& field) { return field.name.text == name; });
  }

  Validation& validation_;
  DefinitionFacts& facts_;
};

}  // namespace

void check_value(Validation& validation, DefinitionFacts& facts, TypeRef type, bool has_default,
                 const ast::Value& value) {
  Values(validation, facts).check(type, has_default, nullptr, value);
}

}  // namespace waymark::graphql::rules
