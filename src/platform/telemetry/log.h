// Structured logs: one JSON object a line, with the trace id and without secrets.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

#include "base/request_context.h"

namespace waymark::telemetry {

enum class Level : std::uint8_t { debug, info, warn, error };

/// A field's value. There is no conversion from Secret. Texts that look like credentials (keys named password,
/// token, authorization, cookie, secret …, bearer tokens and JWTs anywhere) are written as "[redacted]".
struct Field {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, double, bool> value;
};

/// Where lines go; the default is standard error. Any thread; a line is written whole.
void set_log_level(Level level);
/// {"ts":…,"level":"info","event":"quest_created","trace":"…", fields…}. `event` is snake_case.
void log(Level level, std::string_view event, std::initializer_list<Field> fields = {}, const Trace* trace = nullptr);

}  // namespace waymark::telemetry
