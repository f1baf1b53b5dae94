#include "platform/search/xapian/xapian_index.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <mutex>
#include <system_error>
#include <utility>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/search/xapian/documents.h"
#include "platform/search/xapian/queries.h"
#include "platform/telemetry/log.h"

namespace waymark::search {
namespace {

constexpr std::size_t kMostReaders = 8;  // kept open
constexpr int kMostReadings = 3;         // of one query, when the writer overtakes it

Error unavailable(const std::string& cause) {
  return Error(ErrorCode::unavailable, "error.search.unavailable", cause);
}

std::string cursor_of(std::uint32_t rank) {
  return base64url_encode(std::to_string(rank));
}

/// How many hits come before what follows the cursor.
std::uint32_t rank_after(const std::optional<std::string>& cursor) {
  if (!cursor) return 0;
  const auto text = base64url_decode(*cursor);
  std::uint32_t rank = 0;
  if (text) {
    const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), rank);
    if (problem == std::errc() && end == text->data() + text->size() && rank <= kDeepestHit)
      return rank;
  }
  throw Error::invalid("after", "error.cursor");
}

bool is_ruined(const Xapian::Error& error) {
  const std::string type = error.get_type();
  return type == "DatabaseCorruptError" || type == "DatabaseVersionError";
}

}  // namespace

/// Its functions block. Any thread.
class XapianIndex::Database {
 public:
  explicit Database(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void apply(const Batch& batch) {
    const std::lock_guard lock(writer_mutex_);
    guarded([&] {
      Xapian::WritableDatabase& database = open();
      database.begin_transaction();
      make_changes(database, batch, stemmers_);
      database.commit_transaction();
      ++revision_;
    });
  }

  Hits find(const Query& query) {
    const std::uint32_t rank = rank_after(query.after);
    return with_reader(
        [&](const Xapian::Database& database) { return hits(database, query, rank); });
  }

  std::string bookmark() {
    return with_reader(
        [](const Xapian::Database& database) { return database.get_metadata(kBookmarkKey); });
  }

  std::uint64_t size() {
    return with_reader(
        [](const Xapian::Database& database) -> std::uint64_t { return database.get_doccount(); });
  }

 private:
  struct Reader {
    Xapian::Database database;
    std::uint64_t revision = 0;
  };

  /// Runs what may fail in Xapian's ways. What failed is opened anew by who comes next.
  template <typename Work>
  auto guarded(Work work) -> decltype(work()) {
    try {
      return work();
    } catch (const Xapian::Error& error) {
      if (is_ruined(error)) ruined_ = place_;
      drop();
      throw unavailable(error.get_description());
    } catch (const std::filesystem::filesystem_error& error) {
      drop();
      throw unavailable(error.what());
    } catch (const Error&) {
      drop();
      throw;
    }
  }

  static Hits hits(const Xapian::Database& database, const Query& query, std::uint32_t rank) {
    Hits found;
    const auto asked = QueryMaker(database).make(query);
    const std::uint32_t deepest = std::min(query.deepest, kDeepestHit);
    if (!asked || rank >= deepest) return found;
    Xapian::Enquire enquire(database);
    enquire.set_query(*asked);
    if (query.order == Order::newest) {
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(0, true);
    } else {
      enquire.set_sort_by_relevance_then_value(0, true);
    }
    const std::uint32_t limit = std::min({query.limit, kMostHits, deepest - rank});
    const Xapian::MSet set = enquire.get_mset(rank, limit + 1);
    for (auto at = set.begin(); at != set.end() && found.hits.size() < limit; ++at) {
      found.hits.push_back(hit_of(at.get_document()));
      found.hits.back().cursor = cursor_of(++rank);
    }
    found.more = set.size() > limit && rank < deepest;
    return found;
  }

  template <typename Read>
  auto with_reader(Read read) -> decltype(read(std::declval<const Xapian::Database&>())) {
    for (int reading = 1;; ++reading) {
      std::unique_ptr<Reader> reader = borrow();
      try {
        auto result = read(reader->database);
        give_back(std::move(reader));
        return result;
      } catch (const Xapian::DatabaseModifiedError& error) {
        // Two commits since it was opened: what it looked at has been written over.
        if (reading == kMostReadings) throw unavailable(error.get_description());
      } catch (const Xapian::Error& error) {
        const std::lock_guard lock(writer_mutex_);
        if (is_ruined(error)) ruined_ = place_;
        drop();
        throw unavailable(error.get_description());
      }
    }
  }

  std::unique_ptr<Reader> borrow() {
    std::unique_ptr<Reader> reader;
    {
      const std::lock_guard lock(readers_mutex_);
      if (!readers_.empty()) {
        reader = std::move(readers_.back());
        readers_.pop_back();
      }
    }
    const std::uint64_t revision = revision_;
    if (!reader) return fresh_reader();
    if (reader->revision == revision) return reader;
    try {
      reader->database.reopen();
      reader->revision = revision;
      return reader;
    } catch (const Xapian::Error&) {
      return fresh_reader();
    }
  }

  std::unique_ptr<Reader> fresh_reader() {
    const std::lock_guard lock(writer_mutex_);
    return guarded([&] {
      open();
      auto reader = std::make_unique<Reader>();
      reader->revision = revision_;
      reader->database = Xapian::Database(place_.string());
      return reader;
    });
  }

  void give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock(readers_mutex_);
    if (readers_.size() < kMostReaders && reader->revision >= oldest_kept_)
      readers_.push_back(std::move(reader));
  }

  // What follows is called with writer_mutex_ held.

  void drop() {
    writer_.reset();
    const std::lock_guard lock(readers_mutex_);
    readers_.clear();
    oldest_kept_ = ++revision_;  // those that are borrowed do not come back
  }

  Xapian::WritableDatabase& open() {
    for (int place = 1; !writer_ && place <= kMostProcesses; ++place) {
      place_ = folder_ / std::to_string(place);
      std::filesystem::create_directories(folder_);
      try {
        open_place();
      } catch (const Xapian::DatabaseLockError&) {
        // Another process has it.
      }
    }
    if (!writer_) throw unavailable("every index in " + folder_.string() + " is in use");
    return *writer_;
  }

  void open_place() {
    if (place_ != ruined_) {
      try {
        writer_.emplace(place_.string(), Xapian::DB_CREATE_OR_OPEN);
        if (writer_->get_metadata(kFormatKey) == kFormat) return;
      } catch (const Xapian::DatabaseError& error) {
        // What the system refused (a lock, a right, a descriptor) says nothing of what is kept.
        const bool refused = error.get_error_string() != nullptr;
        if (refused || std::string_view(error.get_type()) == "DatabaseLockError") throw;
        const std::string cause = error.get_description();
        telemetry::log(telemetry::Level::warn, "search_index_damaged",
                       {{"reason", std::string_view(cause)}});
      }
      writer_.reset();
    }
    std::filesystem::remove_all(place_);
    writer_.emplace(place_.string(), Xapian::DB_CREATE_OR_OPEN);
    writer_->set_metadata(kFormatKey, std::string(kFormat));
    writer_->commit();
    ruined_.clear();
  }

  const std::filesystem::path folder_;
  const Stemmers stemmers_;  // of the writer
  std::mutex writer_mutex_;
  std::filesystem::path place_;
  std::optional<Xapian::WritableDatabase> writer_;
  std::filesystem::path ruined_;  // to be thrown away
  std::atomic<std::uint64_t> revision_{0};

  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<Reader>> readers_;
  std::uint64_t oldest_kept_ = 0;
};

XapianIndex::XapianIndex(std::filesystem::path folder, runtime::BackgroundPool& pool)
    : pool_(pool), database_(std::make_shared<Database>(std::move(folder))) {}

XapianIndex::~XapianIndex() = default;

Task<void> XapianIndex::apply(Batch batch) {
  auto work = [database = database_, batch = std::move(batch)] { database->apply(batch); };
  co_await pool_.run(std::move(work));
}

Task<Hits> XapianIndex::find(Query query) {
  auto work = [database = database_, query = std::move(query)] { return database->find(query); };
  co_return co_await pool_.run(std::move(work));
}

Task<std::string> XapianIndex::bookmark() {
  auto work = [database = database_] { return database->bookmark(); };
  co_return co_await pool_.run(std::move(work));
}

Task<std::uint64_t> XapianIndex::size() {
  auto work = [database = database_] { return database->size(); };
  co_return co_await pool_.run(std::move(work));
}

}  // namespace waymark::search
