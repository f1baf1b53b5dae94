#include "platform/store/rocks/rocks_journal.h"

#include <rocksdb/sst_file_reader.h>
#include <rocksdb/transaction_log.h>
#include <rocksdb/utilities/checkpoint.h>

#include <algorithm>
#include <memory>

#include "platform/store/rocks/database.h"
#include "platform/store/rocks/paced_files.h"
#include "platform/store/rocks/time_mark.h"

namespace waymark::store::rocks {
namespace {

LogRecord record_of(const rocksdb::BatchResult& batch) {
  LogRecord record;
  record.sequence = batch.sequence;
  record.operations = batch.writeBatchPtr->Count();
  record.time = marked_time(*batch.writeBatchPtr);
  record.bytes = batch.writeBatchPtr->Data();
  return record;
}

/// What an iterator says that stands at the end of what it may read: the log has moved on to another file, or its file
/// is being written just now. The next reading goes on from there.
bool is_passing(const rocksdb::Status& status) {
  return status.ok() || status.IsTryAgain() || status.IsNotFound();
}

}  // namespace

std::string RocksJournal::identity() const {
  std::string identity;
  require(database_.GetDbIdentity(identity), "reading the database's name");
  return identity;
}

std::uint64_t RocksJournal::last_sequence() const {
  return database_.GetLatestSequenceNumber();
}

LogSlice RocksJournal::read(std::uint64_t from, std::size_t bytes) const {
  LogSlice slice;
  const std::uint64_t last = last_sequence();
  if (from > last) return slice;
  std::unique_ptr<rocksdb::TransactionLogIterator> iterator;
  const rocksdb::Status opened = database_.GetUpdatesSince(from, &iterator);
  if (opened.IsNotFound()) {
    slice.gap = true;
    return slice;
  }
  require(opened, "reading the log");
  std::uint64_t next = from;
  for (std::size_t taken = 0; iterator->Valid() && taken < bytes; iterator->Next()) {
    LogRecord record = record_of(iterator->GetBatch());
    if (record.operations == 0) continue;  // takes no number
    // The first may begin before what was asked for; from then on each begins where the last one ended.
    if (record.sequence > next || (record.sequence < next && !slice.records.empty())) break;
    next = record.last() + 1;
    taken += record.bytes.size();
    slice.records.push_back(std::move(record));
  }
  if (!is_passing(iterator->status())) require(iterator->status(), "reading the log");
  slice.more = next <= last;
  // Nothing at all, although there is something: the records have gone, or what is there is not what follows.
  slice.gap = slice.records.empty();
  return slice;
}

Checkpoint RocksJournal::checkpoint(const std::filesystem::path& folder) {
  rocksdb::Checkpoint* made = nullptr;
  require(rocksdb::Checkpoint::Create(&database_, &made), "preparing a copy");
  const std::unique_ptr<rocksdb::Checkpoint> copier(made);
  Checkpoint copy;
  constexpr std::uint64_t kFlushAlways =
      0;  // so that all but the last moments is in immutable files
  require(copier->CreateCheckpoint(folder.string(), kFlushAlways, &copy.sequence),
          "copying the database to " + folder.string());
  copy.time = std::max(clock_.now(), committer_.newest_mark());
  return copy;
}

void RocksJournal::check_immutable(const std::filesystem::path& file,
                                   std::uint64_t bytes_per_second) const {
  rocksdb::Options options = database_.GetOptions();
  const std::unique_ptr<rocksdb::Env> files = paced_files(*options.env, bytes_per_second);
  options.env = files.get();
  options.info_log = nullptr;  // it would complain that the file belongs to no database
  rocksdb::SstFileReader reader(options);
  const std::string what = "checking " + file.string();
  require(reader.Open(file.string()), what);
  rocksdb::ReadOptions reading;
  reading.fill_cache = false;
  require(reader.VerifyChecksum(reading), what);
}

}  // namespace waymark::store::rocks
