#include "platform/store/rocks/read_cache.h"

#include <algorithm>
#include <functional>

namespace waymark::store::rocks {
namespace {

/// What an answer takes beside its items and its question: list and map nodes, the page, string headers.
constexpr std::size_t kOverhead = 256;

void append_part(std::string& out, std::string_view part) {
  const auto size = static_cast<std::uint32_t>(part.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size);
  out += part;
}

std::size_t bytes_of(const Page& page) {
  std::size_t bytes = 0;
  for (const Item& item : page.items) bytes += item.size() + sizeof(Item);
  return bytes;
}

Instant first_expiry(const Page& page) {
  constexpr auto kLatest = std::chrono::floor<std::chrono::seconds>(Instant::max());
  std::int64_t first = kLatest.time_since_epoch().count();
  for (const Item& item : page.items)
    first = std::min(first, item.integer(attribute::kTtl).value_or(first));
  return Instant(std::chrono::seconds(std::max<std::int64_t>(first, 0)));
}

}  // namespace

PartitionStamps::Slot PartitionStamps::slot_of(Index index, std::string_view partition) {
  const std::size_t hash = std::hash<std::string_view>()(partition) +
                           static_cast<std::size_t>(index) * 0x9E3779B97F4A7C15U;
  return static_cast<Slot>((hash ^ (hash >> 32)) % kSlots);
}

std::optional<std::uint64_t> PartitionStamps::steady(Slot slot) const {
  const std::uint64_t stamp = stamps_[slot].load();
  return stamp % 2 == 0 ? std::optional(stamp) : std::nullopt;
}

void PartitionStamps::begin_change(std::vector<Slot>& slots) {
  std::ranges::sort(slots);
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  for (const Slot slot : slots) stamps_[slot].fetch_add(1);
}

void PartitionStamps::end_change(const std::vector<Slot>& slots) {
  for (const Slot slot : slots) stamps_[slot].fetch_add(1);
}

std::string question_of(const Query& query) {
  std::string question;
  question.reserve(query.partition.size() + query.sort.low.size() + query.sort.high.size() + 32);
  question += 'q';
  question += static_cast<char>(query.index);
  question += static_cast<char>(query.order);
  question += static_cast<char>(query.sort.op);
  question.append(reinterpret_cast<const char*>(&query.limit), sizeof query.limit);
  append_part(question, query.partition);
  append_part(question, query.sort.low);
  append_part(question, query.sort.high);
  if (query.after) question += query.after->token;
  return question;
}

ReadCache::ReadCache(std::size_t bytes, telemetry::Metrics& metrics)
    : shard_bytes_(bytes / kShards),
      hits_(metrics.counter("waymark_store_read_cache_hits_total",
                            "Reads that were answered from memory without asking RocksDB.")),
      misses_(metrics.counter("waymark_store_read_cache_misses_total",
                              "Reads that had to ask RocksDB.")) {}

bool ReadCache::asked_before(const std::string& question) {
  const std::size_t hash = std::hash<std::string_view>()(question);
  const auto mark = static_cast<std::uint32_t>(hash >> 32) | 1U;
  return recent_[hash % kRecent].exchange(mark, std::memory_order_relaxed) == mark;
}

ReadCache::Shard& ReadCache::shard_of(const std::string& question) {
  return shards_[(std::hash<std::string_view>()(question) >> 20) % kShards];
}

std::shared_ptr<const Page> ReadCache::find(const std::string& question, Slot slot, Instant now) {
  Shard& shard = shard_of(question);
  {
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.by_question.find(question);
    if (found != shard.by_question.end()) {
      const auto answer = found->second;
      if (stamps_.steady(slot) == answer->stamp && now >= answer->from && now < answer->until) {
        shard.by_use.splice(shard.by_use.begin(), shard.by_use, answer);
        hits_.add();
        return answer->page;
      }
    }
  }
  misses_.add();
  return nullptr;
}

void ReadCache::remove(Shard& shard, std::list<Answer>::iterator answer) {
  shard.bytes -= answer->bytes;
  shard.by_question.erase(answer->question);
  shard.by_use.erase(answer);
}

void ReadCache::insert(Answer answer) {
  Shard& shard = shard_of(answer.question);
  const std::lock_guard lock(shard.mutex);
  const auto old = shard.by_question.find(answer.question);
  if (old != shard.by_question.end()) remove(shard, old->second);
  shard.bytes += answer.bytes;
  shard.by_use.push_front(std::move(answer));
  shard.by_question.emplace(shard.by_use.front().question, shard.by_use.begin());
  while (shard.bytes > shard_bytes_) remove(shard, std::prev(shard.by_use.end()));
}

ReadCache::Reading::Reading(ReadCache& cache, Slot slot, Instant now)
    : cache_(cache), slot_(slot), now_(now), stamp_(cache.stamps_.steady(slot)) {}

bool ReadCache::Reading::worth_keeping(const std::string& question) const {
  return stamp_ && cache_.shard_bytes_ > 0 && cache_.asked_before(question) &&
         cache_.stamps_.steady(slot_) == stamp_;
}

void ReadCache::Reading::keep(std::string question, const Page& answer) const {
  if (!worth_keeping(question)) return;
  store(std::move(question), answer);
}

void ReadCache::Reading::store(std::string question, const Page& answer) const {
  const std::size_t bytes = bytes_of(answer);
  if (bytes > kLargestAnswer) return;
  Answer kept;
  kept.bytes = bytes + question.size() + kOverhead;
  kept.question = std::move(question);
  kept.page = std::make_shared<const Page>(answer);
  kept.stamp = *stamp_;
  kept.from = now_;
  kept.until = first_expiry(answer);
  cache_.insert(std::move(kept));
}

void ReadCache::Reading::keep(std::string question, const std::optional<Item>& answer) const {
  if (!worth_keeping(question)) return;
  Page page;
  if (answer) page.items.push_back(*answer);
  store(std::move(question), page);
}

}  // namespace waymark::store::rocks
