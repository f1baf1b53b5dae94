#include "platform/store/listing.h"

#include "base/encoding.h"

namespace waymark::store {
namespace {

/// Where the page before ended, or nullopt for the first page.
std::optional<std::string> last_seen(const Listing& listing, const PageRequest& request) {
  if (!request.after) return std::nullopt;
  auto key = base64url_decode(*request.after);
  if (!key || !key->starts_with(listing.prefix) || key->size() > 1024)
    throw Error::invalid(request.path("after"), "error.cursor");
  return key;
}

/// `begins_with(prefix)` from `seen` on, in the listing's order; `seen` itself is included.
SortKey span_of(const Listing& listing, const std::optional<std::string>& seen) {
  if (!seen) return SortKey::begins_with(listing.prefix);
  if (listing.order == Order::descending) return SortKey::between(listing.prefix, *seen);
  // No byte of a sort key is 0xFF (they are UTF-8), so this is past every key with the prefix.
  return SortKey::between(*seen, listing.prefix + '\xFF');
}

}  // namespace

std::string sort_key_of(const Item& item, Index index) {
  if (index == Index::table) return item.key().sk;
  const std::string name = "GSI" + std::to_string(static_cast<int>(index)) + "SK";
  return std::string(item.text(name).value_or(""));
}

Task<ListedPage> list(Store& store, Listing listing, PageRequest request) {
  ListedPage page;
  const std::optional<std::string> seen = last_seen(listing, request);
  page.has_previous = seen.has_value();
  const std::size_t wanted = request.size;
  std::optional<Cursor> next;
  do {
    Query query(listing.index, listing.partition);
    query.where(span_of(listing, seen)).starting_after(next);
    query.at_most(static_cast<std::uint32_t>(wanted - page.items.size() + 2));
    query.order = listing.order;
    Page found = co_await store.query(std::move(query));
    for (Item& item : found.items) {
      std::string key = sort_key_of(item, listing.index);
      if (seen && key == *seen) continue;
      if (page.items.size() == wanted) {
        page.has_next = true;
        co_return page;
      }
      page.items.push_back(ListedItem{std::move(item), base64url_encode(key)});
    }
    next = std::move(found.next);
  } while (next);
  co_return page;
}

}  // namespace waymark::store
