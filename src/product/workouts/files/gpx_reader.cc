#include "product/workouts/files/gpx_reader.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "product/workouts/files/sample_values.h"
#include "product/workouts/files/track_points.h"

namespace waymark::workouts {
namespace {

constexpr std::int64_t kApart = 6 * 3'600'000;  // milliseconds between tracks that are not one

/// What of a GPX file matters here; all else is `other`.
enum class Element : std::uint8_t {
  other,
  gpx,
  track,
  track_name,
  track_type,
  segment,
  point,
  elevation,
  time,
  heart_rate,
  cadence,
  power,
  temperature,
  speed,
  distance
};

constexpr XmlRule<Element> kRules[] = {
    {Element::gpx, "trk", Element::track},         {Element::track, "trkseg", Element::segment},
    {Element::track, "name", Element::track_name}, {Element::track, "type", Element::track_type},
    {Element::segment, "trkpt", Element::point},   {Element::point, "ele", Element::elevation},
    {Element::point, "time", Element::time}};

/// Anywhere within a point: extensions wrap them in elements of their own.
constexpr std::pair<std::string_view, Element> kExtensions[] = {
    {"hr", Element::heart_rate},     {"cad", Element::cadence},
    {"atemp", Element::temperature}, {"power", Element::power},
    {"speed", Element::speed},       {"heartrate", Element::heart_rate},
    {"cadence", Element::cadence},   {"PowerInWatts", Element::power},
    {"watts", Element::power},       {"temp", Element::temperature},
    {"distance", Element::distance}};

Element element_of(std::string_view name, Element parent, bool in_point) {
  for (const auto& rule : kRules)
    if (rule.parent == parent && rule.name == name) return rule.element;
  if (in_point)
    for (const auto& [known, element] : kExtensions)
      if (known == name) return element;
  return Element::other;
}

bool has_text(Element element) {
  switch (element) {
    case Element::track_name:
    case Element::track_type:
    case Element::elevation:
    case Element::time:
    case Element::heart_rate:
    case Element::cadence:
    case Element::power:
    case Element::temperature:
    case Element::speed:
    case Element::distance:
      return true;
    case Element::other:
    case Element::gpx:
    case Element::track:
    case Element::segment:
    case Element::point:
      return false;
  }
  return false;
}

/// A trk: its samples are [first, last) of the file's.
struct Track {
  std::optional<std::string> name;
  std::optional<std::string> type;
  std::size_t first = 0;
  std::size_t last = 0;
  std::int64_t from = 0;  // milliseconds since 1970
  std::int64_t to = 0;
};

void keep_first(std::optional<std::string>& into, std::string_view text) {
  if (!into && !trimmed(text).empty()) into = std::string(trimmed(text));
}

/// Whether two neighbours in time are workouts of their own (gpx_reader.h).
bool are_apart(const Track& before, const Track& after) {
  const bool types_differ = before.type && after.type && *before.type != *after.type;
  return types_differ || after.from - before.to > kApart;
}

/// Tracks that are one workout, in groups; all in one when any two overlap.
std::vector<std::vector<Track>> grouped(std::vector<Track> tracks) {
  std::vector<Track> in_time = tracks;
  std::stable_sort(in_time.begin(), in_time.end(),
                   [](const Track& a, const Track& b) { return a.from < b.from; });
  for (std::size_t i = 1; i < in_time.size(); ++i)
    if (in_time[i].from <= in_time[i - 1].to) return {std::move(tracks)};
  std::vector<std::vector<Track>> groups;
  for (Track& track : in_time) {
    if (groups.empty() || are_apart(groups.back().back(), track)) groups.emplace_back();
    groups.back().push_back(std::move(track));
  }
  return groups;
}

}  // namespace

class GpxReader::Document final : public XmlHandler {
 public:
  Document(Finds& finds, std::size_t most_samples)
      : finds_(finds), xml_(*this), points_(xml_, most_samples) {}

  void feed(std::string_view piece) { xml_.feed(piece); }

  void finish() {
    xml_.finish();
    if (points_.seen() == 0) throw Error::invalid("file", "error.gpx.no_points");
    if (points_.samples().empty()) throw Error::invalid("file", "error.track.no_times");
    points_.require_forward();
    std::erase_if(tracks_, [](const Track& track) { return track.first == track.last; });
    hand_on(points_.take());
  }

  bool start(std::string_view name, std::span<const XmlAttribute> attributes) override {
    if (depth_ == 0 && name != "gpx")
      throw Error::invalid("file", "error.gpx.not_gpx", {{"root", shown(name)}});
    const Element element =
        depth_ == 0 ? Element::gpx : element_of(name, open_[depth_ - 1], in_point_);
    open_[depth_++] = element;
    if (element == Element::track) start_track();
    if (element == Element::segment) start_segment();
    if (element == Element::point) start_point(attributes);
    return has_text(element);
  }

  void end(std::string_view text) override {
    switch (open_[--depth_]) {
      case Element::track_name:
        return keep_first(tracks_.back().name, text);
      case Element::track_type:
        return keep_first(tracks_.back().type, text);
      case Element::track:
        tracks_.back().last = points_.samples().size();
        return;
      case Element::point:
        return end_point();
      case Element::time:
        point_.time = points_.time(text);
        has_time_ = true;
        return;
      case Element::elevation:
        return take(text, set_elevation);
      case Element::heart_rate:
        return take(text, set_heart_rate);
      case Element::cadence:
        return take(text, set_cadence);
      case Element::power:
        return take(text, set_power);
      case Element::temperature:
        return take(text, set_temperature);
      case Element::speed:
        return take(text, set_speed);
      case Element::distance:
        return take(text, set_distance);
      case Element::other:
      case Element::gpx:
      case Element::segment:
        return;
    }
  }

 private:
  void start_track() {
    // One without a point leaves its place to the next.
    if (!tracks_.empty() && tracks_.back().last == tracks_.back().first) tracks_.pop_back();
    tracks_.emplace_back();
    tracks_.back().first = tracks_.back().last = points_.samples().size();
  }

  void start_segment() {
    if (in_segment_before_ && segment_ < 0xFFFF) ++segment_;
    in_segment_before_ = true;
  }

  void start_point(std::span<const XmlAttribute> attributes) {
    points_.begin();
    in_point_ = true;
    has_time_ = false;
    point_ = Sample();
    point_.segment = segment_;
    std::string_view latitude;
    std::string_view longitude;
    for (const XmlAttribute& attribute : attributes) {
      if (attribute.name == "lat") latitude = attribute.value;
      if (attribute.name == "lon") longitude = attribute.value;
    }
    set_position(point_, points_.coordinate("lat", latitude, 90),
                 points_.coordinate("lon", longitude, 180));
  }

  void take(std::string_view text, void (*set)(Sample&, double)) {
    if (const auto value = number(text)) set(point_, *value);
  }

  void end_point() {
    in_point_ = false;
    if (!has_time_ || !point_.has_position()) return;
    Track& track = tracks_.back();
    const bool first = points_.samples().size() == track.first;
    track.from = first ? point_.time : std::min(track.from, point_.time);
    track.to = first ? point_.time : std::max(track.to, point_.time);
    points_.keep(point_);
  }

  static Recording recording_of(const std::vector<Track>& group) {
    Recording recording;
    recording.format = FileFormat::gpx;
    for (const Track& track : group) {
      if (!recording.name) recording.name = track.name;
      if (!recording.type_text) recording.type_text = track.type;
    }
    return recording;
  }

  void hand_on(std::vector<Sample> samples) {
    const std::vector<std::vector<Track>> groups = grouped(std::move(tracks_));
    if (groups.size() == 1) {
      Recording recording = recording_of(groups[0]);
      recording.samples = std::move(samples);
      finds_.workout(std::move(recording));
      return;
    }
    for (const std::vector<Track>& group : groups) {
      Recording recording = recording_of(group);
      for (const Track& track : group)
        recording.samples.insert(recording.samples.end(),
                                 samples.begin() + static_cast<std::ptrdiff_t>(track.first),
                                 samples.begin() + static_cast<std::ptrdiff_t>(track.last));
      finds_.workout(std::move(recording));
    }
  }

  Finds& finds_;
  XmlParser xml_;
  TrackPoints points_;
  std::array<Element, kXmlDepth> open_{};
  std::size_t depth_ = 0;
  std::vector<Track> tracks_;
  std::uint16_t segment_ = 0;
  bool in_segment_before_ = false;
  // The point that is being read.
  bool in_point_ = false;
  Sample point_;
  bool has_time_ = false;
};

GpxReader::GpxReader(Finds& finds, std::size_t most_samples)
    : document_(std::make_unique<Document>(finds, most_samples)) {}
GpxReader::~GpxReader() = default;
void GpxReader::feed(std::string_view piece) {
  document_->feed(piece);
}
void GpxReader::finish() {
  document_->finish();
}

}  // namespace waymark::workouts
