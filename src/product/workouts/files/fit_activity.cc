#include "product/workouts/files/fit_activity.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "product/workouts/files/file_reader.h"
#include "product/workouts/files/fit_names.h"
#include "product/workouts/files/sample_values.h"

namespace waymark::workouts::fit {
namespace {

constexpr double kDegrees = 180.0 / 2147483648.0;  // of a semicircle
constexpr std::uint8_t kTimer = 0;                 // the event that pauses are told by

std::optional<std::int64_t> time_in(const Message& message, Field field) {
  const auto seconds = message.whole<std::uint32_t>(field);
  if (!seconds) return std::nullopt;
  return milliseconds_of(*seconds);
}

std::optional<double> with_fraction(const Message& message, Field whole, Field fraction) {
  const auto value = message.get(whole);
  if (!value) return std::nullopt;
  return *value + message.get(fraction).value_or(0);
}

std::optional<std::string> text_of(std::string_view text) {
  if (text.empty() || !is_utf8(text)) return std::nullopt;
  return std::string(text);
}

DeviceTotals totals_of(const Message& message) {
  DeviceTotals totals;
  totals.elapsed_seconds = message.get(Field::elapsed);
  totals.timer_seconds = message.get(Field::timer);
  totals.moving_seconds = message.get(Field::moving);
  totals.distance_metres = message.get(Field::distance);
  totals.climb_metres = message.get(Field::ascent);
  totals.descent_metres = message.get(Field::descent);
  totals.calories = message.get(Field::calories);
  totals.average_heart_rate = message.get(Field::average_heart_rate);
  totals.max_heart_rate = message.get(Field::max_heart_rate);
  totals.average_cadence =
      with_fraction(message, Field::average_cadence, Field::average_fractional_cadence);
  totals.max_cadence = with_fraction(message, Field::max_cadence, Field::max_fractional_cadence);
  totals.average_power = message.get(Field::average_power);
  totals.max_power = message.get(Field::max_power);
  totals.average_speed = message.get(Field::enhanced_average_speed, Field::average_speed);
  totals.max_speed = message.get(Field::enhanced_max_speed, Field::max_speed);
  return totals;
}

bool is_on_foot(std::optional<WorkoutType> type) {
  return type == WorkoutType::run || type == WorkoutType::walk || type == WorkoutType::hike;
}

/// When it began: as it says, or its end less its duration.
std::optional<std::int64_t> start_of(const Message& message) {
  if (const auto start = time_in(message, Field::start_time)) return start;
  const auto end = time_in(message, Field::timestamp);
  if (!end) return std::nullopt;
  const double elapsed = std::clamp(message.get(Field::elapsed).value_or(0), 0.0, 1e9);
  return *end - std::llround(elapsed * 1000);
}

std::int64_t end_of(const Message& message, std::int64_t start) {
  const double elapsed = message.get(Field::elapsed).value_or(0);
  if (elapsed > 0 && elapsed < 1e9) return start + std::llround(elapsed * 1000);
  return std::max(start, time_in(message, Field::timestamp).value_or(start));
}

}  // namespace

void Activity::count() {
  if (++kept_ > most_)
    throw Error::invalid("file", "error.track.too_many_points", {{"limit", std::to_string(most_)}});
}

void Activity::count_lap() {
  if (laps_.size() + sessions_.size() >= kLapLimit)
    throw Error::invalid("file", "error.track.too_many_laps",
                         {{"limit", std::to_string(kLapLimit)}});
}

void Activity::warn(std::string_view key) {
  if (std::find(warnings_.begin(), warnings_.end(), key) == warnings_.end())
    warnings_.emplace_back(key);
}

void Activity::add(const Message& message) {
  switch (static_cast<Kind>(message.kind)) {
    case Kind::file_id:
      if (const auto type = message.whole<std::uint8_t>(Field::file_type)) file_type_ = type;
      return add_device(message);
    case Kind::device_info:
      if (message.get(Field::device_index) == 0.0) add_device(message);
      return;
    case Kind::sport:
      return add_sport(message);
    case Kind::record:
      return add_record(message);
    case Kind::session:
      return add_session(message);
    case Kind::lap:
      return add_lap(message);
    case Kind::length:
      return add_length(message);
    case Kind::event:
      return add_event(message);
    case Kind::activity:
      return add_local_time(message);
    case Kind::monitoring:
    case Kind::monitoring_info:
    case Kind::field_description:
      return;
  }
}

std::string Activity::device_name() const {
  std::string name = device_.manufacturer.value_or("");
  if (device_.name) name += (name.empty() ? "" : " ") + *device_.name;
  return name;
}

/// The first that says something: file_id, then device_info of the device that made the file.
void Activity::add_device(const Message& message) {
  if (const auto maker = message.whole<std::uint16_t>(Field::manufacturer);
      maker && !device_.manufacturer)
    device_.manufacturer = manufacturer_name(*maker);
  if (const auto serial = message.whole<std::uint32_t>(Field::serial); serial && !device_.serial)
    device_.serial = std::to_string(*serial);
  const auto product = message.whole<std::uint16_t>(Field::product);
  const bool only_number = device_.name && std::all_of(device_.name->begin(), device_.name->end(),
                                                       [](char c) { return c >= '0' && c <= '9'; });
  if (const auto name = text_of(message.name); name && (!device_.name || only_number))
    device_.name = name;
  else if (product && !device_.name)
    device_.name = std::to_string(*product);
}

void Activity::add_sport(const Message& message) {
  sport_.sport = message.whole<std::uint8_t>(Field::sport);
  sport_.sub_sport = message.whole<std::uint8_t>(Field::sub_sport);
  sport_.name = text_of(message.name);
}

void Activity::add_local_time(const Message& message) {
  const auto utc = message.whole<std::uint32_t>(Field::timestamp);
  const auto local = message.whole<std::uint32_t>(Field::local_timestamp);
  if (!utc || !local) return;
  const double quarters = std::round((static_cast<double>(*local) - *utc) / 900);
  if (std::abs(quarters) <= 14 * 4) utc_offset_minutes_ = static_cast<std::int32_t>(quarters) * 15;
}

double Activity::unrolled_distance(std::uint32_t bits) {
  const std::uint32_t distance = bits >> 12;
  rolled_distance_ += last_distance_ ? (distance - *last_distance_) & 0xFFFU : distance;
  last_distance_ = distance;
  return static_cast<double>(rolled_distance_) / 16;
}

void Activity::add_record(const Message& message) {
  const auto time = time_in(message, Field::timestamp);
  if (!time) return;
  count();
  Sample sample;
  sample.time = *time;
  if (message.has(Field::latitude) && message.has(Field::longitude))
    set_position(sample, message[Field::latitude] * kDegrees, message[Field::longitude] * kDegrees);
  if (const auto bits = message.whole<std::uint32_t>(Field::speed_and_distance)) {
    set_distance(sample, unrolled_distance(*bits));
    set_speed(sample, (*bits & 0xFFFU) / 100.0);
  }
  if (const auto metres = message.get(Field::enhanced_altitude, Field::altitude))
    set_elevation(sample, *metres);
  if (const auto metres = message.get(Field::distance)) set_distance(sample, *metres);
  if (const auto speed = message.get(Field::enhanced_speed, Field::speed))
    set_speed(sample, *speed);
  if (const auto beats = message.get(Field::heart_rate)) set_heart_rate(sample, *beats);
  if (const auto turns = with_fraction(message, Field::cadence, Field::fractional_cadence))
    set_cadence(sample, *turns);
  if (const auto watts = message.get(Field::power)) set_power(sample, *watts);
  if (const auto celsius = message.get(Field::temperature)) set_temperature(sample, *celsius);
  samples_.push_back(sample);
}

void Activity::add_session(const Message& message) {
  count_lap();
  Session session;
  if (const auto start = start_of(message)) {
    session.has_times = true;
    session.start = *start;
    session.end = end_of(message, *start);
  }
  session.sport = message.whole<std::uint8_t>(Field::sport);
  session.sub_sport = message.whole<std::uint8_t>(Field::sub_sport);
  session.name = text_of(message.name);
  session.pool_length = message.get(Field::pool_length);
  session.totals = totals_of(message);
  const auto cycles = message.get(Field::cycles);
  if (cycles && session.sport && is_on_foot(type_of(*session.sport, session.sub_sport)))
    session.totals.steps = *cycles * 2;  // the profile calls them strides: both feet once
  sessions_.push_back(std::move(session));
}

void Activity::add_lap(const Message& message) {
  const auto start = start_of(message);
  if (!start) return;
  count_lap();
  laps_.push_back({Instant(std::chrono::milliseconds(*start)), totals_of(message)});
  if (!sport_.sport) sport_.sport = message.whole<std::uint8_t>(Field::sport);
  if (!sport_.sub_sport) sport_.sub_sport = message.whole<std::uint8_t>(Field::sub_sport);
}

void Activity::add_length(const Message& message) {
  const auto start = start_of(message);
  if (!start) return;
  count();
  lengths_.push_back({*start, end_of(message, *start), message.get(Field::length_type) == 1.0,
                      message.get(Field::average_speed), message.get(Field::cadence)});
}

void Activity::add_event(const Message& message) {
  const auto time = time_in(message, Field::timestamp);
  const auto type = message.whole<std::uint8_t>(Field::event_type);
  if (!time || !type || message.get(Field::event) != double{kTimer}) return;
  constexpr std::uint8_t kStart = 0, kStop = 1, kStopAll = 4, kStopDisable = 8, kStopDisableAll = 9;
  const bool stops =
      *type == kStop || *type == kStopAll || *type == kStopDisable || *type == kStopDisableAll;
  if (!stops && *type != kStart) return;
  count();
  timer_.push_back({*time, stops});
}

void Activity::mark_pauses() {
  std::stable_sort(timer_.begin(), timer_.end(),
                   [](const TimerEvent& a, const TimerEvent& b) { return a.time < b.time; });
  // A segment's number before it is counted: how many stops and starts lie before the sample. A record of the very
  // second of a stop belongs before it, one of a start behind it.
  std::vector<std::int64_t> edges;
  bool running = true;
  for (const TimerEvent& event : timer_) {
    if (event.stops == !running) continue;
    running = !event.stops;
    edges.push_back(event.stops ? event.time + 1 : event.time);
  }
  std::size_t edge = 0;
  std::optional<std::size_t> edge_before;
  std::uint16_t segment = 0;
  for (Sample& sample : samples_) {
    const bool on = edge_before && (edge == edges.size() || sample.time < edges[edge]) &&
                    (edge == 0 || sample.time >= edges[edge - 1]);
    if (!on)
      edge = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), sample.time) -
                                      edges.begin());
    if (edge_before && *edge_before != edge && segment < 0xFFFF) ++segment;
    edge_before = edge;
    sample.segment = segment;
  }
}

std::size_t Activity::session_at(std::int64_t time) const {
  const auto after = std::upper_bound(
      sessions_.begin(), sessions_.end(), time,
      [](std::int64_t moment, const Session& session) { return moment < session.start; });
  return after == sessions_.begin() ? 0 : static_cast<std::size_t>(after - sessions_.begin()) - 1;
}

Recording Activity::recording_of(Session& session) const {
  Recording recording;
  recording.format = FileFormat::fit;
  recording.name = std::move(session.name);
  if (session.sport) {
    recording.type_text = sport_name(*session.sport);
    recording.type = fit::type_of(*session.sport, session.sub_sport);
  }
  recording.indoors = is_indoors(session.sub_sport);
  if (session.has_times) {
    recording.started_at = Instant(std::chrono::milliseconds(session.start));
    if (session.end > session.start)
      recording.ended_at = Instant(std::chrono::milliseconds(session.end));
  }
  recording.utc_offset_minutes = utc_offset_minutes_;
  recording.device = device_;
  recording.totals = session.totals;
  recording.warnings = warnings_;
  return recording;
}

void Activity::share_out(std::vector<Recording>& recordings) {
  for (const Lap& lap : laps_)
    recordings[session_at(lap.started_at.time_since_epoch().count())].laps.push_back(lap);
  if (recordings.size() == 1) {
    recordings[0].samples = std::move(samples_);
    return;
  }
  for (const Sample& sample : samples_)
    recordings[session_at(sample.time)].samples.push_back(sample);
}

void Activity::add_lengths(std::vector<Recording>& recordings) const {
  std::vector<std::vector<Sample>> swum(recordings.size());
  std::vector<double> metres(recordings.size());
  std::vector<std::uint16_t> segments(recordings.size());
  for (const Length& length : lengths_) {
    const std::size_t at = session_at(length.start);
    const auto pool = sessions_[at].pool_length;
    if (!pool) continue;
    if (!length.active) {
      if (!swum[at].empty() && segments[at] < 0xFFFF) ++segments[at];
      continue;
    }
    Sample sample;
    sample.segment = segments[at];
    sample.time = length.start;
    set_distance(sample, metres[at]);
    if (swum[at].empty() || swum[at].back().time < length.start) swum[at].push_back(sample);
    metres[at] += *pool;
    sample.time = length.end;
    set_distance(sample, metres[at]);
    if (length.speed) set_speed(sample, *length.speed);
    if (length.cadence) set_cadence(sample, *length.cadence);
    swum[at].push_back(sample);
  }
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    std::vector<Sample>& samples = recordings[i].samples;
    const bool told = std::any_of(samples.begin(), samples.end(),
                                  [](const Sample& sample) { return sample.has_distance(); });
    if (told || swum[i].empty()) continue;
    samples.insert(samples.end(), swum[i].begin(), swum[i].end());
    std::stable_sort(samples.begin(), samples.end(),
                     [](const Sample& a, const Sample& b) { return a.time < b.time; });
  }
}

std::vector<Recording> Activity::finish() {
  if (sessions_.empty() && samples_.empty()) return {};
  if (sessions_.empty()) {
    warn("warning.file.no_summary");
    sessions_.push_back(std::move(sport_));
  }
  std::stable_sort(sessions_.begin(), sessions_.end(),
                   [](const Session& a, const Session& b) { return a.start < b.start; });
  mark_pauses();
  std::vector<Recording> recordings;
  for (Session& session : sessions_) recordings.push_back(recording_of(session));
  share_out(recordings);
  add_lengths(recordings);
  std::vector<Recording> workouts;
  for (std::size_t i = 0; i < recordings.size(); ++i)
    if (sessions_[i].sport != kTransition) workouts.push_back(std::move(recordings[i]));
  return workouts;
}

}  // namespace waymark::workouts::fit
