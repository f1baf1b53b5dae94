#include "product/workouts/recording/track.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <span>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "product/workouts/recording/polyline.h"
#include "product/workouts/recording/track_cleaning.h"

namespace waymark::workouts {
namespace {

constexpr std::int64_t kWindow = 5'000;  // milliseconds
constexpr double kRestingSpeed = 0.3;    // metres a second
constexpr double kRise = 3;              // metres
constexpr std::size_t kSmoothing = 4;    // points to either side

using Points = std::span<const Sample>;

std::vector<Points> stretches_of(const std::vector<Sample>& points) {
  std::vector<Points> stretches;
  std::size_t from = 0;
  for (std::size_t i = 1; i <= points.size(); ++i) {
    if (i < points.size() && points[i].segment == points[from].segment) continue;
    stretches.emplace_back(points.data() + from, i - from);
    from = i;
  }
  return stretches;
}

/// Adds up a track, stretch by stretch and window by window: see "Resting".
class Travel {
 public:
  void add_stretch(Points points) {
    std::size_t from = 0;
    double path = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
      path += distance_metres(points[i - 1].position(), points[i].position());
      const bool last = i + 1 == points.size();
      if (points[i].time - points[from].time < kWindow && !last) continue;
      add_window(points[from], points[i], path);
      from = i;
      path = 0;
    }
    if (!points.empty()) end_rest(points.back());
  }

  double metres() const { return metres_; }
  double moving_seconds() const { return moving_seconds_; }

 private:
  void add_window(const Sample& from, const Sample& to, double path) {
    const double seconds = static_cast<double>(to.time - from.time) / 1000;
    if (distance_metres(from.position(), to.position()) < kRestingSpeed * seconds) {
      if (!rest_) rest_ = from.position();
      return;
    }
    end_rest(from);
    metres_ += path;
    moving_seconds_ += seconds;
  }

  void end_rest(const Sample& at) {
    if (rest_) metres_ += distance_metres(*rest_, at.position());
    rest_.reset();
  }

  double metres_ = 0;
  double moving_seconds_ = 0;
  std::optional<Position> rest_;  // where the rest began, while there is one
};

std::vector<double> smoothed_elevations(Points points) {
  std::vector<double> raw;
  for (const Sample& point : points)
    if (point.has_elevation()) raw.push_back(point.elevation);
  std::vector<double> smooth(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    // Narrower near the ends, so that the first and the last height stay.
    const std::size_t reach = std::min({kSmoothing, i, raw.size() - 1 - i});
    double sum = 0;
    for (std::size_t j = i - reach; j <= i + reach; ++j) sum += raw[j];
    smooth[i] = sum / static_cast<double>(2 * reach + 1);
  }
  return smooth;
}

/// Adds up rises of at least 3 m, from their lowest to their highest point.
class Climb {
 public:
  void add(double height) {
    if (!begun_) {
      begun_ = true;
      low_ = high_ = height;
    } else if (rising_) {
      high_ = std::max(high_, height);
      if (height <= high_ - kRise) finish_rise(height);
    } else {
      low_ = std::min(low_, height);
      if (height >= low_ + kRise) {
        rising_ = true;
        high_ = height;
      }
    }
  }
  double metres() const { return metres_ + (rising_ ? high_ - low_ : 0); }

 private:
  void finish_rise(double height) {
    metres_ += high_ - low_;
    rising_ = false;
    low_ = height;
  }
  bool begun_ = false;
  bool rising_ = false;
  double low_ = 0;
  double high_ = 0;
  double metres_ = 0;
};

/// Longitudes that go on past 180°, so that a track across it stays one line.
std::vector<Position> continuous(const std::vector<Sample>& points) {
  std::vector<Position> line;
  line.reserve(points.size());
  for (const Sample& point : points) {
    Position position = point.position();
    if (!line.empty())
      position.longitude =
          line.back().longitude + std::remainder(position.longitude - line.back().longitude, 360.0);
    line.push_back(position);
  }
  return line;
}

void bound(TrackSummary& summary, const std::vector<Position>& line) {
  double west = line[0].longitude, east = west;
  summary.min_latitude = summary.max_latitude = line[0].latitude;
  for (const Position& point : line) {
    summary.min_latitude = std::min(summary.min_latitude, point.latitude);
    summary.max_latitude = std::max(summary.max_latitude, point.latitude);
    west = std::min(west, point.longitude);
    east = std::max(east, point.longitude);
  }
  const bool all_around = east - west >= 360;
  summary.min_longitude = all_around ? -180 : std::remainder(west, 360.0);
  summary.max_longitude = all_around ? 180 : std::remainder(east, 360.0);
}

TrackSummary summary_of(const std::vector<Sample>& points, std::size_t stretches) {
  TrackSummary summary;
  summary.point_count = static_cast<std::int64_t>(points.size());
  summary.segment_count = static_cast<std::int64_t>(stretches);
  const std::vector<Position> line = continuous(points);
  bound(summary, line);
  for (const Sample& point : points) {
    if (!point.has_elevation()) continue;
    const double metres = std::round(point.elevation * 10.0) / 10;
    summary.min_elevation = std::min(summary.min_elevation.value_or(metres), metres);
    summary.max_elevation = std::max(summary.max_elevation.value_or(metres), metres);
  }
  summary.polyline = encode_polyline(simplify(line, kPolylinePoints));
  return summary;
}

std::optional<std::int64_t> mean_heart_rate(const std::vector<Sample>& points) {
  std::int64_t sum = 0;
  std::int64_t count = 0;
  for (const Sample& point : points) {
    sum += point.heart_rate;
    count += point.heart_rate > 0;
  }
  if (count == 0) return std::nullopt;
  return std::llround(static_cast<double>(sum) / static_cast<double>(count));
}

double to_tenth(double value) {
  return std::round(value * 10) / 10;
}

/// Words of GPX types and of the titles that watches and services give, in our four languages.
std::optional<WorkoutType> type_of_word(std::string_view word) {
  using enum WorkoutType;
  static constexpr std::pair<std::string_view, WorkoutType> kWords[] = {
      {"run", run},
      {"running", run},
      {"jog", run},
      {"jogging", run},
      {"treadmill", run},
      {"carrera", run},
      {"corrida", run},
      {"correr", run},
      {"walk", walk},
      {"walking", walk},
      {"caminata", walk},
      {"caminhada", walk},
      {"marche", walk},
      {"hike", hike},
      {"hiking", hike},
      {"trekking", hike},
      {"senderismo", hike},
      {"randonnée", hike},
      {"trilha", hike},
      {"ride", ride},
      {"riding", ride},
      {"cycling", ride},
      {"biking", ride},
      {"bike", ride},
      {"ciclismo", ride},
      {"cyclisme", ride},
      {"vélo", ride},
      {"pedalada", ride},
      {"swim", swim},
      {"swimming", swim},
      {"natación", swim},
      {"natation", swim},
      {"natação", swim},
      {"row", row},
      {"rowing", row},
      {"remo", row},
      {"aviron", row},
      {"ski", ski},
      {"skiing", ski},
      {"esquí", ski},
      {"esqui", ski},
      {"strength", strength},
      {"yoga", yoga},
      // Strava's numbers in <type>.
      {"1", ride},
      {"4", hike},
      {"9", run},
      {"10", walk},
      {"16", swim}};
  for (const auto& [known, type] : kWords)
    if (known == word) return type;
  return std::nullopt;
}

std::optional<WorkoutType> type_in(const std::optional<std::string>& text) {
  if (!text || !is_utf8(*text)) return std::nullopt;
  const std::string folded = fold(*text);
  std::string word;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const auto byte = i < folded.size() ? static_cast<unsigned char>(folded[i]) : ' ';
    if (byte >= 0x80 || std::isalnum(byte)) {
      word += static_cast<char>(byte);
      continue;
    }
    if (const auto type = type_of_word(word)) return type;
    word.clear();
  }
  return std::nullopt;
}

/// The track's name as one line of at most 200 characters.
std::optional<std::string> title_of(const std::optional<std::string>& name) {
  constexpr std::size_t kLongest = 200;
  if (!name) return std::nullopt;
  std::string line;
  for (const char c : *name) line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  line = normalise(line);
  while (code_points(line) > kLongest) {
    do line.pop_back();
    while (!is_utf8(line));
  }
  if (line.empty() || has_control_characters(line)) return std::nullopt;
  return line;
}

}  // namespace

WorkoutType type_of(const std::optional<std::string>& type,
                    const std::optional<std::string>& name) {
  if (const auto found = type_in(type)) return *found;
  return type_in(name).value_or(WorkoutType::other);
}

Measures measure(Recording recording, std::optional<WorkoutType> type) {
  Measures measures;
  measures.type =
      type ? *type : recording.type.value_or(type_of(recording.type_text, recording.name));
  measures.title = title_of(recording.name);
  std::erase_if(recording.samples, [](const Sample& sample) { return !sample.has_position(); });
  const std::vector<Sample> points =
      without_spikes(in_order(std::move(recording.samples)), impossible_speed(measures.type));
  const auto stretches = stretches_of(points);

  Travel travel;
  double climbed = 0;
  bool has_heights = false;
  for (const Points& stretch : stretches) {
    travel.add_stretch(stretch);
    Climb climb;
    const std::vector<double> heights = smoothed_elevations(stretch);
    for (const double height : heights) climb.add(height);
    climbed += climb.metres();
    has_heights = has_heights || heights.size() > 1;
  }
  if (!(travel.moving_seconds() > 0)) throw Error::invalid("file", "error.gpx.no_movement");

  measures.started_at = Instant(std::chrono::milliseconds(points.front().time));
  measures.ended_at = Instant(std::chrono::milliseconds(points.back().time));
  measures.elapsed_seconds =
      Seconds{static_cast<double>(points.back().time - points.front().time) / 1000};
  measures.moving_seconds = Seconds{travel.moving_seconds()};
  measures.distance_metres = Metres{to_tenth(travel.metres())};
  if (has_heights) measures.climb_metres = Metres{to_tenth(climbed)};
  measures.average_heart_rate = mean_heart_rate(points);
  measures.track = summary_of(points, stretches.size());
  return measures;
}

}  // namespace waymark::workouts
