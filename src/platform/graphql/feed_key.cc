#include "platform/graphql/feed_key.h"

#include <cctype>
#include <charconv>
#include <cstdint>

#include "base/locale.h"

namespace waymark::graphql {
namespace {

constexpr std::string_view kAfter = "after";

bool continues_name(char c) {
  return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// How often `$name` is written in the document.
std::size_t mentions(std::string_view source, std::string_view name) {
  std::size_t count = 0;
  for (std::size_t at = source.find('$'); at != std::string_view::npos;
       at = source.find('$', at + 1)) {
    const std::string_view rest = source.substr(at + 1);
    if (rest.starts_with(name) &&
        (rest.size() == name.size() || !continues_name(rest[name.size()])))
      ++count;
  }
  return count;
}

/// The variable that only says where a replay begins; "" for none.
std::string_view replay_variable(const Prepared& prepared) {
  for (const ast::Argument& argument : prepared.root_field().node->arguments) {
    if (argument.name.text != kAfter || argument.value.kind != ast::ValueKind::variable) continue;
    const std::string_view name = argument.value.text;
    if (mentions(prepared.plan().document->source(), name) == 2) return name;
  }
  return {};
}

void append_part(std::string& key, std::string_view part) {
  key += part;
  key += '\0';
}

}  // namespace

std::string feed_key(const Prepared& prepared, const RequestContext& context,
                     const LiveRequest& request) {
  std::string key;
  char digits[16];
  const auto address = reinterpret_cast<std::uintptr_t>(&prepared.plan());
  const auto end = std::to_chars(digits, digits + sizeof digits, address, 16).ptr;
  append_part(key, std::string_view(digits, static_cast<std::size_t>(end - digits)));
  append_part(key, request.topic);
  append_part(key, request.kind);
  if (request.audience)
    append_part(key, "audience " + *request.audience);
  else
    append_part(key, context.principal ? context.principal->user.to_string() : "nobody");
  append_part(key, to_tag(context.locale));
  const std::string_view skipped = request.after ? replay_variable(prepared) : std::string_view();
  const auto& variables = prepared.plan().operation->variables;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (variables[i].name.text != skipped) append_json(key, prepared.variables().at(i));
    key += ',';
  }
  key.shrink_to_fit();
  return key;
}

}  // namespace waymark::graphql
