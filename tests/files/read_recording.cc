// read_recording FILE…: what our readers find in the files, as a line of JSON a file, for comparing with other readers.
//   {"file", "workouts": [{…, "laps": […], "samples": [[time, latitude, …], …]}], "steps": […]} or {"file", "error"}
#include <fstream>
#include <iostream>
#include <sstream>

#include <boost/describe.hpp>
#include <boost/json.hpp>

#include "base/error.h"
#include "product/workouts/files/formats.h"

namespace {

using namespace waymark;
using namespace waymark::workouts;
namespace json = boost::json;

json::value value_of(const std::optional<double>& value) {
  return value ? json::value(*value) : json::value();
}
json::value value_of(const std::optional<std::string>& value) {
  return value ? json::value(*value) : json::value();
}
json::value value_of(const std::optional<Instant>& value) {
  return value ? json::value(value->time_since_epoch().count()) : json::value();
}
json::value value_if(bool present, double value) {
  return present ? json::value(value) : json::value();
}

json::object object_of(const DeviceTotals& totals) {
  return {{"elapsed_seconds", value_of(totals.elapsed_seconds)},
          {"timer_seconds", value_of(totals.timer_seconds)},
          {"moving_seconds", value_of(totals.moving_seconds)},
          {"distance_metres", value_of(totals.distance_metres)},
          {"climb_metres", value_of(totals.climb_metres)},
          {"descent_metres", value_of(totals.descent_metres)},
          {"calories", value_of(totals.calories)},
          {"average_heart_rate", value_of(totals.average_heart_rate)},
          {"max_heart_rate", value_of(totals.max_heart_rate)},
          {"average_cadence", value_of(totals.average_cadence)},
          {"max_cadence", value_of(totals.max_cadence)},
          {"average_power", value_of(totals.average_power)},
          {"max_power", value_of(totals.max_power)},
          {"average_speed", value_of(totals.average_speed)},
          {"max_speed", value_of(totals.max_speed)}};
}

json::array array_of(const Sample& sample) {
  return {sample.time,
          value_if(sample.has_position(), sample.position().latitude),
          value_if(sample.has_position(), sample.position().longitude),
          value_if(sample.has_elevation(), sample.elevation),
          value_if(sample.has_distance(), sample.distance),
          value_if(sample.has_speed(), sample.speed),
          value_if(sample.heart_rate > 0, sample.heart_rate),
          value_if(sample.has_cadence(), sample.cadence),
          value_if(sample.has_power(), sample.power),
          value_if(sample.has_temperature(), sample.temperature),
          sample.segment};
}

json::object object_of(const Recording& recording) {
  json::array laps;
  for (const Lap& lap : recording.laps) {
    json::object one = object_of(lap.totals);
    one["started_at"] = lap.started_at.time_since_epoch().count();
    laps.push_back(std::move(one));
  }
  json::array samples;
  for (const Sample& sample : recording.samples) samples.push_back(array_of(sample));
  json::array warnings(recording.warnings.begin(), recording.warnings.end());
  return {
      {"name", value_of(recording.name)},
      {"type_text", value_of(recording.type_text)},
      {"type", recording.type ? json::value(boost::describe::enum_to_string(*recording.type, ""))
                              : json::value()},
      {"indoors", recording.indoors},
      {"started_at", value_of(recording.started_at)},
      {"ended_at", value_of(recording.ended_at)},
      {"utc_offset_minutes",
       recording.utc_offset_minutes ? json::value(*recording.utc_offset_minutes) : json::value()},
      {"manufacturer", value_of(recording.device.manufacturer)},
      {"device", value_of(recording.device.name)},
      {"serial", value_of(recording.device.serial)},
      {"totals", object_of(recording.totals)},
      {"laps", std::move(laps)},
      {"samples", std::move(samples)},
      {"warnings", std::move(warnings)}};
}

class Kept final : public Finds {
 public:
  json::array workouts;
  json::array step_counts;
  void workout(Recording recording) override { workouts.push_back(object_of(recording)); }
  void steps(StepCount count) override {
    step_counts.push_back({count.source, count.from.time_since_epoch().count(),
                           count.to.time_since_epoch().count(), count.steps});
  }
};

json::object read(const char* path) {
  json::object found{{"file", path}};
  try {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot be opened");
    std::stringstream bytes;
    bytes << file.rdbuf();
    const std::string text = bytes.str();
    const auto format = format_of(text, path);
    if (!format) throw std::runtime_error("none of our formats");
    Kept kept;
    const auto reader = reader_of(*format, kept);
    reader->feed(text);
    reader->finish();
    found["workouts"] = std::move(kept.workouts);
    found["steps"] = std::move(kept.step_counts);
  } catch (const Error& error) {
    const FieldProblem& problem = error.problems().at(0);
    found["error"] = problem.message_key;
    for (const auto& [name, value] : problem.arguments) found[name] = value;
  } catch (const std::exception& error) {
    found["error"] = error.what();
  }
  return found;
}

}  // namespace

int main(int count, char** paths) {
  for (int i = 1; i < count; ++i) std::cout << json::serialize(read(paths[i])) << "\n";
}
