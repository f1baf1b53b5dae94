#include "product/social/lists.h"

#include "product/social/keys.h"

namespace waymark::social {

Task<bool> Lists::shows_lists(UserId viewer, UserId of) const {
  const Standing standing = co_await social_.standing(viewer, of);
  if (standing.self) co_return true;
  co_return standing.profile != Audience::private_&& standing.sees(Visibility::public_);
}

Task<PersonPage> Lists::shown(UserId viewer, IdPage ids) const {
  PersonPage page;
  page.has_next = ids.has_next;
  page.has_previous = ids.has_previous;
  if (!ids.entries.empty()) page.next_cursor = ids.entries.back().cursor;
  std::vector<UserId> wanted;
  for (const IdPage::Entry& entry : ids.entries) wanted.push_back(entry.id);
  auto people = co_await social_.people(viewer, std::move(wanted));
  for (std::size_t i = 0; i < people.size(); ++i)
    if (people[i])
      page.entries.push_back(
          PersonPage::Entry{std::move(*people[i]), std::move(ids.entries[i].cursor)});
  co_return page;
}

Task<PersonPage> Lists::followers(Owner viewer, UserId of, store::PageRequest request) const {
  if (!co_await shows_lists(viewer.user(), of)) co_return PersonPage();
  IdPage ids = co_await social_.followers(of, std::move(request));
  PersonPage page = co_await shown(viewer.user(), std::move(ids));
  std::erase_if(page.entries, [](const auto& entry) { return entry.person.relation.blocks; });
  co_return page;
}

Task<PersonPage> Lists::following(Owner viewer, UserId of, store::PageRequest request) const {
  if (!co_await shows_lists(viewer.user(), of)) co_return PersonPage();
  IdPage ids = co_await social_.followees(of, std::move(request));
  PersonPage page = co_await shown(viewer.user(), std::move(ids));
  std::erase_if(page.entries, [](const auto& entry) { return entry.person.relation.blocks; });
  co_return page;
}

Task<PersonPage> Lists::own(Owner viewer, store::Index index, std::string_view prefix,
                            store::PageRequest request) const {
  std::vector<std::string> partitions(1, keys::partition(viewer.user()));
  IdPage ids = co_await list_ids(store_, index, std::move(partitions), prefix, std::move(request));
  co_return co_await shown(viewer.user(), std::move(ids));
}

Task<PersonPage> Lists::requests(Owner viewer, store::PageRequest request) const {
  return own(viewer, store::Index::table, keys::kAsked, std::move(request));
}

Task<PersonPage> Lists::sent_requests(Owner viewer, store::PageRequest request) const {
  return own(viewer, store::Index::gsi1, keys::kAsking, std::move(request));
}

Task<PersonPage> Lists::blocked(Owner viewer, store::PageRequest request) const {
  return own(viewer, store::Index::table, keys::kBlock, std::move(request));
}

Task<PersonPage> Lists::muted(Owner viewer, store::PageRequest request) const {
  return own(viewer, store::Index::table, keys::kMute, std::move(request));
}

Task<std::int64_t> Lists::request_count(Owner viewer) const {
  store::Query query(store::Index::table, keys::partition(viewer.user()));
  query.where(store::SortKey::begins_with(std::string(keys::kAsked))).at_most(kCountedRequests);
  const store::Page page = co_await store_.query(std::move(query));
  co_return static_cast<std::int64_t>(page.items.size());
}

}  // namespace waymark::social
