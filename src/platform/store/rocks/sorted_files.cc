#include "platform/store/rocks/sorted_files.h"

#include <system_error>
#include <utility>

#include "base/error.h"
#include "platform/store/item.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/keys.h"

namespace waymark::store::rocks {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadAhead = 256 * 1024;

/// A heap with the smallest key on top, of which only the top changes.
class Merge {
 public:
  explicit Merge(std::vector<RunReader>& readers) {
    for (RunReader& reader : readers)
      if (reader.valid()) heap_.push_back(&reader);
    for (std::size_t place = heap_.size() / 2; place-- > 0;) sink(place);
  }

  bool empty() const { return heap_.empty(); }
  const RunReader& top() const { return *heap_.front(); }
  void next() {
    heap_.front()->next();
    if (!heap_.front()->valid()) {
      heap_.front() = heap_.back();
      heap_.pop_back();
    }
    if (!heap_.empty()) sink(0);
  }

 private:
  void sink(std::size_t place) {
    while (true) {
      std::size_t least = 2 * place + 1;
      if (least >= heap_.size()) return;
      if (least + 1 < heap_.size() && heap_[least + 1]->key() < heap_[least]->key()) ++least;
      if (heap_[place]->key() <= heap_[least]->key()) return;
      std::swap(heap_[place], heap_[least]);
      place = least;
    }
  }
  std::vector<RunReader*> heap_;
};

}  // namespace

void refuse_repeated(std::string_view key, std::string_view value) {
  const auto expiring = parse_expiry_key(key);
  const Key item = expiring ? *expiring : Item::decode(std::string(value)).key();
  throw Error::conflict("error.conflict",
                        "the item " + item.pk + " / " + item.sk + " came more than once");
}

SortedFileWriter::SortedFileWriter(fs::path name, const rocksdb::Options& options,
                                   std::uint64_t file_bytes, const DiskGuard& disk)
    : name_(std::move(name)),
      file_bytes_(file_bytes),
      disk_(disk),
      // The last argument but one: what is written stays in the machine's memory, for it is read again soon.
      writer_(rocksdb::EnvOptions(), options, nullptr, false) {}

SortedFileWriter::~SortedFileWriter() = default;

void SortedFileWriter::put(std::string_view key, std::string_view value) {
  if (key == last_key_) refuse_repeated(key, value);
  if (!open_) open();
  require(writer_.Put(key, value), "writing sorted entries");
  last_key_ = key;
  if (writer_.FileSize() >= file_bytes_) close();
}

Run SortedFileWriter::finish() {
  if (open_) close();
  return std::move(files_);
}

void SortedFileWriter::open() {
  require(disk_.may_write(), "writing sorted entries");
  fs::path file = name_;
  file += "-" + std::to_string(files_.size()) + ".sst";
  require(writer_.Open(file.string()), "making " + file.string());
  files_.push_back(std::move(file));
  open_ = true;
}

void SortedFileWriter::close() {
  open_ = false;
  require(writer_.Finish(), "finishing " + files_.back().string());
}

RunReader::RunReader(Run files, const rocksdb::Options& options)
    : files_(std::move(files)), options_(options) {
  if (!files_.empty()) open_file();
}

void RunReader::next() {
  iterator_->Next();
  if (iterator_->Valid()) return;
  require(iterator_->status(), "reading " + files_[at_].string());
  drop_file();
  if (++at_ < files_.size()) open_file();
}

void RunReader::open_file() {
  const std::string name = files_[at_].string();
  reader_ = std::make_unique<rocksdb::SstFileReader>(options_);
  require(reader_->Open(name), "opening " + name);
  rocksdb::ReadOptions reading;
  reading.readahead_size = kReadAhead;
  reading.fill_cache = false;
  iterator_.reset(reader_->NewIterator(reading));
  iterator_->SeekToFirst();
  require(iterator_->status(), "reading " + name);
}

void RunReader::drop_file() {
  iterator_.reset();
  reader_.reset();
  std::error_code ignored;  // the whole folder goes in the end
  fs::remove(files_[at_], ignored);
}

Run merge_runs(std::vector<Run> runs, const rocksdb::Options& run_options, SortedFileWriter& into) {
  std::vector<RunReader> readers;
  readers.reserve(runs.size());
  for (Run& run : runs) readers.emplace_back(std::move(run), run_options);
  for (Merge merge(readers); !merge.empty(); merge.next())
    into.put(merge.top().key(), merge.top().value());
  return into.finish();
}

}  // namespace waymark::store::rocks
