#include "platform/http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "platform/http/router_tree.h"

namespace waymark::http {
namespace {

Task<Response> nothing(Request&, RequestContext&) {
  co_return Response();
}

class RouterTest : public testing::Test {
 protected:
  Router::Match find(std::string_view path) { return tree_.find(path); }
  void add(Method method, const std::string& pattern) {
    tree_.add(method, pattern, nothing, RouteOptions());
  }
  /// The pattern that GETs this path, "" when none does; captures in captured_.
  std::string pattern(std::string_view path) {
    const Router::Match match = find(path);
    captured_.assign(match.captured.begin(),
                     match.captured.begin() + static_cast<std::ptrdiff_t>(match.captures));
    const Route* route = match.routes ? match.route(Method::get) : nullptr;
    return route ? route->pattern : "";
  }

  Router::Tree tree_;
  std::vector<std::string> captured_;
};

TEST_F(RouterTest, LiteralsWinAndParametersCatchTheRest) {
  for (const char* route : {"/", "/quests", "/quests/{id}", "/quests/{id}/cancel", "/quests/new",
                            "/quests/new/{step}", "/files/{rest*}", "/{page*}"})
    add(Method::get, route);
  EXPECT_EQ(pattern("/"), "/");
  EXPECT_EQ(pattern("/quests"), "/quests");
  EXPECT_EQ(pattern("/quests/new"), "/quests/new");
  EXPECT_EQ(pattern("/quests/n%65w"), "/quests/new") << "the same path, written otherwise";
  EXPECT_EQ(pattern("/quests/42"), "/quests/{id}");
  EXPECT_EQ(captured_, std::vector<std::string>{"42"});
  EXPECT_EQ(pattern("/quests/new/cancel"), "/quests/new/{step}");
  EXPECT_EQ(pattern("/quests/42/cancel"), "/quests/{id}/cancel");
  EXPECT_EQ(pattern("/quests/a%2Fb"), "/quests/{id}") << "an escaped slash separates nothing";
  EXPECT_EQ(captured_, std::vector<std::string>{"a%2Fb"});
  EXPECT_EQ(pattern("/files/a/b/c"), "/files/{rest*}");
  EXPECT_EQ(captured_, std::vector<std::string>{"a/b/c"});
  EXPECT_EQ(pattern("/quests/42/other"), "/{page*}") << "going back takes captures back";
  EXPECT_EQ(captured_, std::vector<std::string>{"quests/42/other"});
  EXPECT_EQ(pattern("/quests/"), "/{page*}");
}

TEST_F(RouterTest, FindsNothingWhereNothingIs) {
  add(Method::get, "/quests/{id}");
  EXPECT_EQ(find("/").routes, nullptr);
  EXPECT_EQ(find("/quests").routes, nullptr);
  EXPECT_EQ(find("/quests/").routes, nullptr);
  EXPECT_EQ(find("/quests/1/2").routes, nullptr);
  EXPECT_EQ(find("*").routes, nullptr);
  EXPECT_EQ(find("").routes, nullptr);
}

TEST_F(RouterTest, RefusesWhatCannotBe) {
  add(Method::get, "/quests/{id}");
  EXPECT_THROW(add(Method::get, "/quests/{other}"), std::logic_error) << "the same shape";
  EXPECT_NO_THROW(add(Method::put, "/quests/{other}"));
  EXPECT_THROW(add(Method::head, "/quests"), std::logic_error);
  EXPECT_THROW(add(Method::get, "quests"), std::logic_error);
  EXPECT_THROW(add(Method::get, "/{}"), std::logic_error);
  EXPECT_THROW(add(Method::get, "/{open"), std::logic_error);
  EXPECT_THROW(add(Method::get, "/{rest*}/more"), std::logic_error);
  EXPECT_THROW(add(Method::get, "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}"), std::logic_error);
}

TEST_F(RouterTest, ListsItsRoutes) {
  Router router;
  router.add(Method::get, "/me", nothing);
  router.add(Method::del, "/quests/{id}", nothing);
  EXPECT_EQ(router.routes(), (std::vector<std::string>{"GET /me", "DELETE /quests/{id}"}));
}

}  // namespace
}  // namespace waymark::http
