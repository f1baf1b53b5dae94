// How fast an export of Apple's Health app is read, and in how much memory: from the file to measured workouts and steps
// by day, as an import job does it. The export is made up, in the proportions of a watch worn day and night:
//
//   health_bench [--megabytes 64] [--json FILE]
//
// Bytes are those of export.xml, also where it is packed.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "base/time.h"
#include "product/workouts/archives/import_reader.h"
#include "product/workouts/archives/step_tally.h"
#include "product/workouts/recording/track.h"

namespace {

using namespace waymark;
using namespace waymark::workouts;
namespace fs = std::filesystem;

constexpr const char* kWatch =
    "sourceName=\"Ana’s Apple Watch\" sourceVersion=\"10.1\" device=\"&lt;&lt;HKDevice: "
    "0x283029dc0&gt;, name:Apple "
    "Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,12, software:10.1&gt;\"";
constexpr const char* kPhone =
    "sourceName=\"Ana’s iPhone\" sourceVersion=\"17.1\" device=\"&lt;&lt;HKDevice: "
    "0x283029dc1&gt;, name:iPhone, "
    "manufacturer:Apple Inc., model:iPhone, hardware:iPhone14,5, software:17.1&gt;\"";

std::string text_of(std::int64_t second) {
  std::string text = to_rfc3339(Instant(std::chrono::seconds(second))).substr(0, 19);
  text[10] = ' ';
  return text + " +0000";
}

/// Writes the export; how many bytes.
class Exporter {
 public:
  explicit Exporter(const fs::path& folder)
      : plain_(folder / "export.xml", std::ios::binary),
        packed_(gzopen((folder / "export.xml.gz").c_str(), "wb6")) {}
  ~Exporter() { gzclose(packed_); }
  Exporter(const Exporter&) = delete;
  Exporter& operator=(const Exporter&) = delete;

  std::uint64_t write(std::uint64_t bytes) {
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData "
        "(Record)*>\n]>\n"
        "<HealthData locale=\"en_GB\">\n");
    // By type, as the phone writes it. A day has about 480 heart rates beside those of an hour of sport, and so on.
    records("HeartRate", "count/min", kWatch, bytes * 45 / 100, 75, 5,
            [&] { return 55 + random_() % 110; });
    records("StepCount", "count", kWatch, bytes * 10 / 100, 400, 300,
            [&] { return random_() % 500; });
    records("StepCount", "count", kPhone, bytes * 5 / 100, 900, 600,
            [&] { return random_() % 900; });
    records("ActiveEnergyBurned", "kcal", kWatch, bytes * 25 / 100, 120, 60,
            [&] { return random_() % 9; });
    records("DistanceWalkingRunning", "km", kWatch, bytes * 14 / 100, 220, 60,
            [&] { return random_() % 2; });
    workouts(bytes / 100);
    put("</HealthData>\n");
    return written_;
  }

 private:
  template <typename Value>
  void records(const char* type, const char* unit, const char* source, std::uint64_t bytes,
               unsigned every, unsigned length, Value&& value) {
    const std::uint64_t until = written_ + bytes;
    for (std::int64_t second = kStart; written_ < until;
         second += 1 + static_cast<std::int64_t>(random_() % (2 * every)))
      put(std::string(" <Record type=\"HKQuantityTypeIdentifier") + type + "\" " + source +
          " unit=\"" + unit + "\" creationDate=\"" + text_of(second + length) + "\" startDate=\"" +
          text_of(second) + "\" endDate=\"" + text_of(second + length) + "\" value=\"" +
          std::to_string(value()) + "\"/>\n");
  }

  void workouts(std::uint64_t bytes) {
    const std::uint64_t until = written_ + bytes;
    for (std::int64_t second = kStart + 25'000; written_ < until; second += 86'400)
      put(std::string(
              " <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"58.5\" "
              "durationUnit=\"min\" ") +
          kWatch + " creationDate=\"" + text_of(second + 3600) + "\" startDate=\"" +
          text_of(second) + "\" endDate=\"" + text_of(second + 3600) +
          "\">\n  <MetadataEntry key=\"HKTimeZone\" value=\"Europe/Madrid\"/>\n  "
          "<WorkoutStatistics "
          "type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" sum=\"10.2\" unit=\"km\"/>\n "
          "</Workout>\n");
  }

  void put(const std::string& text) {
    plain_ << text;
    gzwrite(packed_, text.data(), static_cast<unsigned>(text.size()));
    written_ += text.size();
  }

  static constexpr std::int64_t kStart = 1'420'070'400;  // 2015
  std::ofstream plain_;
  gzFile packed_;
  std::mt19937 random_{1};
  std::uint64_t written_ = 0;
};

class Count final : public Findings {
 public:
  void workout(Recording recording) override {
    samples += recording.samples.size();
    measure(std::move(recording), std::nullopt);
    ++workouts;
  }
  void steps(StepCount count) override { tally.add(count); }
  void file_begins(const std::string&, FileFormat) override {}
  void file_ends(const std::string&) override {}
  void file_failed(const std::string&, const Error& error) override { throw Error(error); }
  void file_passed_over(const std::string&) override {}
  StepTally tally;
  std::size_t workouts = 0;
  std::size_t samples = 0;
};

struct Result {
  double megabytes_per_second = 0;
  double peak_megabytes = 0;
};

/// In a process of its own, so that its memory is its own.
Result read(const fs::path& file, std::uint64_t bytes) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    const auto start = std::chrono::steady_clock::now();
    Count count;
    ImportReader reader(std::make_shared<FileBytes>(file), file.filename().string(), count);
    while (reader.step()) continue;
    const std::size_t days = count.tally.by_day(TimeZone::utc()).size();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    Result result;
    result.megabytes_per_second = static_cast<double>(bytes) / 1e6 / seconds.count();
    result.peak_megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
    std::fprintf(stderr,
                 "%-14s %5.0f MB: %4.0f MB/s, %3.0f MB of memory; %zu workouts, %zu samples, %zu "
                 "days of steps\n",
                 file.filename().c_str(), static_cast<double>(bytes) / 1e6,
                 result.megabytes_per_second, result.peak_megabytes, count.workouts, count.samples,
                 days);
    const bool told = write(ends[1], &result, sizeof result) == sizeof result;
    _exit(told ? 0 : 1);
  }
  Result result;
  if (::read(ends[0], &result, sizeof result) != sizeof result) std::abort();
  close(ends[0]);
  close(ends[1]);
  return result;
}

}  // namespace

int main(int count, char** arguments) {
  std::uint64_t megabytes = 64;
  std::string json;
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::string(arguments[i]) == "--megabytes")
      megabytes = std::strtoull(arguments[i + 1], nullptr, 10);
    if (std::string(arguments[i]) == "--json") json = arguments[i + 1];
  }
  std::string folder = (fs::temp_directory_path() / "waymark-health-XXXXXX").string();
  if (!mkdtemp(folder.data())) return 1;
  const std::uint64_t bytes = Exporter(folder).write(megabytes * 1'000'000);
  const Result plain = read(fs::path(folder) / "export.xml", bytes);
  const Result packed = read(fs::path(folder) / "export.xml.gz", bytes);
  fs::remove_all(folder);
  if (!json.empty())
    std::ofstream(json) << "{\"bytes\": " << bytes
                        << ", \"plain\": {\"megabytesPerSecond\": " << plain.megabytes_per_second
                        << ", \"peakMegabytes\": " << plain.peak_megabytes
                        << "}, \"packed\": {\"megabytesPerSecond\": " << packed.megabytes_per_second
                        << ", \"peakMegabytes\": " << packed.peak_megabytes << "}}\n";
  return 0;
}
