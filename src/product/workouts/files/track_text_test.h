// For tests: tracks as text.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/time.h"

namespace waymark::workouts {

/// A file of tests/data/gpx. Needs WAYMARK_SOURCE_DIR in the environment, which CTest sets.
inline std::string sample(const std::string& name) {
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  std::ifstream file(std::string(root ? root : ".") + "/tests/data/gpx/" + name);
  if (!file) throw std::runtime_error("no such sample, or WAYMARK_SOURCE_DIR is not set: " + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A trkpt, `seconds` after 2026-11-14T07:30:00Z.
inline std::string point(double latitude, double longitude, double seconds,
                         const std::string& more = "") {
  const Instant when = *parse_rfc3339("2026-11-14T07:30:00Z") +
                       std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
  std::ostringstream text;
  text.precision(10);
  text << "<trkpt lat=\"" << latitude << "\" lon=\"" << longitude << "\">" << more << "<time>"
       << to_rfc3339(when) << "</time></trkpt>";
  return text.str();
}

inline std::string segment(const std::vector<std::string>& points) {
  std::string text = "<trkseg>";
  for (const std::string& one : points) text += one;
  return text + "</trkseg>";
}

/// A whole file with one segment; `head` is what stands before it in the trk.
inline std::string track_text(const std::string& head, const std::vector<std::string>& points) {
  return "<gpx><trk>" + head + segment(points) + "</trk></gpx>";
}

}  // namespace waymark::workouts
