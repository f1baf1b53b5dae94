// The embedded engine's files and log, for backups.
#pragma once

#include <rocksdb/db.h>

#include <string>

#include "platform/store/journal.h"
#include "platform/store/rocks/committer.h"

namespace waymark::store::rocks {

/// Owned by RocksStore. Borrows the database and the committer, which knows the time of the newest commit.
class RocksJournal final : public Journal {
 public:
  RocksJournal(rocksdb::DB& database, const Committer& committer, const Clock& clock)
      : database_(database), committer_(committer), clock_(clock) {}

  std::string identity() const override;
  std::uint64_t last_sequence() const override;
  LogSlice read(std::uint64_t from, std::size_t bytes) const override;
  Checkpoint checkpoint(const std::filesystem::path& folder) override;
  void check_immutable(const std::filesystem::path& file,
                       std::uint64_t bytes_per_second) const override;
  std::string_view immutable_suffix() const override { return ".sst"; }

 private:
  rocksdb::DB& database_;
  const Committer& committer_;
  const Clock& clock_;
};

}  // namespace waymark::store::rocks
