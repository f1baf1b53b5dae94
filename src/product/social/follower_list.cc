#include "product/social/follower_list.h"

#include <algorithm>

#include "platform/runtime/when_all.h"

namespace waymark::social {
namespace {

struct Found {
  std::string sort_key;
  std::string cursor;
};

Task<void> list_one(store::Store& store, store::Listing listing, store::PageRequest request,
                    std::vector<Found>& found, IdPage& page) {
  const store::Index index = listing.index;
  store::ListedPage listed = co_await store::list(store, std::move(listing), std::move(request));
  page.has_next = page.has_next || listed.has_next;
  page.has_previous = listed.has_previous;
  for (store::ListedItem& entry : listed.items)
    found.push_back(Found{store::sort_key_of(entry.item, index), std::move(entry.cursor)});
}

}  // namespace

Task<IdPage> list_ids(store::Store& store, store::Index index, std::vector<std::string> partitions,
                      std::string_view prefix, store::PageRequest request) {
  IdPage page;
  std::vector<Found> found;
  const std::size_t wanted = request.size;
  std::vector<Task<void>> lists;
  for (std::string& partition : partitions) {
    store::Listing listing(index, std::move(partition), std::string(prefix),
                           store::Order::descending);
    lists.push_back(list_one(store, std::move(listing), request, found, page));
  }
  if (lists.size() == 1)
    co_await std::move(lists.front());
  else
    co_await runtime::when_all(std::move(lists));
  std::ranges::sort(found, std::ranges::greater(), &Found::sort_key);
  // Each list gave as many as were wanted, or all it had: none between two that are shown is missing.
  if (found.size() > wanted) {
    found.resize(wanted);
    page.has_next = true;
  }
  for (Found& entry : found) {
    const auto id = UserId::parse(std::string_view(entry.sort_key).substr(prefix.size()));
    if (id) page.entries.push_back(IdPage::Entry{*id, std::move(entry.cursor)});
  }
  co_return page;
}

}  // namespace waymark::social
