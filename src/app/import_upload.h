// Sends files to a server as import jobs, and waits for them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace waymark::app {

/// One after the other; prints what became of each. How many were refused or failed, with a line on
/// standard error each. Throws Error when the token cannot be read.
std::size_t upload_files(const std::string& server, const std::filesystem::path& token_file,
                         const std::vector<std::filesystem::path>& files);

}  // namespace waymark::app
