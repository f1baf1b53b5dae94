#include "app/import_summary.h"

#include <cmath>
#include <cstdio>

#include "base/json.h"
#include "base/locale.h"
#include "product/workouts/recording/track.h"

namespace waymark::app {
namespace {

using workouts::Measures;
using workouts::Recording;
using workouts::WorkoutType;

/// Of a recording what its measures do not tell.
struct RecordingFacts {
  workouts::FileFormat format = workouts::FileFormat::gpx;
  std::optional<std::string> name;
  std::optional<std::string> type_text;
  workouts::Device device;
  std::int64_t samples = 0;
  std::int64_t laps = 0;
  workouts::DeviceTotals totals;
  std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(RecordingFacts, (),
                      (format, name, type_text, device, samples, laps, totals, warnings))

struct ErrorLine {
  std::string key;
  std::string message;
};
BOOST_DESCRIBE_STRUCT(ErrorLine, (), (key, message))

struct StepLine {
  Date date;
  std::int64_t steps = 0;
};
BOOST_DESCRIBE_STRUCT(StepLine, (), (date, steps))

/// One of the three is there.
struct Line {
  std::string file;
  std::string member;
  std::optional<Measures> workout;
  std::optional<RecordingFacts> recording;
  std::optional<std::vector<StepLine>> steps;
  std::optional<ErrorLine> error;
};
BOOST_DESCRIBE_STRUCT(Line, (), (file, member, workout, recording, steps, error))

RecordingFacts facts_of(const Recording& recording) {
  RecordingFacts facts;
  facts.format = recording.format;
  facts.name = recording.name;
  facts.type_text = recording.type_text;
  facts.device = recording.device;
  facts.samples = static_cast<std::int64_t>(recording.samples.size());
  facts.laps = static_cast<std::int64_t>(recording.laps.size());
  facts.totals = recording.totals;
  facts.warnings = recording.warnings;
  return facts;
}

std::string formatted(const char* pattern, auto... values) {
  char text[128];
  std::snprintf(text, sizeof text, pattern, values...);
  return text;
}

std::string duration_text(double seconds) {
  const long long whole = std::llround(seconds);
  return formatted("%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
}

/// "4:49 /km" on foot, "1:52 /100 m" in water, "27.3 km/h" else.
std::string pace_text(WorkoutType type, double metres, double seconds) {
  const auto per = [&](double stretch, const char* unit) {
    const long long each = std::llround(seconds * stretch / metres);
    return formatted("%lld:%02lld /%s", each / 60, each % 60, unit);
  };
  if (type == WorkoutType::swim) return per(100, "100 m");
  if (type == WorkoutType::run || type == WorkoutType::walk || type == WorkoutType::hike)
    return per(1000, "km");
  return formatted("%.1f km/h", metres / seconds * 3.6);
}

/// The wall clock where it was, as far as the file tells it.
std::string start_text(const Measures& measures) {
  const auto offset = std::chrono::minutes(measures.utc_offset_minutes.value_or(0));
  std::string text = to_rfc3339(measures.started_at + offset).substr(0, 19);
  text[10] = ' ';
  if (measures.utc_offset_minutes) {
    const auto minutes = std::abs(offset.count());
    text += formatted(" UTC%c%02d:%02d", offset.count() < 0 ? '-' : '+',
                      static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
  } else {
    text += " UTC";
  }
  if (measures.time_zone) text += " (" + *measures.time_zone + ")";
  return text;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

void add_line(std::string& text, const char* name, const std::string& value) {
  text += formatted("  %-9s ", name) + value + "\n";
}

std::string device_text(const workouts::Device& device) {
  std::string text;
  for (const auto& part : {device.manufacturer, device.name, device.serial})
    if (part) text += (text.empty() ? "" : " ") + *part;
  return text;
}

std::string heart_text(const Measures& measures) {
  std::string text = std::to_string(*measures.average_heart_rate) + " bpm";
  if (measures.max_heart_rate) text += ", at most " + std::to_string(*measures.max_heart_rate);
  return text;
}

std::string text_of(const Measures& measures, const RecordingFacts& facts) {
  std::string text = "  " + (measures.title ? *measures.title + ", " : std::string());
  text += lower(std::string(enum_name(measures.type))) + (measures.indoors ? ", indoors" : "") +
          ", " + std::string(enum_name(facts.format)) + "\n";
  const double moving = measures.moving_seconds.value;
  add_line(text, "start", start_text(measures));
  if (measures.distance_metres && measures.distance_metres->value > 0) {
    const double metres = measures.distance_metres->value;
    add_line(text, "distance",
             formatted("%.2f km", metres / 1000) +
                 (moving > 0 ? ", " + pace_text(measures.type, metres, moving) : ""));
  }
  add_line(text, "time",
           duration_text(moving) + " moving, " + duration_text(measures.elapsed_seconds.value) +
               " in all");
  if (measures.climb_metres)
    add_line(text, "climb", formatted("%.0f m", measures.climb_metres->value));
  if (measures.average_heart_rate) add_line(text, "heart", heart_text(measures));
  if (measures.average_power)
    add_line(text, "power", std::to_string(*measures.average_power) + " W");
  if (measures.steps) add_line(text, "steps", std::to_string(*measures.steps));
  if (measures.pushes) add_line(text, "pushes", std::to_string(*measures.pushes));
  if (facts.laps > 0) add_line(text, "laps", std::to_string(facts.laps));
  add_line(text, "samples", std::to_string(facts.samples));
  if (const std::string device = device_text(facts.device); !device.empty())
    add_line(text, "device", device);
  for (const std::string& warning : facts.warnings)
    add_line(text, "warning", translate(Locale::en, warning));
  return text;
}

ErrorLine line_of(const Error& error) {
  const bool of_a_field = !error.problems().empty();
  ErrorLine line;
  line.key = of_a_field ? error.problems().front().message_key : error.message_key();
  const auto& arguments = of_a_field ? error.problems().front().arguments : error.arguments();
  line.message = of_a_field ? translate(Locale::en, line.key, arguments) : error.what();
  return line;
}

void print(const Line& line) {
  std::puts(json::to_string(line).c_str());
}

}  // namespace

std::string Summary::title() const {
  return member_.empty() || member_ == file_ ? file_ : file_ + ": " + member_;
}

void Summary::read(const std::filesystem::path& file) {
  file_ = file.string();
  member_.clear();
  try {
    auto bytes = std::make_shared<workouts::FileBytes>(file);
    workouts::ImportReader reader(std::move(bytes), file_, *this);
    while (reader.step()) continue;
  } catch (const Error& error) {
    print_failure(std::string(), error);
  }
  print_steps();
}

void Summary::workout(Recording recording) {
  const RecordingFacts facts = facts_of(recording);
  try {
    const Measures measures = measure(std::move(recording), std::nullopt);
    ++found_;
    if (form_ == SummaryForm::text) {
      std::printf("%s\n%s\n", title().c_str(), text_of(measures, facts).c_str());
      return;
    }
    Line line;
    line.file = file_;
    line.member = member_;
    line.workout = measures;
    line.recording = facts;
    print(line);
  } catch (const Error& error) {
    print_failure(member_, error);
  }
}

void Summary::file_begins(const std::string& name, workouts::FileFormat) {
  member_ = name == file_ ? std::string() : name;
}

void Summary::file_ends(const std::string&) {
  member_.clear();
}

void Summary::file_failed(const std::string& name, const Error& error) {
  print_failure(name, error);
}

/// An archive of photographs is nothing to complain of.
void Summary::file_passed_over(const std::string&) {}

void Summary::print_failure(const std::string& member, const Error& error) {
  ++failures_;
  const ErrorLine what = line_of(error);
  const std::string where = member.empty() || member == file_ ? file_ : file_ + ": " + member;
  std::fprintf(stderr, "%s: %s\n", where.c_str(), what.message.c_str());
  if (form_ == SummaryForm::text) return;
  Line line;
  line.file = file_;
  line.member = member;
  line.error = what;
  print(line);
}

/// In the zone of this machine's files there is nothing to go by: days are those of UTC.
void Summary::print_steps() {
  if (steps_.empty()) return;
  const auto days = steps_.by_day(TimeZone::utc());
  if (form_ == SummaryForm::json) {
    Line line;
    line.file = file_;
    line.steps.emplace();
    for (const auto& [date, steps] : days) line.steps->push_back(StepLine{date, steps});
    print(line);
    return;
  }
  std::int64_t total = 0;
  for (const auto& [date, steps] : days) total += steps;
  std::printf("%s\n  steps     %lld on %zu days (UTC)\n\n", file_.c_str(),
              static_cast<long long>(total), days.size());
}

}  // namespace waymark::app
