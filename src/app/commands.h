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
/// Walks the whole store; 1 when an index entry and its item disagree.
int check_store(const Settings& settings);
/// 1 when there is nobody of that nickname.
int set_admin(const Settings& settings, const std::string& nickname, bool admin);

}  // namespace waymark::app
