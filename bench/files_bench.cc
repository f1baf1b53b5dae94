// How fast workout files are read to recordings, on one core: files_bench FILE… prints one line of JSON,
//   {"bytes", "passes", "wall_seconds", "cpu_seconds", "samples"}
// for a second of passes over all of them. The files are read from the disk in every pass, as another program would.
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include <boost/json.hpp>

#include "product/workouts/files/formats.h"

namespace {

using namespace waymark::workouts;

class Counted final : public Finds {
 public:
  std::size_t samples = 0;
  void workout(Recording recording) override { samples += recording.samples.size(); }
  void steps(StepCount) override {}
};

/// Bytes read.
std::size_t read(const std::string& path, Counted& finds) {
  std::ifstream file(path, std::ios::binary);
  std::string piece(256 * 1024, '\0');
  std::unique_ptr<FileReader> reader;
  std::size_t bytes = 0;
  while (true) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const std::string_view read(piece.data(), static_cast<std::size_t>(file.gcount()));
    if (read.empty()) break;
    if (!reader) {
      const auto format = format_of(read, path);
      if (!format) throw std::runtime_error(path + " is none of our formats");
      reader = reader_of(*format, finds);
    }
    reader->feed(read);
    bytes += read.size();
  }
  if (!reader) throw std::runtime_error(path + " is empty or cannot be read");
  reader->finish();
  return bytes;
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int count, char** paths) try {
  Counted warm_up;
  std::size_t bytes = 0;
  for (int i = 1; i < count; ++i) bytes += read(paths[i], warm_up);
  const auto begin = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  std::chrono::duration<double> wall{};
  int passes = 0;
  while (wall.count() < 1 || passes < 3) {
    Counted finds;
    for (int i = 1; i < count; ++i) read(paths[i], finds);
    ++passes;
    wall = std::chrono::steady_clock::now() - begin;
  }
  const boost::json::object result{{"bytes", bytes},
                                   {"passes", passes},
                                   {"wall_seconds", wall.count()},
                                   {"cpu_seconds", cpu_seconds() - cpu},
                                   {"samples", warm_up.samples}};
  std::cout << boost::json::serialize(result) << "\n";
} catch (const std::exception& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
