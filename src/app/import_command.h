// waymark import: says what is in files of workouts, or sends them to a server.
#pragma once

#include <string>
#include <vector>

namespace waymark::app {

struct ImportCommand {
  std::vector<std::string> paths;  // files, and folders with all that is in them
  bool json = false;
  std::string to;          // a server's URL; empty: say what is in them
  std::string token_file;  // an access token alone in a file
};

/// 0 when everything was read (or taken by the server), 1 when something was not, 2 when nothing was named
/// that is there.
int import_files(const ImportCommand& command);

}  // namespace waymark::app
