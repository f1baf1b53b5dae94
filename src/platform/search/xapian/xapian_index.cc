#include "platform/search/xapian/xapian_index.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <set>
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
      await_older_readers();
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
    std::uint64_t revision = 0;  // it reads this one, or a later one
    bool outdated = false;       // it is to be reopened for that
    bool sound = false;          // its last reading went well
  };
  struct GiveBack {
    Database* of;
    void operator()(Reader* reader) const { of->give_back(std::unique_ptr<Reader>(reader)); }
  };
  using Borrowed = std::unique_ptr<Reader, GiveBack>;

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
    try {
      const Borrowed reader = borrow();
      auto result = read(reader->database);
      reader->sound = true;
      return result;
    } catch (const Xapian::Error& error) {
      const std::lock_guard lock(writer_mutex_);
      if (is_ruined(error)) ruined_ = place_;
      drop();
      throw unavailable(error.get_description());
    }
  }

  Borrowed borrow() {
    if (Borrowed kept = borrow_kept()) {
      try {
        if (kept->outdated) kept->database.reopen();
        return kept;
      } catch (const Xapian::Error&) {
        // It may be of a database that was thrown away since.
      }
    }
    const std::lock_guard lock(writer_mutex_);
    return guarded([&] {
      open();
      auto fresh = std::make_unique<Reader>();
      fresh->database = Xapian::Database(place_.string());
      const std::lock_guard readers_lock(readers_mutex_);
      return lend(std::move(fresh));
    });
  }

  Borrowed borrow_kept() {
    const std::lock_guard lock(readers_mutex_);
    if (readers_.empty()) return Borrowed(nullptr, GiveBack{this});
    std::unique_ptr<Reader> reader = std::move(readers_.back());
    readers_.pop_back();
    return lend(std::move(reader));
  }

  /// With readers_mutex_ held.
  Borrowed lend(std::unique_ptr<Reader> reader) {
    const std::uint64_t newest = revision_;
    reader->outdated = reader->revision != newest;
    reader->revision = newest;
    reader->sound = false;
    in_use_.insert(newest);
    return Borrowed(reader.release(), GiveBack{this});
  }

  void give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock(readers_mutex_);
    in_use_.erase(in_use_.find(reader->revision));
    given_back_.notify_all();
    if (reader->sound && readers_.size() < kMostReaders && reader->revision >= oldest_kept_)
      readers_.push_back(std::move(reader));
  }

  // What follows is called with writer_mutex_ held.

  /// What a commit leaves over is written over by the batch after it: who still reads the state before that commit would
  /// read torn blocks. Readings are short, and those that begin now read the newest state.
  void await_older_readers() {
    std::unique_lock lock(readers_mutex_);
    given_back_.wait(lock, [&] { return in_use_.empty() || *in_use_.begin() >= revision_; });
  }

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
  std::condition_variable given_back_;
  std::vector<std::unique_ptr<Reader>> readers_;
  std::multiset<std::uint64_t> in_use_;  // revisions of the readers that are borrowed
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
