// The list of a base: which files make the database, and how their bytes are known.
//
//   {"format":1,"timeline":"…","identity":"…","sequence":123,"time":"2026-11-21T07:00:00.123Z",
//    "files":[{"name":"000012.sst","size":4096,"sha256":"<64 hexadecimal digits>"},…]}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "platform/backup/layout.h"

namespace waymark::backup {

struct ManifestFile {
  std::string name;  // in the database's folder
  std::int64_t size = 0;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(ManifestFile, (), (name, size, sha256))

struct Manifest {
  std::int64_t format = 1;
  std::string timeline;
  std::string identity;       // the database's own name for itself
  std::int64_t sequence = 0;  // everything up to here is in it, perhaps more
  Instant time;               // nothing in it was committed later
  std::vector<ManifestFile> files;

  BaseName name() const;
  std::uint64_t bytes() const;
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (format, timeline, identity, sequence, time, files))

inline constexpr std::size_t kLargestManifest = std::size_t{64} << 20;

std::string encode(const Manifest& manifest);
/// Throws Error(internal) naming `key` for what is no manifest, is of a newer format, does not belong to its name, or
/// names files that could lie elsewhere than in one folder.
Manifest decode_manifest(std::string_view key, std::string_view text);

}  // namespace waymark::backup
