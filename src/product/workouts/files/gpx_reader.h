// Reads the track points of a GPX file (1.0 and 1.1), piece by piece.
//
// What is read: trk/name, trk/type, trk/trkseg/trkpt with its lat, lon, ele, time, and of its extensions, by their names
// without namespace prefix: heart rate (hr, heartrate), cadence (cad, cadence), power (power, PowerInWatts, watts), air
// temperature (atemp, temp), speed (metres a second; GPX 1.0 has it beside ele) and distance (so Garmin's
// TrackPointExtension 1 and 2 and PowerExtension, Cluetrust's gpxdata, Strava's). All else is passed over, routes and
// waypoints included.
//
// A file is one recording, unless its tracks are apart: none overlaps another, and more than six hours lie between two, or
// their <type>s differ. Then each of those is one.
//
// Values that make no sense are left out (sample_values.h); a position or a time that makes none is an error, naming point
// and line. Positions (0, 0), which receivers without a fix write, are left out, as are points without a time. What is
// refused of XML: xml_parser.h. Memory is bounded by the points kept, 40 bytes each.
#pragma once

#include <memory>

#include "product/workouts/files/file_reader.h"

namespace waymark::workouts {

class GpxReader final : public FileReader {
 public:
  /// `finds` outlives the reader.
  explicit GpxReader(Finds& finds, std::size_t most_samples = kSampleLimit);
  ~GpxReader() override;

  void feed(std::string_view piece) override;
  /// Throws also when there is no track point, none with a time, or when more steps go back in time than forward (a few
  /// back are jitter, which sorting puts right).
  void finish() override;

 private:
  class Document;
  std::unique_ptr<Document> document_;
};

}  // namespace waymark::workouts
