#include "app/foundation.h"

namespace waymark::app {
namespace {

store::RocksOptions store_options(const Settings& settings) {
  store::RocksOptions options(std::filesystem::path(settings.store.directory) / "store");
  options.block_cache_bytes = static_cast<std::size_t>(settings.store.cache_megabytes) << 20;
  options.read_cache_bytes = static_cast<std::size_t>(settings.store.read_cache_megabytes) << 20;
  return options;
}

std::filesystem::path made(const std::string& directory) {
  std::error_code problem;
  std::filesystem::create_directories(directory, problem);
  if (problem)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "the data folder " + directory + " cannot be made: " + problem.message());
  return std::filesystem::absolute(directory);
}

}  // namespace

Foundation::Foundation(const Settings& settings)
    : folder(made(settings.store.directory)),
      ids(clock, random),
      reactors(static_cast<std::size_t>(settings.server.reactors)),
      pool(kBackgroundThreads, kBackgroundQueue),
      store(std::make_unique<store::RocksStore>(store_options(settings), clock, random, pool,
                                                metrics)) {
  for (std::size_t i = 0; i < reactors.size(); ++i)
    metrics.gauge(
        "waymark_reactor_lag_seconds", "Longest recent delay of a reactor.",
        [this, i] { return reactors.lag_seconds(i); }, "reactor=\"" + std::to_string(i) + "\"");
}

Foundation::~Foundation() {
  store->close();
  pool.stop();
  reactors.stop();
}

}  // namespace waymark::app
