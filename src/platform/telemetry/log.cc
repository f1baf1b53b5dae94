#include "platform/telemetry/log.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <string>

#include "base/encoding.h"
#include "base/json.h"
#include "platform/telemetry/redact.h"

namespace waymark::telemetry {
namespace {

std::atomic<Level> g_level{Level::info};
std::atomic<LogSink> g_sink{nullptr};

std::string_view name_of(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warn:
      return "warn";
    case Level::error:
      return "error";
  }
  return "error";
}

void append_value(std::string& out, const Field& field) {
  if (names_a_secret(field.name)) {
    out += "\"[redacted]\"";
    return;
  }
  if (const auto* text = std::get_if<std::string_view>(&field.value))
    json::append_string(out, redact(*text));
  else if (const auto* whole = std::get_if<std::int64_t>(&field.value))
    json::append_number(out, *whole);
  else if (const auto* real = std::get_if<double>(&field.value))
    json::append_number(out, *real);
  else
    out += std::get<bool>(field.value) ? "true" : "false";
}

void write_to_standard_error(std::string_view line) {
  while (!line.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
    if (written <= 0) return;  // nobody is left to tell
    line.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string_view bytes_of(const auto& array) {
  return std::string_view(reinterpret_cast<const char*>(array.data()), array.size());
}

}  // namespace

void set_log_level(Level level) {
  g_level = level;
}
void set_log_sink(LogSink sink) {
  g_sink = sink;
}
bool log_enabled(Level level) {
  return level >= g_level.load(std::memory_order_relaxed);
}

void log(Level level, std::string_view event, std::initializer_list<Field> fields,
         const Trace* trace) {
  if (!log_enabled(level)) return;
  std::string line = R"({"ts":")";
  append_rfc3339(line,
                 std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  line.append(R"(","level":")").append(name_of(level)).append(R"(","event":)");
  json::append_string(line, event);
  if (trace)
    line.append(R"(,"trace":")").append(hex_encode(bytes_of(trace->trace_id))).append("\"");
  for (const Field& field : fields) {
    line += ',';
    json::append_string(line, field.name);
    line += ':';
    append_value(line, field);
  }
  line += "}\n";
  if (const LogSink sink = g_sink.load())
    sink(line);
  else
    write_to_standard_error(line);
}

}  // namespace waymark::telemetry
