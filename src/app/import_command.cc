#include "app/import_command.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/import_summary.h"
#include "app/import_upload.h"
#include "base/error.h"

namespace waymark::app {
namespace {

namespace fs = std::filesystem;

struct Files {
  std::vector<fs::path> found;
  std::size_t missing = 0;
};

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

/// Folders in the order of their names, without what is hidden; links are not followed.
void add_folder(Files& files, const fs::path& folder) {
  std::error_code problem;
  std::vector<fs::path> inside;
  fs::recursive_directory_iterator entry(folder, problem);
  for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    if (is_hidden(entry->path()))
      entry.disable_recursion_pending();
    else if (entry->is_regular_file())
      inside.push_back(entry->path());
  }
  if (problem) {
    std::fprintf(stderr, "%s: %s\n", folder.c_str(), problem.message().c_str());
    ++files.missing;
  }
  std::sort(inside.begin(), inside.end());
  files.found.insert(files.found.end(), inside.begin(), inside.end());
}

Files files_of(const std::vector<std::string>& paths) {
  Files files;
  for (const std::string& path : paths) {
    std::error_code problem;
    if (fs::is_directory(path, problem)) {
      add_folder(files, path);
    } else if (fs::exists(path, problem)) {
      files.found.emplace_back(path);
    } else {
      std::fprintf(stderr, "%s: no such file or folder\n", path.c_str());
      ++files.missing;
    }
  }
  return files;
}

}  // namespace

int import_files(const ImportCommand& command) {
  const Files files = files_of(command.paths);
  if (files.found.empty()) return 2;
  try {
    if (!command.to.empty()) {
      const std::size_t refused = upload_files(command.to, command.token_file, files.found);
      return refused + files.missing > 0 ? 1 : 0;
    }
  } catch (const Error& error) {
    std::fprintf(stderr, "waymark: %s\n", error.what());
    return 1;
  }
  Summary summary(command.json ? SummaryForm::json : SummaryForm::text);
  for (const fs::path& file : files.found) summary.read(file);
  return summary.failures() + files.missing > 0 ? 1 : 0;
}

}  // namespace waymark::app
