#include "platform/store/rocks/rebuild.h"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <string>

#include "base/error.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/verifier.h"

namespace waymark::store {
namespace {

using namespace rocks;

constexpr std::size_t kCacheBytes = std::size_t{64} << 20;

rocksdb::Options rebuild_options() {
  rocksdb::Options options = database_options(kCacheBytes);
  options.create_if_missing = false;
  return options;
}

[[noreturn]] void refuse(std::string cause) {
  throw Error(ErrorCode::internal, "error.internal", std::move(cause));
}

class RocksRebuild final : public Rebuild {
 public:
  explicit RocksRebuild(const std::filesystem::path& folder)
      : database_(open_database(folder, rebuild_options())) {}

  std::uint64_t last_sequence() const override { return database_->GetLatestSequenceNumber(); }

  void apply(const LogRecord& record) override {
    const std::uint64_t last = last_sequence();
    const std::string name = "the commit numbered " + std::to_string(record.sequence);
    if (record.last() <= last) return;
    if (record.sequence != last + 1) refuse(name + " does not follow on " + std::to_string(last));
    rocksdb::WriteBatch writes(record.bytes);
    if (writes.Count() != record.operations) refuse(name + " has another number of operations");
    rocksdb::WriteOptions options;
    options.disableWAL = true;  // finish() flushes; until then a kill means beginning again
    require(database_->Write(options, &writes), "writing " + name);
    if (last_sequence() != record.last()) refuse(name + " was not written whole");
  }

  std::vector<std::string> verify() override { return Verifier(*database_).run().faults; }

  void finish() override {
    require(database_->Flush(rocksdb::FlushOptions()), "writing the rebuilt database");
    require(database_->Close(), "closing the rebuilt database");
    database_.reset();
  }

 private:
  std::unique_ptr<rocksdb::DB> database_;
};

}  // namespace

std::unique_ptr<Rebuild> open_rocks_rebuild(const std::filesystem::path& folder) {
  return std::make_unique<RocksRebuild>(folder);
}

}  // namespace waymark::store
