#include "product/discovery/rest.h"

#include <algorithm>

#include <boost/algorithm/string/case_conv.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "platform/http/items.h"
#include "platform/http/page_query.h"
#include "platform/http/service_routes.h"
#include "product/discovery/graphql.h"
#include "product/posts/answers.h"

namespace waymark::discovery {
namespace {

using http::Request;
using http::Response;

/// One of the four is there.
struct ResultAnswer {
  SearchKind kind = SearchKind::people;
  std::optional<social::Person> person;
  std::optional<groups::GroupView> group;
  std::optional<FoundGoal> goal;
  std::optional<posts::PostAnswer> post;
};
BOOST_DESCRIBE_STRUCT(ResultAnswer, (), (kind, person, group, goal, post))

/// `kinds=people,posts`, in any case.
std::vector<SearchKind> kinds_of(const Request& request) {
  std::vector<SearchKind> kinds;
  std::string text = boost::algorithm::to_upper_copy(request.query("kinds").value_or(""));
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const auto kind = parse_enum<SearchKind>(text.substr(0, comma));
    if (!kind) throw Error::invalid("kinds", "error.type.choice");
    if (std::ranges::find(kinds, *kind) == kinds.end()) kinds.push_back(*kind);
    text = comma == text.npos ? "" : text.substr(comma + 1);
  }
  return kinds;
}

ResultAnswer answer_of(Found found, std::vector<posts::PostView>& posts) {
  ResultAnswer answer;
  if (auto* person = std::get_if<social::Person>(&found)) {
    answer.person = std::move(*person);
  } else if (auto* group = std::get_if<groups::GroupView>(&found)) {
    answer.kind = SearchKind::groups;
    answer.group = std::move(*group);
  } else if (auto* goal = std::get_if<FoundGoal>(&found)) {
    answer.kind = SearchKind::goals;
    answer.goal = std::move(*goal);
  } else {
    answer.kind = SearchKind::posts;
    posts.push_back(std::get<posts::PostView>(std::move(found)));
  }
  return answer;
}

Task<Response> search(const Services& services, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  const auto text = request.query("q");
  if (!text) throw Error::invalid("q", "error.required");
  if (code_points(*text) > kLongestSearch)
    throw Error::invalid("q", "error.search.too_long", {{"limit", std::to_string(kLongestSearch)}});
  SearchPage page = co_await services.search.search(context, *text, kinds_of(request),
                                                    http::page_of(request), InputPath());
  http::Items<ResultAnswer> answer;
  if (page.has_next && !page.entries.empty()) answer.next_cursor = page.entries.back().cursor;
  std::vector<posts::PostView> posts;
  for (auto& entry : page.entries) answer.items.push_back(answer_of(std::move(entry.found), posts));
  auto written = co_await posts::answers_of(services.social, viewer, std::move(posts));
  std::size_t next = 0;
  for (ResultAnswer& item : answer.items)
    if (item.kind == SearchKind::posts) item.post = std::move(written[next++]);
  co_return http::items_answer(request, answer);
}

Task<Response> suggestions(const Services& services, Request& request, RequestContext& context) {
  const Owner viewer(context);
  const std::size_t first = checked_first(http::first_of(request).value_or(10), kMostSuggestions);
  http::Items<PersonSuggestion> answer;
  answer.items = co_await services.suggestions.people(viewer, first);
  co_return http::items_answer(request, answer);
}

Task<Response> trending(const Services& services, Request& request, RequestContext& context) {
  context.require_principal();
  const std::size_t first =
      checked_first(http::first_of(request).value_or(10), Trending::kMostTags);
  http::Items<TrendingTag> answer;
  answer.items = co_await services.trending.tags(first);
  co_return http::items_answer(request, answer);
}

}  // namespace

void add_routes(http::Router& router, const Services& services) {
  http::add_route(router, http::Method::get, "/api/search", &search, services);
  http::add_route(router, http::Method::get, "/api/suggestions", &suggestions, services);
  http::add_route(router, http::Method::get, "/api/trending", &trending, services);
}

}  // namespace waymark::discovery
