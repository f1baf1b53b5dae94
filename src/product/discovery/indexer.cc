#include "product/discovery/indexer.h"

#include <cassert>

#include "base/error.h"
#include "base/failure.h"
#include "platform/events/log.h"
#include "platform/store/entity.h"
#include "platform/telemetry/log.h"
#include "product/discovery/events.h"

namespace waymark::discovery {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLookEvery{400};
constexpr std::uint32_t kEventsAtOnce = 100;  // of a shard
constexpr std::size_t kChangesAtOnce = 400;   // of a batch
constexpr std::size_t kPassedBeforeSaving = 1'000;
constexpr std::chrono::hours kSaveEvery{1};
constexpr std::size_t kPagesBetweenEvents = 10;  // of a rebuild
constexpr milliseconds kRestBetweenPages{5};     // so that a rebuild leaves others their time
constexpr Backoff kPause{milliseconds(500), milliseconds(30'000)};

}  // namespace

Indexer::Indexer(const IndexerPorts& ports, Kinds kinds)
    : ports_(ports),
      log_(ports.store, ports.horizon),
      kinds_(std::move(kinds)),
      written_documents_(ports.metrics.counter("waymark_search_documents_written_total",
                                               "Documents put into the search index.")) {
  ports.metrics.gauge("waymark_search_following",
                      "1 while the search index is complete and follows what happens.",
                      [this] { return state_ == State::following ? 1.0 : 0.0; });
}

Indexer::~Indexer() {
  assert(!group_);
}

void Indexer::start(Executor executor) {
  assert(!group_);
  group_ = std::make_unique<runtime::TaskGroup>(
      executor, [this](const std::exception_ptr& failure) { note_failure(failure); });
  group_->spawn(work());
}

Task<void> Indexer::stop() {
  if (!group_) co_return;
  co_await group_->stop();
  group_.reset();
}

Task<void> Indexer::catch_up() {
  assert(!group_);
  bool more = true;
  while (more) more = co_await step();
}

Task<void> Indexer::work() {
  unsigned failures = 0;
  while (true) {
    std::exception_ptr failure;
    bool more = false;
    try {
      more = co_await step();
      failures = 0;
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return;
    if (failure) {
      note_failure(failure);
      const milliseconds pause = kLookEvery + kPause.delay(failures++, ports_.random);
      co_await runtime::sleep_for(pause);
    } else if (!more) {
      co_await runtime::sleep_for(kLookEvery);
    }
  }
}

void Indexer::note_failure(const std::exception_ptr& failure) {
  state_ = State::unavailable;
  const std::string reason = reason_of(failure);
  telemetry::log(telemetry::Level::error, "search_indexing_failed",
                 {{"reason", std::string_view(reason)}});
}

/// Whether there may be more to do at once.
Task<bool> Indexer::step() {
  const std::string text = co_await ports_.index.bookmark();
  if (!sound_ || written_ != text) open(text);
  sound_ = false;  // until all of the step is done
  bool more = true;
  if (!rebuild_due_) more = co_await follow();
  if (rebuild_due_)
    co_await rebuild();
  else
    state_ = State::following;
  sound_ = true;
  co_return more;
}

/// Goes on from what the index has, whatever was read since.
void Indexer::open(std::string_view text) {
  const auto found = parse_bookmark(text);
  rebuild_due_ = !found || found->rebuilding || found->source != ports_.source ||
                 is_too_old(*found, ports_.clock.now());
  bookmark_ = found.value_or(Bookmark());
  bookmark_.positions.resize(events::kShards);
  for (std::uint32_t shard = 0; shard < events::kShards; ++shard)
    ports_.horizon.keep_after(shard, bookmark_.positions[shard]);
  written_ = text;
  saved_at_ = ports_.clock.now();
  passed_ = 0;
}

/// Reads a page of each shard, and puts what it touched.
Task<bool> Indexer::follow() {
  const Instant begun = ports_.clock.now();
  Touched touched;
  bool more = false;
  for (std::uint32_t shard = 0; shard < events::kShards; ++shard) {
    const bool any = co_await read_shard(shard, touched);
    more = more || any;
  }
  if (!more) bookmark_.read_at = begun;
  const bool due = passed_ >= kPassedBeforeSaving || begun - saved_at_ >= kSaveEvery;
  if (!touched.empty() || due) co_await put(std::move(touched), true);
  co_return more;
}

Task<bool> Indexer::read_shard(std::uint32_t shard, Touched& touched) {
  std::string& position = bookmark_.positions[shard];
  const events::LoggedEvents page = co_await log_.read(shard, position, kEventsAtOnce);
  for (const auto& logged : page) {
    if (!logged->event.type.empty()) co_await read_event(logged->event, touched);
    position = logged->position;
    ++passed_;
  }
  co_return !page.empty();
}

Task<void> Indexer::read_event(const events::Event& event, Touched& touched) {
  if (event.type == SearchRebuildAsked::kType) rebuild_due_ = true;
  for (std::size_t place = 0; place < kinds_.size(); ++place) {
    if (!kinds_[place]->wants(event.type)) continue;
    std::vector<std::string> ids;
    try {
      ids = co_await kinds_[place]->touched(event);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalid_input) throw;
      // It will not read better next time, and the next rebuild finds what it was about.
      telemetry::log(telemetry::Level::error, "search_event_passed_over",
                     {{"type", std::string_view(event.type)}, {"reason", error.what()}});
    }
    for (std::string& id : ids) touched.emplace(place, std::move(id));
  }
}

Task<void> Indexer::rebuild() {
  state_ = State::rebuilding;
  telemetry::log(telemetry::Level::info, "search_rebuild_begun");
  co_await begin_round();
  co_await read_everything();
  search::Batch last;
  last.kept_with = round_term(bookmark_.round);
  bookmark_.rebuilding = false;
  last.bookmark = to_text(bookmark_);
  co_await apply(std::move(last));
  const std::uint64_t documents = co_await ports_.index.size();
  telemetry::log(telemetry::Level::info, "search_rebuild_ended", {{"documents", documents}});
}

/// What happens from now on is followed; what was before is read.
Task<void> Indexer::begin_round() {
  for (std::uint32_t shard = 0; shard < events::kShards; ++shard)
    bookmark_.positions[shard] = co_await ports_.horizon.readable_through(shard);
  bookmark_.read_at = ports_.clock.now();
  bookmark_.rebuilding = true;
  bookmark_.source = ports_.source;
  ++bookmark_.round;
  rebuild_due_ = false;
  search::Batch first;
  first.bookmark = to_text(bookmark_);
  co_await apply(std::move(first));
}

Task<void> Indexer::read_everything() {
  store::Scan scan;
  for (std::size_t pages = 1;; ++pages) {
    store::Page page = co_await ports_.store.scan(scan);
    Touched touched;
    for (const store::Item& item : page.items) {
      const store::Key key = item.key();
      for (std::size_t place = 0; place < kinds_.size(); ++place)
        if (auto id = kinds_[place]->id_of(key)) touched.emplace(place, std::move(*id));
    }
    if (!touched.empty()) co_await put(std::move(touched), false);
    if (!page.next) co_return;
    scan.after = std::move(page.next);
    co_await runtime::sleep_for(kRestBetweenPages);
    if (pages % kPagesBetweenEvents == 0) co_await follow();
  }
}

/// As it is now in the store. With the bookmark in the last of its batches.
Task<void> Indexer::put(Touched touched, bool with_bookmark) {
  search::Batch batch;
  for (auto at = touched.begin(); at != touched.end();) {
    const std::size_t kind = at->first;
    std::vector<std::string> ids;
    for (; at != touched.end() && at->first == kind && ids.size() < kIdsAtOnce; ++at)
      ids.push_back(at->second);
    co_await add_documents(batch, kind, std::move(ids));
    if (batch.put.size() + batch.removed.size() < kChangesAtOnce) continue;
    search::Batch full = std::move(batch);
    batch = search::Batch();
    co_await apply(std::move(full));
  }
  if (with_bookmark) batch.bookmark = to_text(bookmark_);
  if (with_bookmark || !batch.put.empty() || !batch.removed.empty())
    co_await apply(std::move(batch));
}

Task<void> Indexer::add_documents(search::Batch& batch, std::size_t place,
                                  std::vector<std::string> ids) {
  Kind& kind = *kinds_[place];
  auto documents = co_await kind.documents(ids);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::string id = document_id(kind.kind(), ids[i]);
    if (!documents[i]) {
      batch.removed.push_back(std::move(id));
      continue;
    }
    search::Document& document = *documents[i];
    document.id = std::move(id);
    document.kind = enum_name(kind.kind());
    document.terms.push_back(round_term(bookmark_.round));
    batch.put.push_back(std::move(document));
  }
}

Task<void> Indexer::apply(search::Batch batch) {
  const std::size_t documents = batch.put.size();
  const std::optional<std::string> bookmark = batch.bookmark;
  co_await ports_.index.apply(std::move(batch));
  written_documents_.add(documents);
  if (!bookmark) co_return;
  written_ = *bookmark;
  saved_at_ = ports_.clock.now();
  passed_ = 0;
}

}  // namespace waymark::discovery
