// Any bytes as a ZIP or gzip file: either an Error that can be shown, or files within their bounds.
#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "product/workouts/archives/zip.h"

namespace {

using namespace waymark;
using namespace waymark::workouts;

void require(bool holds) {
  if (!holds) std::abort();
}

ArchiveLimits small() {
  ArchiveLimits limits;
  limits.most_bytes = 1 << 20;
  limits.most_files = 100;
  limits.free_bytes = 64 << 10;
  return limits;
}

void read_all(Pieces& pieces) {
  std::uint64_t read = 0;
  for (std::string_view piece = pieces.next(); !piece.empty(); piece = pieces.next())
    read += piece.size();
  require(read <= small().most_bytes);
  require(pieces.next().empty());  // an end is an end
}

template <typename F>
void tolerate(F&& work) {
  try {
    work();
  } catch (const Error& error) {
    require(error.code() == ErrorCode::invalid_input && error.problems().at(0).field == "file");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const TextBytes bytes(std::string(reinterpret_cast<const char*>(data), size));
  Budget budget(small());
  tolerate([&] {
    const Zip zip(bytes, small());
    require(zip.files().size() <= small().most_files);
    for (const ZipFile& file : zip.files()) {
      require(zip.find(file.name) != nullptr);
      tolerate([&] { read_all(*zip.open(file, budget)); });
    }
  });
  tolerate([&] {
    InflatedPieces pieces(std::make_unique<StretchPieces>(bytes, 0, bytes.size()), Wrapping::gzip,
                          budget);
    read_all(pieces);
  });
  return 0;
}
