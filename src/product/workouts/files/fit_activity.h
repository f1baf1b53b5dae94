// What the messages of one FIT file come to: recordings, one a session.
//
// Sessions   A record, a lap, a length belongs to the session that began last before it; what comes before the first
//            belongs to the first. A file without a session (it was cut) is one. What lies between two parts of a triathlon
//            (sport `transition`) is none.
// Pauses     A timer stop ends a segment, for the records after its time; so does the start that follows, for a device that
//            goes on recording while the timer stands.
// Distance   `distance`, else that of compressed_speed_distance, whose 12 bits run over every 256 m.
// Better     enhanced_speed and enhanced_altitude win over speed and altitude; a developer's field that says to stand for a
//            native one wins over it (fit_plan.h).
// Pools      When no record of a session has a distance, the end of each length becomes a sample.
// Times      FIT counts seconds from 1989-12-31. The wall clock's offset is that of local_timestamp, to the quarter hour.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "product/workouts/files/fit_plan.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts::fit {

/// FIT's seconds as milliseconds since 1970.
constexpr std::int64_t milliseconds_of(double fit_seconds) {
  return (static_cast<std::int64_t>(fit_seconds) + 631'065'600) * 1000;
}

/// One file.
class Activity {
 public:
  explicit Activity(std::size_t most_samples) : most_(most_samples) {}

  /// Throws Error(invalid_input) naming `file` past the limit of samples.
  void add(const Message& message);
  /// A message key.
  void warn(std::string_view key);

  std::optional<std::uint8_t> file_type() const { return file_type_; }
  /// "Garmin Forerunner", as far as the file says.
  std::string device_name() const;
  /// One a session, in order of their starts; empty when there is no workout in the file. Once.
  std::vector<Recording> finish();

 private:
  struct Session {
    std::int64_t start = 0;  // milliseconds since 1970
    std::int64_t end = 0;
    bool has_times = false;
    std::optional<std::uint8_t> sport;
    std::optional<std::uint8_t> sub_sport;
    std::optional<std::string> name;
    std::optional<double> pool_length;  // metres
    DeviceTotals totals;
  };
  struct TimerEvent {
    std::int64_t time;
    bool stops;
  };
  struct Length {
    std::int64_t start;
    std::int64_t end;
    bool active;
    std::optional<double> speed;
    std::optional<double> cadence;
  };

  void count();
  void count_lap();
  void add_record(const Message& message);
  void add_session(const Message& message);
  void add_lap(const Message& message);
  void add_length(const Message& message);
  void add_event(const Message& message);
  void add_sport(const Message& message);
  void add_device(const Message& message);
  void add_local_time(const Message& message);
  double unrolled_distance(std::uint32_t bits);

  void mark_pauses();
  std::size_t session_at(std::int64_t time) const;
  Recording recording_of(Session& session) const;
  void share_out(std::vector<Recording>& recordings);
  void add_lengths(std::vector<Recording>& recordings) const;

  const std::size_t most_;
  std::size_t kept_ = 0;
  std::optional<std::uint8_t> file_type_;
  Device device_;
  Session sport_;  // what a sport message says: of a file without sessions
  std::optional<std::int32_t> utc_offset_minutes_;
  std::vector<Sample> samples_;
  std::vector<Session> sessions_;
  std::vector<Lap> laps_;
  std::vector<Length> lengths_;
  std::vector<TimerEvent> timer_;
  std::vector<std::string> warnings_;
  // compressed_speed_distance
  std::optional<std::uint32_t> last_distance_;
  std::uint64_t rolled_distance_ = 0;
};

}  // namespace waymark::workouts::fit
