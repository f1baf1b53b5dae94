#include "app/store_commands.h"

#include <chrono>
#include <cstdio>

#include "app/foundation.h"
#include "app/run_on.h"
#include "platform/store/copy.h"

namespace waymark::app {
namespace {

/// What was done so far, on the standard error output, at most once a second.
class Progress {
 public:
  void operator()(const std::string& pass, std::size_t items) {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::seconds(1);
    std::fprintf(stderr, "%s: %zu items\n", pass.c_str(), items);
  }

 private:
  std::chrono::steady_clock::time_point next_{};
};

int report(std::size_t loaded, const store::CopyResult& result) {
  std::printf("%zu written, %zu deleted, %d comparing passes\n", loaded + result.written,
              result.deleted, result.passes);
  std::printf("source: %s\ntarget: %s\n", result.source.text().c_str(),
              result.target.text().c_str());
  if (result.identical()) return 0;
  std::puts("the source goes on changing: stop what writes to it, and copy once more");
  return 1;
}

store::CopyOptions options_of(StoreEngine& source) {
  store::CopyOptions options;
  options.source_name = source.name();
  options.on_progress = Progress();
  options.before_pass = [&source] { source.catch_up(); };
  return options;
}

Task<store::CopyResult> copy(StoreEngine& source, StoreEngine& target) {
  co_await target.create();
  co_return co_await store::copy_all(source.store(), target.store(), options_of(source));
}

}  // namespace

int create_store(const Settings& settings) {
  Foundation foundation(settings);
  foundation.reactors.start();
  run_on(foundation.reactors[0], foundation.engine->create());
  std::printf("%s is ready\n", foundation.engine->name().c_str());
  return 0;
}

int check_store(const Settings& settings) {
  Foundation foundation(settings);
  foundation.reactors.start();
  const store::IndexCheck found = run_on(foundation.reactors[0], foundation.engine->check());
  std::printf("%zu items, %zu index entries\n", found.items, found.index_entries);
  for (const std::string& fault : found.faults) std::printf("fault: %s\n", fault.c_str());
  return found.sound() ? 0 : 1;
}

int copy_store(const Settings& settings, const std::string& from, const std::string& to) {
  const EngineSpec source_spec = EngineSpec::parse(from, "--from");
  const EngineSpec target_spec = EngineSpec::parse(to, "--to");
  Machinery machinery(settings);
  machinery.reactors.start();
  const auto source =
      open_engine(source_spec, settings.store, Access::read, machinery.engine_parts());
  std::size_t loaded = 0;
  if (const auto loading =
          open_loading(target_spec, settings.store, *source, machinery.engine_parts()))
    loaded = run_on(machinery.reactors[0], store::load_all(source->store(), *loading,
                                                           machinery.pool, options_of(*source)));
  const auto target =
      open_engine(target_spec, settings.store, Access::own, machinery.engine_parts());
  if (source->name() == target->name())
    throw config::ConfigError("--to: a store cannot be copied onto itself (" + source->name() +
                              ")");
  const int code = report(loaded, run_on(machinery.reactors[0], copy(*source, *target)));
  target->close();
  return code;
}

}  // namespace waymark::app
