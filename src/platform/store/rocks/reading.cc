#include "platform/store/rocks/reading.h"

#include <memory>

#include "platform/store/limits.h"
#include "platform/store/rocks/cached_files.h"
#include "platform/store/rocks/database.h"

namespace waymark::store::rocks {
namespace {

rocksdb::ReadOptions read_options(From from) {
  rocksdb::ReadOptions options;
  options.fill_cache = from != From::disk_once;
  return options;
}

/// Holds while a read from memory lasts.
std::optional<NoWaiting> waiting_as(From from) {
  if (from == From::memory) return std::optional<NoWaiting>(std::in_place);
  return std::nullopt;
}

bool needs_disk(const rocksdb::Status& status, From from) {
  return from == From::memory && status.IsBusy();
}

std::optional<Item> live_item(const rocksdb::Slice& bytes, Instant now) {
  return Item::decode_unexpired(bytes.ToStringView(), now);
}

/// An iterator over a range in either direction.
class Walk {
 public:
  Walk(rocksdb::DB& database, const Range& range, Order order, From from)
      : lower_(range.begin), upper_(range.end), ascending_(order == Order::ascending) {
    rocksdb::ReadOptions options = read_options(from);
    options.iterate_upper_bound = &upper_;
    if (!ascending_) options.iterate_lower_bound = &lower_;
    iterator_.reset(database.NewIterator(options));
    if (ascending_)
      iterator_->Seek(lower_);
    else
      iterator_->SeekToLast();
  }

  bool valid() const { return iterator_->Valid(); }
  rocksdb::Slice key() const { return iterator_->key(); }
  rocksdb::Slice value() const { return iterator_->value(); }
  rocksdb::Status status() const { return iterator_->status(); }
  void next() {
    if (ascending_)
      iterator_->Next();
    else
      iterator_->Prev();
  }

 private:
  rocksdb::Slice lower_;
  rocksdb::Slice upper_;
  bool ascending_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

/// Fills a page from a walk. A page ends when it is full and one more item is seen, so that the last page knows that
/// it is; or when it has stepped over too many expired items.
class PageReader {
 public:
  PageReader(const CursorSeal& cursors, const Query& query, Instant now)
      : cursors_(cursors), query_(query), now_(now) {}

  Page read(Walk& walk) {
    page_.items.reserve(std::min<std::uint32_t>(query_.limit, 64));
    for (; walk.valid() && take(walk.value()); walk.next()) {
    }
    return std::move(page_);
  }

 private:
  /// False when the page ends before this entry.
  bool take(const rocksdb::Slice& value) {
    std::optional<Item> item = live_item(value, now_);
    if (!item) return step_over(value);
    if (page_.items.size() == query_.limit || bytes_ >= kMaxPageBytes) {
      end_after(page_.items.back());
      return false;
    }
    bytes_ += item->size();
    page_.items.push_back(std::move(*item));
    return true;
  }

  bool step_over(const rocksdb::Slice& expired) {
    if (++expired_ < kMaxExpiredPerPage) return true;
    end_after(Item::decode(expired.ToString()));
    return false;
  }

  void end_after(const Item& last) {
    page_.next = cursors_.seal(query_.index, query_.partition, position_of(query_.index, last));
  }

  const CursorSeal& cursors_;
  const Query& query_;
  Instant now_;
  Page page_;
  std::size_t bytes_ = 0;
  std::size_t expired_ = 0;
};

}  // namespace

Found<std::optional<Item>> read_item(rocksdb::DB& database, const std::string& key, Instant now,
                                     From from) {
  const auto waiting = waiting_as(from);
  rocksdb::PinnableSlice bytes;
  const rocksdb::Status status =
      database.Get(read_options(from), database.DefaultColumnFamily(), key, &bytes);
  if (status.IsNotFound()) return std::optional<Item>();
  if (needs_disk(status, from)) return std::nullopt;
  require(status, "reading an item");
  return live_item(bytes, now);
}

Found<std::vector<std::optional<Item>>> read_items(rocksdb::DB& database,
                                                   const std::vector<std::string>& keys,
                                                   Instant now, From from) {
  const auto waiting = waiting_as(from);
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> bytes(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  database.MultiGet(read_options(from), database.DefaultColumnFamily(), keys.size(), slices.data(),
                    bytes.data(), statuses.data());
  std::vector<std::optional<Item>> items(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i].IsNotFound()) continue;
    if (needs_disk(statuses[i], from)) return std::nullopt;
    require(statuses[i], "reading items");
    items[i] = live_item(bytes[i], now);
  }
  return items;
}

Found<Page> read_page(rocksdb::DB& database, const CursorSeal& cursors, const Query& query,
                      const Range& range, Instant now, From from) {
  if (range.empty()) return Page();
  const auto waiting = waiting_as(from);
  Walk walk(database, range, query.order, from);
  Page page = PageReader(cursors, query, now).read(walk);
  const rocksdb::Status status = walk.status();
  if (needs_disk(status, from)) return std::nullopt;
  require(status, "reading a page");
  return page;
}

Page read_scan(rocksdb::DB& database, const CursorSeal& cursors, const Scan& scan, Instant now) {
  Range all{std::string(1, space::kItems), std::string(1, space::kItems + 1)};
  if (scan.after) {
    const Key last = cursors.open_scan(scan);
    all.begin = item_key(last.pk, last.sk) + '\0';
  }
  Walk walk(database, all, Order::ascending, From::disk_once);
  Page page;
  std::size_t bytes = 0;
  for (; walk.valid(); walk.next()) {
    std::optional<Item> item = live_item(walk.value(), now);
    if (!item) continue;
    if (page.items.size() == scan.limit || bytes >= kMaxPageBytes) {
      page.next = cursors.seal_scan(page.items.back().key());
      break;
    }
    bytes += item->size();
    page.items.push_back(std::move(*item));
  }
  require(walk.status(), "walking over all items");
  return page;
}

std::vector<Key> expired_keys(rocksdb::DB& database, Instant now, std::size_t limit) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
  const Range range{std::string(1, space::kExpiry), expiry_end(seconds)};
  Walk walk(database, range, Order::ascending, From::disk);
  std::vector<Key> keys;
  for (; walk.valid() && keys.size() < limit; walk.next())
    if (auto key = parse_expiry_key(walk.key().ToStringView())) keys.push_back(std::move(*key));
  require(walk.status(), "reading the expiry list");
  return keys;
}

}  // namespace waymark::store::rocks
