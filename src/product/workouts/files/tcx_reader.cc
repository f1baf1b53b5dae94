#include "product/workouts/files/tcx_reader.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "product/workouts/files/sample_values.h"
#include "product/workouts/files/track_points.h"

namespace waymark::workouts {
namespace {

/// What of a TCX file matters here; all else is `other`.
enum class Element : std::uint8_t {
  other,
  database,
  activities,
  multi_sport,
  leg,  // FirstSport, NextSport
  activity,
  id,
  creator,
  creator_name,
  unit_id,
  lap,
  lap_time,
  lap_distance,
  lap_max_speed,
  lap_calories,
  lap_heart_rate,
  lap_heart_rate_value,
  lap_max_heart_rate,
  lap_max_heart_rate_value,
  lap_cadence,
  lap_extensions,
  lap_extension,
  lap_average_cadence,
  lap_max_cadence,
  lap_average_watts,
  lap_max_watts,
  lap_steps,
  track,
  point,
  time,
  position,
  latitude,
  longitude,
  altitude,
  distance,
  heart_rate,
  heart_rate_value,
  cadence,
  point_extensions,
  point_extension,
  speed,
  watts
};

constexpr XmlRule<Element> kRules[] = {
    {Element::track, "Trackpoint", Element::point},
    {Element::point, "Time", Element::time},
    {Element::point, "Position", Element::position},
    {Element::position, "LatitudeDegrees", Element::latitude},
    {Element::position, "LongitudeDegrees", Element::longitude},
    {Element::point, "AltitudeMeters", Element::altitude},
    {Element::point, "DistanceMeters", Element::distance},
    {Element::point, "HeartRateBpm", Element::heart_rate},
    {Element::heart_rate, "Value", Element::heart_rate_value},
    {Element::point, "Cadence", Element::cadence},
    {Element::point, "Extensions", Element::point_extensions},
    {Element::point_extensions, "TPX", Element::point_extension},
    {Element::point_extension, "Speed", Element::speed},
    {Element::point_extension, "Watts", Element::watts},
    {Element::point_extension, "RunCadence", Element::cadence},
    {Element::database, "Activities", Element::activities},
    {Element::activities, "Activity", Element::activity},
    {Element::activities, "MultiSportSession", Element::multi_sport},
    {Element::multi_sport, "FirstSport", Element::leg},
    {Element::multi_sport, "NextSport", Element::leg},
    {Element::leg, "Activity", Element::activity},
    {Element::activity, "Id", Element::id},
    {Element::activity, "Creator", Element::creator},
    {Element::creator, "Name", Element::creator_name},
    {Element::creator, "UnitId", Element::unit_id},
    {Element::activity, "Lap", Element::lap},
    {Element::lap, "Track", Element::track},
    {Element::lap, "TotalTimeSeconds", Element::lap_time},
    {Element::lap, "DistanceMeters", Element::lap_distance},
    {Element::lap, "MaximumSpeed", Element::lap_max_speed},
    {Element::lap, "Calories", Element::lap_calories},
    {Element::lap, "AverageHeartRateBpm", Element::lap_heart_rate},
    {Element::lap_heart_rate, "Value", Element::lap_heart_rate_value},
    {Element::lap, "MaximumHeartRateBpm", Element::lap_max_heart_rate},
    {Element::lap_max_heart_rate, "Value", Element::lap_max_heart_rate_value},
    {Element::lap, "Cadence", Element::lap_average_cadence},
    {Element::lap, "Extensions", Element::lap_extensions},
    {Element::lap_extensions, "LX", Element::lap_extension},
    {Element::lap_extension, "AvgRunCadence", Element::lap_average_cadence},
    {Element::lap_extension, "MaxRunCadence", Element::lap_max_cadence},
    {Element::lap_extension, "MaxBikeCadence", Element::lap_max_cadence},
    {Element::lap_extension, "AvgWatts", Element::lap_average_watts},
    {Element::lap_extension, "MaxWatts", Element::lap_max_watts},
    {Element::lap_extension, "Steps", Element::lap_steps}};

constexpr std::pair<Element, void (*)(Sample&, double)> kPointValues[] = {
    {Element::altitude, set_elevation},
    {Element::distance, set_distance},
    {Element::heart_rate_value, set_heart_rate},
    {Element::cadence, set_cadence},
    {Element::speed, set_speed},
    {Element::watts, set_power}};

constexpr std::pair<Element, std::optional<double> DeviceTotals::*> kLapTotals[] = {
    {Element::lap_time, &DeviceTotals::timer_seconds},
    {Element::lap_distance, &DeviceTotals::distance_metres},
    {Element::lap_max_speed, &DeviceTotals::max_speed},
    {Element::lap_calories, &DeviceTotals::calories},
    {Element::lap_heart_rate_value, &DeviceTotals::average_heart_rate},
    {Element::lap_max_heart_rate_value, &DeviceTotals::max_heart_rate},
    {Element::lap_average_cadence, &DeviceTotals::average_cadence},
    {Element::lap_max_cadence, &DeviceTotals::max_cadence},
    {Element::lap_average_watts, &DeviceTotals::average_power},
    {Element::lap_max_watts, &DeviceTotals::max_power},
    {Element::lap_steps, &DeviceTotals::steps}};

constexpr Element kTexts[] = {Element::id,       Element::creator_name, Element::unit_id,
                              Element::latitude, Element::longitude,    Element::time};

/// What the table says of the element.
template <class Value, std::size_t Size>
std::optional<Value> found_in(const std::pair<Element, Value> (&table)[Size], Element element) {
  for (const auto& [known, value] : table)
    if (known == element) return value;
  return std::nullopt;
}

bool is_text(Element element) {
  return std::find(std::begin(kTexts), std::end(kTexts), element) != std::end(kTexts) ||
         found_in(kPointValues, element) || found_in(kLapTotals, element);
}

Element element_of(std::string_view name, Element parent) {
  for (const auto& rule : kRules)
    if (rule.parent == parent && rule.name == name) return rule.element;
  return Element::other;
}

std::string_view attribute(std::span<const XmlAttribute> attributes, std::string_view name) {
  for (const XmlAttribute& one : attributes)
    if (one.name == name) return one.value;
  return {};
}

std::optional<WorkoutType> type_of_sport(std::string_view sport) {
  if (sport == "Running") return WorkoutType::run;
  if (sport == "Biking") return WorkoutType::ride;
  return std::nullopt;
}

void add(std::optional<double>& sum, const std::optional<double>& more) {
  if (more) sum = sum.value_or(0) + *more;
}
void raise(std::optional<double>& highest, const std::optional<double>& one) {
  if (one && one > highest) highest = one;
}

/// Of the whole activity, as far as all its laps tell.
DeviceTotals sum_of(const std::vector<Lap>& laps) {
  DeviceTotals sum;
  double beats = 0;
  double seconds = 0;
  for (const Lap& lap : laps) {
    const DeviceTotals& one = lap.totals;
    add(sum.timer_seconds, one.timer_seconds);
    add(sum.distance_metres, one.distance_metres);
    add(sum.calories, one.calories);
    add(sum.steps, one.steps);
    raise(sum.max_heart_rate, one.max_heart_rate);
    raise(sum.max_speed, one.max_speed);
    raise(sum.max_cadence, one.max_cadence);
    raise(sum.max_power, one.max_power);
    if (!one.average_heart_rate || !one.timer_seconds) continue;
    beats += *one.average_heart_rate * *one.timer_seconds;
    seconds += *one.timer_seconds;
  }
  if (seconds > 0) sum.average_heart_rate = beats / seconds;
  return sum;
}

bool tells_anything(const Sample& sample) {
  return sample.has_position() || sample.has_elevation() || sample.has_distance() ||
         sample.has_speed() || sample.has_power() || sample.has_cadence() || sample.heart_rate > 0;
}

}  // namespace

class TcxReader::Document final : public XmlHandler {
 public:
  Document(Finds& finds, std::size_t most_samples)
      : finds_(finds), xml_(*this), points_(xml_, most_samples) {}

  void feed(std::string_view piece) { xml_.feed(piece); }

  void finish() {
    xml_.finish();
    if (!any_) throw Error::invalid("file", "error.tcx.no_activities");
  }

  bool start(std::string_view name, std::span<const XmlAttribute> attributes) override {
    if (depth_ == 0 && name != "TrainingCenterDatabase")
      throw Error::invalid("file", "error.tcx.not_tcx", {{"root", shown(name)}});
    const Element element = depth_ == 0 ? Element::database : element_of(name, open_[depth_ - 1]);
    open_[depth_++] = element;
    if (element == Element::activity) start_activity(attributes);
    if (element == Element::lap) start_lap(attributes);
    if (element == Element::track) start_track();
    if (element == Element::point) start_point();
    return is_text(element);
  }

  void end(std::string_view text) override {
    const Element element = open_[--depth_];
    if (element == Element::activity) return end_activity();
    if (element == Element::point) return end_point();
    if (element == Element::time) return take_time(text);
    if (element == Element::latitude)
      latitude_ = points_.coordinate("LatitudeDegrees", text, 90);
    else if (element == Element::longitude)
      longitude_ = points_.coordinate("LongitudeDegrees", text, 180);
    else if (const auto set = found_in(kPointValues, element))
      take(text, *set);
    else if (const auto total = found_in(kLapTotals, element))
      take(text, *total);
    else
      take_of_activity(element, trimmed(text));
  }

 private:
  void take_time(std::string_view text) {
    point_.time = points_.time(text);
    has_time_ = true;
  }

  void take_of_activity(Element element, std::string_view text) {
    if (text.empty()) return;
    if (element == Element::id) recording_.started_at = parse_rfc3339(text);
    if (element == Element::creator_name) recording_.device.name = std::string(text);
    if (element == Element::unit_id && text != "0") recording_.device.serial = std::string(text);
  }

  void take(std::string_view text, void (*set)(Sample&, double)) {
    if (const auto value = number(text)) set(point_, *value);
  }

  void take(std::string_view text, std::optional<double> DeviceTotals::*total) {
    const auto value = number(text);
    if (value && *value >= 0) recording_.laps.back().totals.*total = value;
  }

  void start_activity(std::span<const XmlAttribute> attributes) {
    const std::string_view sport = attribute(attributes, "Sport");
    recording_ = Recording();
    recording_.format = FileFormat::tcx;
    recording_.type = type_of_sport(sport);
    if (!sport.empty()) recording_.type_text = std::string(sport);
    segment_ = 0;
    pause_ = false;
  }

  void start_lap(std::span<const XmlAttribute> attributes) {
    if (recording_.laps.size() >= kLapLimit)
      throw Error::invalid("file", "error.track.too_many_laps",
                           {{"limit", std::to_string(kLapLimit)}});
    recording_.laps.emplace_back();
    tracks_in_lap_ = 0;
    const auto when = parse_rfc3339(trimmed(attribute(attributes, "StartTime")));
    lap_has_start_ = when.has_value();
    if (when) recording_.laps.back().started_at = *when;
    if (when && recording_.laps.size() == 1) recording_.started_at = when;
  }

  void start_track() {
    if (++tracks_in_lap_ > 1) pause_ = true;
  }

  void start_point() {
    points_.begin();
    point_ = Sample();
    has_time_ = false;
    latitude_ = longitude_ = std::nullopt;
  }

  void end_point() {
    if (!has_time_) return;
    if (latitude_ && longitude_) set_position(point_, *latitude_, *longitude_);
    if (!tells_anything(point_)) {
      pause_ = true;
      return;
    }
    if (pause_ && !points_.samples().empty() && segment_ < 0xFFFF) ++segment_;
    pause_ = false;
    point_.segment = segment_;
    points_.keep(point_);
    if (lap_has_start_) return;
    lap_has_start_ = true;
    recording_.laps.back().started_at = Instant(std::chrono::milliseconds(point_.time));
  }

  void end_activity() {
    points_.require_forward();
    recording_.samples = points_.take();
    if (recording_.samples.empty() && recording_.laps.empty()) return;
    recording_.totals = sum_of(recording_.laps);
    const auto has_position = [](const Sample& sample) { return sample.has_position(); };
    const auto has_distance = [](const Sample& sample) { return sample.has_distance(); };
    const std::vector<Sample>& samples = recording_.samples;
    recording_.indoors = std::none_of(samples.begin(), samples.end(), has_position) &&
                         std::any_of(samples.begin(), samples.end(), has_distance);
    any_ = true;
    finds_.workout(std::move(recording_));
  }

  Finds& finds_;
  XmlParser xml_;
  TrackPoints points_;
  std::array<Element, kXmlDepth> open_{};
  std::size_t depth_ = 0;
  bool any_ = false;
  // The activity that is being read.
  Recording recording_;
  std::uint16_t segment_ = 0;
  bool pause_ = false;  // before the next point
  int tracks_in_lap_ = 0;
  bool lap_has_start_ = false;
  // The point that is being read.
  Sample point_;
  bool has_time_ = false;
  std::optional<double> latitude_;
  std::optional<double> longitude_;
};

TcxReader::TcxReader(Finds& finds, std::size_t most_samples)
    : document_(std::make_unique<Document>(finds, most_samples)) {}
TcxReader::~TcxReader() = default;
void TcxReader::feed(std::string_view piece) {
  document_->feed(piece);
}
void TcxReader::finish() {
  document_->finish();
}

}  // namespace waymark::workouts
