#include "app/foundation.h"

#include "app/backups.h"

namespace waymark::app {
namespace {

std::filesystem::path made(const std::string& directory) {
  std::error_code problem;
  std::filesystem::create_directories(directory, problem);
  if (problem)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "the data folder " + directory + " cannot be made: " + problem.message());
  return std::filesystem::absolute(directory);
}

}  // namespace

Machinery::Machinery(const Settings& settings)
    : folder(made(settings.store.directory)),
      ids(clock, random),
      server_key(secrets::ServerKey::load_or_create(folder / "keys", random)),
      reactors(static_cast<std::size_t>(settings.server.reactors)),
      pool(kBackgroundThreads, kBackgroundQueue),
      log_kept_bytes(app::log_kept_bytes(settings.backup)) {
  for (std::size_t i = 0; i < reactors.size(); ++i)
    metrics.gauge(
        "waymark_reactor_lag_seconds", "Longest recent delay of a reactor.",
        [this, i] { return reactors.lag_seconds(i); }, "reactor=\"" + std::to_string(i) + "\"");
}

Machinery::~Machinery() {
  pool.stop();
  reactors.stop();
}

Foundation::Foundation(const Settings& settings)
    : Machinery(settings),
      engine(open_engine(EngineSpec::parse(settings.store.engine, "store.engine"), settings.store,
                         Access::own, engine_parts())),
      store(engine->store()) {}

Foundation::~Foundation() {
  // Whoever waits for the store is on a reactor or in the pool: they end before it goes.
  engine->close();
  pool.stop();
  reactors.stop();
}

}  // namespace waymark::app
