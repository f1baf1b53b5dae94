// Backups on the command line. Each returns the process's exit code.
#pragma once

#include <string>

#include "app/backups.h"
#include "app/settings.h"

namespace waymark::app {

/// What a backup took, a line for the store and one for pictures.
std::string summary(const BackupReport& report);

/// Asks the server that runs on the data folder, or opens the store itself when none runs.
int make_backup(const Settings& settings);
/// What the destination holds, and which moments can be brought back.
int list_backups(const Settings& settings);
/// Reads everything back; `restored`: also puts the newest data together, checks them and throws them away. 1 when
/// anything is damaged.
int verify_backups(const Settings& settings, bool restored);
/// `at` is RFC 3339, or empty for all there is. 1 when the data are back but not every picture.
int restore_backup(const Settings& settings, const std::string& at, bool replace, bool check);

}  // namespace waymark::app
