#include "platform/store/dynamo/pages.h"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "base/error.h"
#include "platform/store/dynamo/answer.h"
#include "platform/store/dynamo/attribute_value.h"
#include "platform/store/dynamo/document.h"
#include "platform/store/dynamo/key_range.h"
#include "platform/store/limits.h"
#include "platform/store/sort_key.h"

namespace waymark::store::dynamo {
namespace {

/// Where an item stands in the queried table or index.
Position position_of(const Item& item, Index index) {
  Position position;
  if (index == Index::table) {
    position.sort = item.text(attribute::kSk).value_or("");
    return position;
  }
  if (const auto indexed = index_key(item, static_cast<int>(index))) position.sort = indexed->sk;
  position.key = item.key();
  return position;
}

}  // namespace

Batch read_batch(std::string_view document, Index index) {
  Batch batch;
  bool has_items = false;
  bool has_count = false;
  Answer answer(document);
  answer.each_member([&](std::string_view name) {
    if (name == "Items") {
      has_items = true;
      answer.each_element([&] { batch.items.push_back(read_item(answer)); });
    } else if (name == "ScannedCount") {
      has_count = true;
      batch.scanned = answer.count();
    } else if (name == "LastEvaluatedKey") {
      batch.last_key = answer.raw();
    } else {
      answer.skip();
    }
  });
  answer.end();
  if (!has_items || !has_count) throw not_understood("a page without Items");
  if (batch.last_key && (*batch.last_key == "{}" || *batch.last_key == "null"))
    batch.last_key.reset();
  if (batch.last_key) {
    Answer last(*batch.last_key);
    batch.last_position = position_of(read_item(last), index);
  }
  return batch;
}

std::optional<Item> read_answered_item(std::string_view document) {
  std::optional<Item> item;
  Answer answer(document);
  answer.each_member([&](std::string_view name) {
    if (name == "Item")
      item = read_item(answer);
    else
      answer.skip();
  });
  answer.end();
  return item;
}

KeyBatch read_keys(std::string_view document) {
  Batch batch = read_batch(document, Index::table);
  KeyBatch keys;
  for (const Item& item : batch.items) keys.keys.push_back(item.key());
  keys.last_key = std::move(batch.last_key);
  return keys;
}

PageBuilder::PageBuilder(const Query& query, std::optional<Position> after)
    : query_(query), after_(std::move(after)) {}

/// Asked for, and behind the last page.
bool PageBuilder::wanted(const Position& position) const {
  if (!matches(query_.sort, position.sort)) return false;
  if (!after_) return true;
  const bool ascending = query_.order == Order::ascending;
  if (position.sort != after_->sort) return ascending == (position.sort > after_->sort);
  // The place in an index that ended before any item of this sort key was given has no key.
  if (query_.index == Index::table) return false;
  if (after_->key.pk.empty()) return true;
  return ascending ? position.key > after_->key : position.key < after_->key;
}

void PageBuilder::add(Item item) {
  Entry entry{position_of(item, query_.index), std::move(item)};
  if (!wanted(entry.position)) return;
  if (!group_.empty() && group_.front().position.sort != entry.position.sort) close_group();
  group_.push_back(std::move(entry));
  if (query_.index == Index::table)
    close_group();
  else
    prune_group();
}

void PageBuilder::close_group() {
  std::ranges::sort(group_, {}, &Entry::position);
  if (query_.order == Order::descending) std::ranges::reverse(group_);
  for (Entry& entry : group_) {
    ready_bytes_ += entry.item.size();
    ready_.push_back(std::move(entry));
  }
  group_.clear();
}

/// However many share a sort key, no more are kept than a page and one: those that come first.
void PageBuilder::prune_group() {
  const std::size_t needed = query_.limit + 1;
  if (group_.size() < 2 * needed) return;
  const auto middle = group_.begin() + static_cast<std::ptrdiff_t>(needed);
  if (query_.order == Order::ascending)
    std::ranges::nth_element(group_, middle, std::less<>(), &Entry::position);
  else
    std::ranges::nth_element(group_, middle, std::greater<>(), &Entry::position);
  group_.erase(middle, group_.end());
}

bool PageBuilder::full() const {
  if (query_.index == Index::table && ready_bytes_ >= kMaxPageBytes) return true;
  if (ready_.size() > query_.limit) return true;
  return !group_.empty() && (ready_.size() == query_.limit || ready_bytes_ >= kMaxPageBytes);
}

std::size_t PageBuilder::missing() const {
  const std::size_t have = ready_.size() + std::min<std::size_t>(group_.size(), query_.limit);
  return have > query_.limit ? 1 : query_.limit + 1 - have;
}

bool PageBuilder::may_end(const Position& position) const {
  if (!ready_.empty() || query_.index == Index::table) return true;
  return !after_ || position.sort != after_->sort;
}

Page PageBuilder::page(const CursorSeal& seal, const std::optional<Position>& reached) {
  if (!reached) close_group();
  Page page;
  std::size_t bytes = 0;
  std::optional<Position> last;
  for (Entry& entry : ready_) {
    if (page.items.size() == query_.limit || bytes >= kMaxPageBytes) {
      page.next = seal.seal(query_.index, query_.partition, *last);
      return page;
    }
    bytes += entry.item.size();
    last = std::move(entry.position);
    page.items.push_back(std::move(entry.item));
  }
  if (!reached) return page;
  if (query_.index == Index::table) {
    last = *reached;
  } else if (!last) {
    last.emplace();
    last->sort = reached->sort;
  }
  page.next = seal.seal(query_.index, query_.partition, *last);
  return page;
}

}  // namespace waymark::store::dynamo
