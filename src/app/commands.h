// What the command line can ask for. Each returns the process's exit code.
#pragma once

#include <string>

#include "app/settings.h"

namespace waymark::app {

/// Until SIGTERM or SIGINT; then stops gracefully.
int serve(const Settings& settings);
int print_settings(const LoadedSettings& loaded);
int print_routes();
int print_version();

}  // namespace waymark::app
