#include "product/discovery/discovery.h"

#include "base/error.h"
#include "base/text.h"

namespace waymark::discovery {
namespace {

constexpr int kMostLooks = 5;  // for one page, when much of it is hidden

search::Query query_of(std::string text, const std::vector<SearchKind>& kinds,
                       const PageRequest& request) {
  search::Query query;
  query.text = std::move(text);
  for (const SearchKind kind : kinds) query.kinds.emplace_back(enum_name(kind));
  query.limit = request.size + 1;
  query.deepest = kDeepestResult;
  query.after = request.after;
  return query;
}

}  // namespace

Task<search::Hits> find(search::Index& index, search::Query query, InputPath at) {
  bool misplaced = false;
  search::Hits hits;
  try {
    hits = co_await index.find(std::move(query));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::invalid_input) throw;
    misplaced = true;
  }
  if (misplaced) throw Error::invalid(at("after"), "error.cursor");
  co_return hits;
}

Task<SearchPage> Discovery::search(const RequestContext& context, std::string text,
                                   std::vector<SearchKind> kinds, PageRequest request,
                                   InputPath at) const {
  const UserId viewer = context.require_principal().user;
  if (code_points(text) > kLongestSearch)
    throw Error::invalid(at("query"), "error.search.too_long",
                         {{"limit", std::to_string(kLongestSearch)}});
  SearchPage page;
  page.has_previous = request.after.has_value();
  if (text.empty()) co_return page;
  co_await limits_.take(limits::Action::search, context);
  search::Query query = query_of(std::move(text), kinds, request);
  bool more = true;
  for (int look = 0; more && look < kMostLooks && page.entries.size() <= request.size; ++look) {
    search::Hits hits = co_await find(index_, query, request.path);
    more = hits.more && !hits.hits.empty();
    if (more) query.after = hits.hits.back().cursor;
    auto found = co_await shown(viewer, hits.hits);
    for (std::size_t i = 0; i < found.size(); ++i)
      if (found[i])
        page.entries.push_back(
            SearchPage::Entry{std::move(*found[i]), std::move(hits.hits[i].cursor)});
  }
  page.has_next = !page.entries.empty() && (more || page.entries.size() > request.size);
  if (page.entries.size() > request.size) page.entries.resize(request.size);
  co_return page;
}

/// In the order of the hits; each kind reads its own together.
Task<std::vector<std::optional<Found>>> Discovery::shown(UserId viewer,
                                                         std::vector<search::Hit> hits) const {
  std::vector<std::optional<Found>> all(hits.size());
  for (Kind* kind : kinds_) {
    std::vector<std::string> ids;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      if (hits[i].kind != enum_name(kind->kind())) continue;
      ids.push_back(own_id(hits[i]));
      places.push_back(i);
    }
    if (ids.empty()) continue;
    auto found = co_await kind->shown(viewer, std::move(ids));
    for (std::size_t i = 0; i < places.size(); ++i) all[places[i]] = std::move(found[i]);
  }
  co_return all;
}

}  // namespace waymark::discovery
