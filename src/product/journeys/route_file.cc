#include "product/journeys/route_file.h"

#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "base/error.h"
#include "product/workouts/files/xml_parser.h"

namespace waymark::journeys {
namespace {

using workouts::number;
using workouts::trimmed;
using workouts::XmlAttribute;

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

bool is_on_earth(const std::optional<double>& latitude, const std::optional<double>& longitude) {
  return latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 360;
}

}  // namespace

class RouteReader::Document final : public workouts::XmlHandler {
 public:
  void feed(std::string_view piece) { xml_.feed(piece); }

  RouteFile finish() {
    xml_.finish();
    const bool tracks = !file_.points.empty();
    if (!tracks) file_.points = std::move(route_);
    if (file_.points.empty()) throw Error::invalid("file", "error.gpx.no_points");
    Words& words = tracks ? of_track_ : of_route_;
    if (!file_.name) file_.name = std::move(words.name);
    if (!file_.description) file_.description = std::move(words.description);
    return std::move(file_);
  }

  bool start(std::string_view name, std::span<const XmlAttribute> attributes) override {
    if (depth_ == 0 && name != "gpx")
      throw Error::invalid("file", "error.gpx.not_gpx", {{"root", workouts::shown(name)}});
    const Element element = depth_ == 0 ? Element::gpx : element_of(name, open_[depth_ - 1]);
    open_[depth_++] = element;
    if (is_point(element)) start_point(attributes);
    return has_text(element);
  }

  void end(std::string_view text) override {
    const Element ended = open_[--depth_];
    if (has_text(ended)) return take_text(ended, open_[depth_ - 1], trimmed(text));
    if (ended == Element::track_point) keep(file_.points);
    if (ended == Element::route_point) keep(route_);
    if (ended != Element::way_point) return;
    if (file_.way_points.size() >= kWayPoints) throw too_many(kWayPoints);
    file_.way_points.push_back(std::move(point_));
  }

 private:
  /// What tracks, and routes, are called.
  struct Words {
    std::optional<std::string> name;
    std::optional<std::string> description;
  };

  void start_point(std::span<const XmlAttribute> attributes) {
    std::optional<double> latitude;
    std::optional<double> longitude;
    for (const XmlAttribute& attribute : attributes) {
      if (attribute.name == "lat") latitude = number(attribute.value);
      if (attribute.name == "lon") longitude = number(attribute.value);
    }
    if (!is_on_earth(latitude, longitude))
      throw Error::invalid("file", "error.route.position", {{"line", line()}});
    point_ = WayPoint();
    point_.point.latitude = *latitude;
    point_.point.longitude = *longitude;
  }

  void keep(std::vector<RoutePoint>& points) const {
    if (points.size() >= kRoutePoints) throw too_many(kRoutePoints);
    points.push_back(point_.point);
  }

  void take_text(Element ended, Element parent, std::string_view text) {
    if (ended == Element::elevation) {
      point_.point.elevation = number(text);
      return;
    }
    if (text.empty()) return;
    const bool is_name = ended == Element::name;
    if (parent == Element::way_point) {
      (is_name ? point_.name : point_.text) = text;
    } else if (parent == Element::gpx || parent == Element::metadata) {
      first(is_name ? file_.name : file_.description, text);
    } else {
      Words& words = parent == Element::track ? of_track_ : of_route_;
      first(is_name ? words.name : words.description, text);
    }
  }

  static void first(std::optional<std::string>& into, std::string_view text) {
    if (!into) into = text;
  }

  Error too_many(std::size_t limit) const {
    return Error::invalid("file", "error.route.too_many_points",
                          {{"limit", std::to_string(limit)}, {"line", line()}});
  }
  std::string line() const { return std::to_string(xml_.line()); }

  workouts::XmlParser xml_{*this};
  std::array<Element, workouts::kXmlDepth> open_{};
  std::size_t depth_ = 0;
  RouteFile file_;
  std::vector<RoutePoint> route_;  // rtept, for files without tracks
  WayPoint point_;                 // that is being read
  Words of_track_;
  Words of_route_;
};

RouteReader::RouteReader() : document_(std::make_unique<Document>()) {}
RouteReader::~RouteReader() = default;

void RouteReader::feed(std::string_view piece) {
  document_->feed(piece);
}

RouteFile RouteReader::finish() {
  return document_->finish();
}

}  // namespace waymark::journeys
