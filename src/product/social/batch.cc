#include "product/social/batch.h"

#include <algorithm>
#include <map>

#include "platform/runtime/when_all.h"

namespace waymark::social {
namespace {

constexpr std::size_t kBatch = 100;

using Items = std::vector<std::optional<store::Item>>;

Task<void> get_some(store::Store& store, std::vector<store::Key> keys, Items& into,
                    std::size_t at) {
  Items found = co_await store.batch_get(std::move(keys));
  std::ranges::move(found, into.begin() + static_cast<std::ptrdiff_t>(at));
}

Task<Items> get_distinct(store::Store& store, std::vector<store::Key> keys) {
  if (keys.size() <= kBatch) {
    if (keys.empty()) co_return Items();
    co_return co_await store.batch_get(std::move(keys));
  }
  Items items(keys.size());
  std::vector<Task<void>> reads;
  for (std::size_t at = 0; at < keys.size(); at += kBatch) {
    const auto first = keys.begin() + static_cast<std::ptrdiff_t>(at);
    const auto last =
        keys.begin() + static_cast<std::ptrdiff_t>(std::min(at + kBatch, keys.size()));
    reads.push_back(get_some(
        store, std::vector<store::Key>(std::move_iterator(first), std::move_iterator(last)), items,
        at));
  }
  co_await runtime::when_all(std::move(reads));
  co_return items;
}

}  // namespace

Task<Items> get_all(store::Store& store, std::vector<store::Key> keys) {
  std::map<store::Key, std::size_t> places;
  std::vector<store::Key> distinct;
  std::vector<std::size_t> place_of;
  place_of.reserve(keys.size());
  for (store::Key& key : keys) {
    const auto [place, fresh] = places.emplace(key, distinct.size());
    place_of.push_back(place->second);
    if (fresh) distinct.push_back(std::move(key));
  }
  Items found = co_await get_distinct(store, std::move(distinct));
  if (found.size() == place_of.size()) co_return found;
  Items items;
  items.reserve(place_of.size());
  for (const std::size_t place : place_of) items.push_back(found[place]);
  co_return items;
}

}  // namespace waymark::social
