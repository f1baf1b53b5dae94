#include "product/journeys/route_file.h"

#include <expat.h>

#include <charconv>
#include <cmath>
#include <map>

#include "base/error.h"

namespace waymark::journeys {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kLongestText = 8 * 1024;   // bytes of a name or description
constexpr std::int64_t kLongestToken = 1 << 20;  // bytes of a tag, comment or the like
constexpr std::size_t kPiece = 64 * 1024;

/// What of a GPX file matters here; all else is `other`.
enum class Element : std::uint8_t {
  other,
  gpx,
  metadata,
  track,
  segment,
  route,
  track_point,
  route_point,
  way_point,
  name,
  description,
  elevation
};

std::string_view local_name(const char* name) {
  const std::string_view text(name);
  const std::size_t colon = text.rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

bool is_point(Element element) {
  return element == Element::track_point || element == Element::route_point ||
         element == Element::way_point;
}

Element element_of(std::string_view name, Element parent) {
  if (parent == Element::gpx) {
    if (name == "trk") return Element::track;
    if (name == "rte") return Element::route;
    if (name == "wpt") return Element::way_point;
    if (name == "metadata") return Element::metadata;
  }
  if (parent == Element::track && name == "trkseg") return Element::segment;
  if (parent == Element::segment && name == "trkpt") return Element::track_point;
  if (parent == Element::route && name == "rtept") return Element::route_point;
  if (is_point(parent) && name == "ele") return Element::elevation;
  const bool named = parent == Element::gpx || parent == Element::metadata ||
                     parent == Element::track || parent == Element::route ||
                     parent == Element::way_point;
  if (named && name == "name") return Element::name;
  if (named && name == "desc") return Element::description;
  return Element::other;
}

bool has_text(Element element) {
  return element == Element::name || element == Element::description ||
         element == Element::elevation;
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

bool is_on_earth(const std::optional<double>& latitude, const std::optional<double>& longitude) {
  return latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 360;
}

}  // namespace

struct RouteReader::State {
  XML_Parser parser = XML_ParserCreate(nullptr);
  std::optional<Error> failure;  // what a handler found: exceptions cannot pass through expat
  std::int64_t fed = 0;
  std::vector<Element> open;
  std::string text;
  RouteFile file;
  std::vector<RoutePoint> route;  // rtept, for files without tracks
  WayPoint point;                 // that is being read
  /// What tracks, and routes, are called.
  struct Words {
    std::optional<std::string> name;
    std::optional<std::string> description;
  };
  Words of_track;
  Words of_route;

  State() {
    if (!parser) throw std::bad_alloc();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &State::on_start, &State::on_end);
    XML_SetCharacterDataHandler(parser, &State::on_text);
    XML_SetStartDoctypeDeclHandler(parser, &State::on_doctype);
  }
  ~State() { XML_ParserFree(parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void fail(std::string key, std::map<std::string, std::string> arguments = {}) {
    if (failure) return;
    arguments.emplace("line", std::to_string(XML_GetCurrentLineNumber(parser)));
    failure = Error::invalid("file", std::move(key), std::move(arguments));
    XML_StopParser(parser, XML_FALSE);
  }
  Element current() const { return open.empty() ? Element::other : open.back(); }

  void start(const char* raw_name, const char** attributes) {
    const std::string_view name = local_name(raw_name);
    if (open.empty()) {
      if (name != "gpx")
        return fail("error.gpx.not_gpx", {{"root", std::string(name.substr(0, 40))}});
      open.push_back(Element::gpx);
      return;
    }
    if (open.size() >= kDeepest) return fail("error.route.malformed");
    open.push_back(element_of(name, open.back()));
    if (is_point(open.back())) start_point(attributes);
    if (has_text(open.back())) text.clear();
  }
  void start_point(const char** attributes) {
    std::optional<double> latitude;
    std::optional<double> longitude;
    for (const char** at = attributes; *at != nullptr; at += 2) {
      if (local_name(at[0]) == "lat") latitude = number(at[1]);
      if (local_name(at[0]) == "lon") longitude = number(at[1]);
    }
    if (!is_on_earth(latitude, longitude)) return fail("error.route.position");
    point = WayPoint();
    point.point.latitude = *latitude;
    point.point.longitude = *longitude;
  }
  void end() {
    if (failure) return;  // expat still ends the tag that was refused
    const Element ended = current();
    open.pop_back();
    if (has_text(ended)) take_text(ended, current());
    if (ended == Element::track_point) keep(file.points);
    if (ended == Element::route_point) keep(route);
    if (ended == Element::way_point) {
      if (file.way_points.size() >= kWayPoints) return too_many(kWayPoints);
      file.way_points.push_back(std::move(point));
    }
  }
  void keep(std::vector<RoutePoint>& points) {
    if (points.size() >= kRoutePoints) return too_many(kRoutePoints);
    points.push_back(point.point);
  }
  void too_many(std::size_t limit) {
    fail("error.route.too_many_points", {{"limit", std::to_string(limit)}});
  }
  void take_text(Element ended, Element parent) {
    const std::string value(trimmed(text));
    if (ended == Element::elevation) point.point.elevation = number(value);
    if (value.empty() || ended == Element::elevation) return;
    const bool is_name = ended == Element::name;
    if (parent == Element::way_point)
      (is_name ? point.name : point.text) = value;
    else if (parent == Element::gpx || parent == Element::metadata)
      first(is_name ? file.name : file.description, value);
    else if (Words& words = parent == Element::track ? of_track : of_route; is_name)
      first(words.name, value);
    else
      first(words.description, value);
  }
  static void first(std::optional<std::string>& into, const std::string& value) {
    if (!into) into = value;
  }

  static State& of(void* data) { return *static_cast<State*>(data); }
  static void on_start(void* data, const char* name, const char** attributes) {
    of(data).start(name, attributes);
  }
  static void on_end(void* data, const char*) { of(data).end(); }
  static void on_text(void* data, const char* piece, int length) {
    State& state = of(data);
    if (!has_text(state.current())) return;
    if (state.text.size() + static_cast<std::size_t>(length) > kLongestText)
      return state.fail("error.route.malformed");
    state.text.append(piece, static_cast<std::size_t>(length));
  }
  static void on_doctype(void* data, const char*, const char*, const char*, int) {
    of(data).fail("error.route.malformed");
  }

  void parse(std::string_view piece, bool last) {
    const XML_Status status =
        XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    fed += static_cast<std::int64_t>(piece.size());
    if (!failure && status != XML_STATUS_OK) fail("error.route.malformed");
    // What expat holds back is one token that has not ended.
    if (!failure && !last && fed - XML_GetCurrentByteIndex(parser) > kLongestToken)
      fail("error.route.malformed");
    if (failure) throw Error(*failure);
  }
};

RouteReader::RouteReader() : state_(std::make_unique<State>()) {}
RouteReader::~RouteReader() = default;

void RouteReader::feed(std::string_view piece) {
  for (; !piece.empty(); piece.remove_prefix(std::min(piece.size(), kPiece)))
    state_->parse(piece.substr(0, kPiece), false);
}

RouteFile RouteReader::finish() {
  state_->parse({}, true);
  RouteFile file = std::move(state_->file);
  const bool tracks = !file.points.empty();
  if (!tracks) file.points = std::move(state_->route);
  if (file.points.empty()) throw Error::invalid("file", "error.gpx.no_points");
  State::Words& words = tracks ? state_->of_track : state_->of_route;
  if (!file.name) file.name = std::move(words.name);
  if (!file.description) file.description = std::move(words.description);
  return file;
}

}  // namespace waymark::journeys
