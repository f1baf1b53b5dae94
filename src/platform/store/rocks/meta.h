// What the engine keeps about itself in the database: its format, and the key that seals cursors.
#pragma once

#include <rocksdb/db.h>

#include <filesystem>
#include <string>

#include "base/random.h"

namespace waymark::store::rocks {

/// The key that seals cursors, made with the database. Throws Error(unavailable) for a database of another format.
std::string make_cursor_key(rocksdb::DB& database, Random& random,
                            const std::filesystem::path& directory);

/// The same of a database that must not be written. Throws Error(unavailable) when it was never prepared, too.
std::string require_cursor_key(rocksdb::DB& database, const std::filesystem::path& directory);

}  // namespace waymark::store::rocks
