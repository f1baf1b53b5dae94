#include "product/workouts/files/gpx_reader.h"

#include <expat.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"
#include "base/text.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kLongestValue = 1024;      // bytes of a text that is read
constexpr std::int64_t kLongestToken = 1 << 20;  // bytes of a tag, comment or the like
constexpr std::size_t kPiece = 64 * 1024;

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
  heart_rate
};

std::string_view local_name(const char* name) {
  std::string_view text(name);
  const std::size_t colon = text.rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

Element element_of(std::string_view name, Element parent, bool in_point) {
  if (parent == Element::gpx && name == "trk") return Element::track;
  if (parent == Element::track) {
    if (name == "trkseg") return Element::segment;
    if (name == "name") return Element::track_name;
    if (name == "type") return Element::track_type;
  }
  if (parent == Element::segment && name == "trkpt") return Element::point;
  if (parent == Element::point) {
    if (name == "ele") return Element::elevation;
    if (name == "time") return Element::time;
  }
  if (in_point && (name == "hr" || name == "heartrate")) return Element::heart_rate;
  return Element::other;
}

bool has_text(Element element) {
  switch (element) {
    case Element::track_name:
    case Element::track_type:
    case Element::elevation:
    case Element::time:
    case Element::heart_rate:
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

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// A finite number and nothing else.
std::optional<double> number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

/// What an error message quotes.
std::string shown(std::string_view text) {
  std::string quoted(trimmed(text).substr(0, 40));
  while (!quoted.empty() && !is_utf8(quoted)) quoted.pop_back();
  return quoted;
}

}  // namespace

struct GpxReader::State {
  const std::size_t most_samples;
  XML_Parser parser = XML_ParserCreate(nullptr);
  std::optional<Error> failure;  // what a handler found: exceptions cannot pass through expat
  bool started = false;
  std::int64_t fed = 0;
  std::vector<Element> open;
  std::string text;

  Recording track;
  std::size_t points_seen = 0;
  std::uint16_t segment = 0;
  bool in_segment_before = false;
  // The point that is being read.
  bool in_point = false;
  Sample point;
  bool has_time = false;
  // Steps within segments, to tell jitter from a track that runs backwards.
  std::size_t forward = 0;
  std::size_t back = 0;
  std::size_t first_back_point = 0;
  std::uint64_t first_back_line = 0;

  explicit State(std::size_t most) : most_samples(most) {
    if (!parser) throw std::bad_alloc();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &State::on_start, &State::on_end);
    XML_SetCharacterDataHandler(parser, &State::on_text);
    XML_SetStartDoctypeDeclHandler(parser, &State::on_doctype);
  }
  ~State() { XML_ParserFree(parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::uint64_t line() const { return XML_GetCurrentLineNumber(parser); }

  void fail(std::string key, std::map<std::string, std::string> arguments = {}) {
    if (failure) return;
    arguments.emplace("line", std::to_string(line()));
    failure = Error::invalid("file", std::move(key), std::move(arguments));
    XML_StopParser(parser, XML_FALSE);
  }

  static void XMLCALL on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    static_cast<State*>(self)->start(local_name(name), attributes);
  }
  static void XMLCALL on_end(void* self, const XML_Char*) { static_cast<State*>(self)->end(); }
  static void XMLCALL on_text(void* self, const XML_Char* text, int size) {
    static_cast<State*>(self)->add_text({text, static_cast<std::size_t>(size)});
  }
  static void XMLCALL on_doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*,
                                 int) {
    static_cast<State*>(self)->fail("error.gpx.doctype");
  }

  void start(std::string_view name, const XML_Char** attributes) {
    if (failure) return;
    if (open.size() >= kDeepest) return fail("error.gpx.too_deep");
    if (open.empty() && name != "gpx") return fail("error.gpx.not_gpx", {{"root", shown(name)}});
    const Element element = open.empty() ? Element::gpx : element_of(name, open.back(), in_point);
    open.push_back(element);
    text.clear();
    if (element == Element::segment) start_segment();
    if (element == Element::point) start_point(attributes);
  }

  void start_segment() {
    if (in_segment_before && segment < 0xFFFF) ++segment;
    in_segment_before = true;
  }

  void start_point(const XML_Char** attributes) {
    ++points_seen;
    if (track.samples.size() >= most_samples)
      return fail("error.gpx.too_many_points", {{"limit", std::to_string(most_samples)}});
    in_point = true;
    has_time = false;
    point = Sample();
    point.segment = segment;
    const char* latitude = "";
    const char* longitude = "";
    for (; *attributes; attributes += 2) {
      if (local_name(attributes[0]) == "lat") latitude = attributes[1];
      if (local_name(attributes[0]) == "lon") longitude = attributes[1];
    }
    point.latitude = coordinate("lat", latitude, 90);
    point.longitude = coordinate("lon", longitude, 180);
  }

  std::int32_t coordinate(const char* name, std::string_view given, double limit) {
    const auto value = number(given);
    if (value && std::abs(*value) <= limit)
      return static_cast<std::int32_t>(std::llround(*value * 1e7));
    fail("error.gpx.position",
         {{"point", std::to_string(points_seen)}, {"name", name}, {"value", shown(given)}});
    return 0;
  }

  void add_text(std::string_view more) {
    if (failure || open.empty() || !has_text(open.back())) return;
    if (text.size() + more.size() > kLongestValue) return fail("error.gpx.text_too_long");
    text += more;
  }

  void end() {
    if (failure || open.empty()) return;
    const Element element = open.back();
    open.pop_back();
    take(element);
    text.clear();
  }

  void take(Element element) {
    switch (element) {
      case Element::track_name:
        return keep_first(track.name);
      case Element::track_type:
        return keep_first(track.type_text);
      case Element::elevation:
        return take_elevation();
      case Element::time:
        return take_time();
      case Element::heart_rate:
        return take_heart_rate();
      case Element::point:
        return end_point();
      case Element::other:
      case Element::gpx:
      case Element::track:
      case Element::segment:
        return;
    }
  }

  void keep_first(std::optional<std::string>& into) {
    if (!into && !trimmed(text).empty()) into = std::string(trimmed(text));
  }

  void take_elevation() {
    const auto metres = number(text);
    if (metres && *metres >= -500 && *metres <= 9000) point.elevation = static_cast<float>(*metres);
  }

  void take_time() {
    const auto when = parse_rfc3339(trimmed(text));
    if (!when)
      return fail("error.gpx.time",
                  {{"point", std::to_string(points_seen)}, {"value", shown(text)}});
    point.time = when->time_since_epoch().count();
    has_time = true;
  }

  void take_heart_rate() {
    const auto beats = number(text);
    if (beats && *beats >= 20 && *beats <= 250)
      point.heart_rate = static_cast<std::uint8_t>(std::lround(*beats));
  }

  void end_point() {
    in_point = false;
    const bool no_fix = point.latitude == 0 && point.longitude == 0;
    if (!has_time || no_fix) return;
    if (!track.samples.empty() && track.samples.back().segment == point.segment) {
      if (point.time > track.samples.back().time) ++forward;
      if (point.time < track.samples.back().time && ++back == 1) {
        first_back_point = points_seen;
        first_back_line = line();
      }
    }
    track.samples.push_back(point);
  }

  void parse(std::string_view piece, bool last) {
    const XML_Status status = XML_Parse(parser, piece.data(), static_cast<int>(piece.size()),
                                        last ? XML_TRUE : XML_FALSE);
    if (failure) throw *failure;
    if (status == XML_STATUS_ERROR)
      throw Error::invalid("file", "error.gpx.malformed",
                           {{"line", std::to_string(line())},
                            {"column", std::to_string(XML_GetCurrentColumnNumber(parser) + 1)}});
    fed += static_cast<std::int64_t>(piece.size());
    if (!last && fed - XML_GetCurrentByteIndex(parser) > kLongestToken) {
      fail("error.gpx.text_too_long");
      throw *failure;
    }
  }
};

GpxReader::GpxReader(std::size_t most_samples) : state_(std::make_unique<State>(most_samples)) {}
GpxReader::~GpxReader() = default;
GpxReader::GpxReader(GpxReader&&) noexcept = default;

void GpxReader::feed(std::string_view piece) {
  if (!state_->started) {
    // Some devices write a line feed before the XML declaration.
    const std::size_t first = piece.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return;
    piece.remove_prefix(first);
    state_->started = true;
  }
  for (; !piece.empty(); piece.remove_prefix(std::min(kPiece, piece.size())))
    state_->parse(piece.substr(0, kPiece), false);
}

Recording GpxReader::finish() {
  state_->parse({}, true);
  if (state_->points_seen == 0) throw Error::invalid("file", "error.gpx.no_points");
  if (state_->track.samples.empty()) throw Error::invalid("file", "error.gpx.no_times");
  if (state_->back > state_->forward)
    throw Error::invalid("file", "error.gpx.backwards",
                         {{"point", std::to_string(state_->first_back_point)},
                          {"line", std::to_string(state_->first_back_line)}});
  return std::move(state_->track);
}

}  // namespace waymark::workouts
