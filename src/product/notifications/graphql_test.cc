// The GraphQL edge against api/schema.graphql itself, the live field included.
#include "product/notifications/graphql.h"

#include "platform/graphql/contract_part.h"
#include "platform/graphql/engine.h"
#include "product/notifications/world_test.h"

namespace waymark::notifications {
namespace {

using testing::HasSubstr;

constexpr const char* kOperations[] = {
    "{ notifications { nodes { id } } }",
    "{ unreadNotificationCount }",
    "{ notificationPreferences { kind } }",
    "mutation { markNotificationsRead(upTo: \"x\") }",
    "mutation { markNotificationRead(id: \"x\") { id } }",
    "mutation { updateNotificationPreferences(input: []) { kind } }"};

class NotificationsGraphqlTest : public BellWorld {
 protected:
  using Sequence = std::unique_ptr<graphql::EventSequence>;

  NotificationsGraphqlTest() {
    const graphql::ContractPart part(
        {"notifications", "unreadNotificationCount", "notificationPreferences",
         "markNotificationsRead", "markNotificationRead", "updateNotificationPreferences",
         "onNotification"},
        {"PublicUser.followers", "PublicUser.following", "Post.author", "Post.comments",
         "Post.group", "Post.history", "Group.posts", "Group.members", "Group.room",
         "Group.pinnedPosts", "Group.requestCount", "Comment.author", "Comment.replies",
         "Comment.history"});
    edge.bind(bindings);
    bindings.object<social::Person>("PublicUser");
    bindings.object<posts::PostView>("Post");
    bindings.object<posts::CommentView>("Comment");
    bindings.object<posts::Mention>("Mention");
    bindings.object<media::Picture>("Media");
    bindings.object<groups::GroupView>("Group");
    engine.emplace(part.schema(), std::move(bindings));
  }
  ~NotificationsGraphqlTest() override {
    run(hub.stop());
    run(engine->stop());
  }

  std::string ask(std::string query, RequestContext& who) {
    graphql::Request request;
    request.query = std::move(query);
    return run(engine->execute(request, who));
  }
  boost::json::value data(std::string query, RequestContext& who) {
    auto answer = json::parse(ask(std::move(query), who)).as_object();
    EXPECT_FALSE(answer.contains("errors")) << boost::json::serialize(answer);
    return answer["data"];
  }
  Sequence follow_bell(RequestContext& who, const std::string& after = "") {
    graphql::Request request;
    request.query = "subscription { onNotification" +
                    (after.empty() ? "" : "(after: \"" + after + "\")") +
                    " { id notification { kind count actors { nickname } } "
                    "unreadCount } }";
    auto prepared = std::get<graphql::Prepared>(engine->prepare(request, who));
    auto started = run(engine->subscribe(std::move(prepared), who));
    if (auto* refused = std::get_if<graphql::Refusal>(&started)) {
      refusal = refused->errors;
      return nullptr;
    }
    return std::move(std::get<Sequence>(started));
  }
  boost::json::value next(const Sequence& sequence) {
    const auto response = run(sequence->next());
    return json::parse(response.value()).at("data").at("onNotification");
  }

  NotificationsGraphql edge{notifications, social, service.reading, hub, clock};
  graphql::Bindings bindings;
  std::optional<graphql::Engine> engine;
  std::string refusal;
};

TEST_F(NotificationsGraphqlTest, ABellIsRead) {
  const PostView post = write(ana, "hello");
  like(ben, post);
  clock.advance(std::chrono::minutes(1));
  comment(eve, post, "well said");
  settle();
  const auto page = data(
      "{ unreadNotificationCount notifications(page: { first: 5 }) { nodes { kind count read "
      "actors { nickname } post { text } comment { text } questId title level badge roomId } "
      "pageInfo { hasNextPage } } }",
      ana);
  EXPECT_EQ(
      boost::json::serialize(page),
      R"({"unreadNotificationCount":2,"notifications":{"nodes":[)"
      R"({"kind":"COMMENT","count":1,"read":false,"actors":[{"nickname":"eve"}],"post":{"text":"hello"},)"
      R"("comment":{"text":"well said"},"questId":null,"title":null,"level":null,"badge":null,"roomId":null},)"
      R"({"kind":"LIKE","count":1,"read":false,"actors":[{"nickname":"ben"}],"post":{"text":"hello"},)"
      R"("comment":null,"questId":null,"title":null,"level":null,"badge":null,"roomId":null}],)"
      R"("pageInfo":{"hasNextPage":false}}})");
  const std::string like_id = all(ana)[1].id;
  data("mutation { markNotificationRead(id: \"" + like_id + "\") { read } }", ana);
  const auto unread_ones = data("{ notifications(unreadOnly: true) { nodes { kind } } }", ana);
  EXPECT_EQ(boost::json::serialize(unread_ones),
            R"({"notifications":{"nodes":[{"kind":"COMMENT"}]}})");
  const auto left =
      data("mutation { markNotificationsRead(upTo: \"" + all(ana)[0].position + "\") }", ana);
  EXPECT_EQ(left.at("markNotificationsRead"), 0);
}

TEST_F(NotificationsGraphqlTest, PreferencesAreSetOneKindAtATime) {
  const auto set = data(
      "mutation { updateNotificationPreferences(input: [{ kind: LIKE, delivery: OFF }]) { kind "
      "delivery } }",
      ana);
  const auto all = data("{ notificationPreferences { kind delivery } }", ana);
  EXPECT_EQ(set.at("updateNotificationPreferences"), all.at("notificationPreferences"));
  int off = 0;
  for (const auto& one : all.at("notificationPreferences").as_array())
    if (one.at("delivery") == "OFF") {
      EXPECT_EQ(one.at("kind"), "LIKE");
      ++off;
    }
  EXPECT_EQ(off, 1);
}

TEST_F(NotificationsGraphqlTest, TheBellIsLive) {
  const Sequence anas = follow_bell(ana);
  const PostView post = write(ana, "hello");
  like(ben, post);
  settle();
  const auto rung = next(anas);
  EXPECT_EQ(boost::json::serialize(rung.at("notification")),
            R"({"kind":"LIKE","count":1,"actors":[{"nickname":"ben"}]})");
  EXPECT_EQ(rung.at("unreadCount"), 1);
  data("mutation { markNotificationsRead(upTo: \"" + all(ana)[0].position + "\") }", ana);
  EXPECT_EQ(boost::json::serialize(next(anas)),
            R"({"id":null,"notification":null,"unreadCount":0})");
  unlike(ben, post);
  settle();
  const auto gone = next(anas);
  EXPECT_EQ(gone.at("id"), rung.at("id"));
  EXPECT_TRUE(gone.at("notification").is_null());
}

TEST_F(NotificationsGraphqlTest, WhoWasAwayComesBackWithTheirLastPosition) {
  const PostView post = write(ana, "hello");
  like(ben, post);
  settle();
  const Position seen = all(ana)[0].position;
  clock.advance(std::chrono::minutes(1));
  comment(eve, post, "missed");
  follow(ben, ana);
  settle();
  const Sequence anas = follow_bell(ana, seen);
  EXPECT_EQ(next(anas).at("notification").at("kind"), "COMMENT");
  EXPECT_EQ(next(anas).at("notification").at("kind"), "FOLLOW");
  clock.advance(std::chrono::minutes(1));
  like(eve, post);
  settle();
  EXPECT_EQ(next(anas).at("notification").at("count"), 2) << "and then what comes";
  EXPECT_EQ(follow_bell(ana, "yesterday"), nullptr);
  EXPECT_THAT(refusal, HasSubstr("INVALID_INPUT"));
}

TEST_F(NotificationsGraphqlTest, AStrangerHearsAndReadsNothing) {
  const PostView post = write(ana, "hello");
  const Sequence bens = follow_bell(ben);
  like(eve, post);
  settle();
  EXPECT_THAT(ask("mutation { markNotificationRead(id: \"" + all(ana)[0].id + "\") { id } }", ben),
              HasSubstr("NOT_FOUND"));
  EXPECT_THAT(ask("mutation { markNotificationsRead(upTo: \"soon\") }", ben),
              HasSubstr("INVALID_INPUT"));
  const PostView bens_post = write(ben, "mine");
  like(eve, bens_post);
  settle();
  EXPECT_EQ(std::string(next(bens).at("id").as_string()), all(ben)[0].id)
      << "the first that ben hears is his own";
  RequestContext nobody;
  for (const char* operation : kOperations)
    EXPECT_THAT(ask(operation, nobody), HasSubstr("UNAUTHENTICATED")) << operation;
  EXPECT_EQ(follow_bell(nobody), nullptr);
  EXPECT_THAT(refusal, HasSubstr("UNAUTHENTICATED"));
}

}  // namespace
}  // namespace waymark::notifications
