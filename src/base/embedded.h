// Files built into the binary (see cmake/embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace waymark {

struct EmbeddedFile {
  std::string_view name;  // path below its root, '/' between folders
  std::string_view content;
};

}  // namespace waymark

/// One function a group of files, generated.
namespace waymark::embedded {
std::span<const EmbeddedFile> messages();  // api/messages/*.json
}  // namespace waymark::embedded
