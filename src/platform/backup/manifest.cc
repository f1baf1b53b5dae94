#include "platform/backup/manifest.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/json.h"

namespace waymark::backup {
namespace {

[[noreturn]] void refuse(std::string_view key, const std::string& why) {
  throw Error(ErrorCode::internal, "error.internal",
              "damaged backup: " + std::string(key) + ": " + why);
}

bool is_file_name(std::string_view name) {
  return !name.empty() && name.size() <= 255 && name.front() != '.' &&
         std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '-' || c == '_';
         });
}

void check(std::string_view key, const Manifest& manifest) {
  if (manifest.format != 1)
    refuse(key, "format " + std::to_string(manifest.format) + " needs a newer version");
  if (manifest.name().key() != key) refuse(key, "what is in it belongs to another name");
  std::set<std::string_view> names;
  for (const ManifestFile& file : manifest.files) {
    if (!is_file_name(file.name) || !names.insert(file.name).second)
      refuse(key, "a file cannot be named \"" + file.name + "\"");
    if (file.size < 0 || !is_sha256_hex(file.sha256)) refuse(key, "no hash of " + file.name);
  }
}

}  // namespace

BaseName Manifest::name() const {
  BaseName name;
  name.time = time;
  name.sequence = static_cast<std::uint64_t>(sequence);
  name.timeline = timeline;
  return name;
}

std::uint64_t Manifest::bytes() const {
  std::uint64_t sum = 0;
  for (const ManifestFile& file : files) sum += static_cast<std::uint64_t>(file.size);
  return sum;
}

std::string encode(const Manifest& manifest) {
  return json::to_string(manifest);
}

Manifest decode_manifest(std::string_view key, std::string_view text) {
  json::Limits limits;
  limits.bytes = kLargestManifest;
  Manifest manifest;
  try {
    manifest = json::decode<Manifest>(text, limits);
  } catch (const Error& error) {
    refuse(key, error.what());
  }
  check(key, manifest);
  return manifest;
}

}  // namespace waymark::backup
