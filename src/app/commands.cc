#include "app/commands.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/foundation.h"
#include "app/service.h"
#include "base/error.h"
#include "platform/telemetry/log.h"

#ifndef WAYMARK_VERSION
#define WAYMARK_VERSION "0.1.0"
#endif

namespace waymark::app {
namespace {

telemetry::Level level_of(const std::string& name) {
  if (name == "debug") return telemetry::Level::debug;
  if (name == "warn") return telemetry::Level::warn;
  if (name == "error") return telemetry::Level::error;
  return telemetry::Level::info;
}

/// The signals that end the process, kept from every thread and taken by wait(). Made before any thread starts.
class EndSignals {
 public:
  EndSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  int wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
    return signal;
  }

 private:
  sigset_t set_;
};

}  // namespace

int serve(const Settings& settings) {
  telemetry::set_log_level(level_of(settings.log.level));
  const EndSignals signals;
  Service service(settings);
  service.start();
  const int signal = signals.wait();
  telemetry::log(telemetry::Level::info, "stopping", {{"signal", signal}});
  service.stop();
  telemetry::log(telemetry::Level::info, "stopped");
  return 0;
}

int print_settings(const LoadedSettings& loaded) {
  std::fputs(config::print(loaded.settings, loaded.source).c_str(), stdout);
  return 0;
}

int print_version() {
  std::puts("waymark " WAYMARK_VERSION);
  return 0;
}

int print_routes() {
  // The routes are what the wired server has, so it is put together, in a folder that goes away again.
  std::string folder = (std::filesystem::temp_directory_path() / "waymark-routes-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr)
    throw Error(ErrorCode::unavailable, "error.unavailable", folder);
  Settings settings;
  settings.store.directory = folder;
  {
    const Service service(settings);
    for (const std::string& route : service.routes()) std::puts(route.c_str());
  }
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace waymark::app
