#include "platform/store/rocks/meta.h"

#include <rocksdb/write_batch.h>

#include <optional>
#include <string_view>

#include "base/error.h"
#include "platform/store/cursor.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/keys.h"

namespace waymark::store::rocks {
namespace {

std::optional<std::string> read_meta(rocksdb::DB& database, std::string_view name) {
  std::string value;
  const rocksdb::Status status = database.Get(rocksdb::ReadOptions(), meta_key(name), &value);
  if (status.IsNotFound()) return std::nullopt;
  require(status, "reading what the engine keeps about itself");
  return value;
}

/// nullopt when the database is new.
std::optional<std::string> read_cursor_key(rocksdb::DB& database,
                                           const std::filesystem::path& directory) {
  const auto format = read_meta(database, "format");
  if (!format) return std::nullopt;
  if (*format != std::to_string(kFormat))
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "the data folder " + directory.string() + " has format " + *format +
                    ", this version reads format " + std::to_string(kFormat) +
                    ": use a newer version of this program");
  return read_meta(database, "cursor key");
}

}  // namespace

std::string make_cursor_key(rocksdb::DB& database, Random& random,
                            const std::filesystem::path& directory) {
  if (auto key = read_cursor_key(database, directory)) return std::move(*key);
  std::string bytes(CursorSeal::kKeyBytes, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  rocksdb::WriteBatch writes;
  writes.Put(meta_key("format"), std::to_string(kFormat));
  writes.Put(meta_key("cursor key"), bytes);
  rocksdb::WriteOptions options;
  options.sync = true;
  require(database.Write(options, &writes), "making the database in " + directory.string());
  return bytes;
}

std::string require_cursor_key(rocksdb::DB& database, const std::filesystem::path& directory) {
  if (auto key = read_cursor_key(database, directory)) return std::move(*key);
  throw Error(ErrorCode::unavailable, "error.unavailable",
              "there is no store of ours in " + directory.string());
}

}  // namespace waymark::store::rocks
