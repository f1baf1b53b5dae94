// Structured logs: one JSON object a line, with the trace id and without secrets.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "base/request_context.h"

namespace waymark::telemetry {

enum class Level : std::uint8_t { debug, info, warn, error };

/// A field's value. There is no conversion from Secret. Texts that look like credentials (keys
/// named password, token, authorization, cookie, secret …, bearer tokens and JWTs anywhere) are
/// written as "[redacted]".
struct Field {
  Field(std::string_view field, std::string_view text) : name(field), value(text) {}
  Field(std::string_view field, const char* text) : name(field), value(std::string_view(text)) {}
  Field(std::string_view field, const std::string& text)
      : name(field), value(std::string_view(text)) {}
  Field(std::string_view field, bool flag) : name(field), value(flag) {}
  Field(std::string_view field, std::integral auto number)
      : name(field), value(static_cast<std::int64_t>(number)) {}
  Field(std::string_view field, std::floating_point auto number)
      : name(field), value(static_cast<double>(number)) {}

  std::string_view name;
  std::variant<std::string_view, std::int64_t, double, bool> value;
};

/// Any thread; a line is written whole.
void set_log_level(Level level);
bool log_enabled(Level level);
/// Where lines go; null: standard error. A plain function, because lines come from every thread
/// until the very end.
using LogSink = void (*)(std::string_view line);
void set_log_sink(LogSink sink);
/// {"ts":…,"level":"info","event":"quest_created","trace":"…", fields…}. `event` is snake_case.
void log(Level level, std::string_view event, std::initializer_list<Field> fields = {},
         const Trace* trace = nullptr);

}  // namespace waymark::telemetry
