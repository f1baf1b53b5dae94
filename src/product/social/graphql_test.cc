// The GraphQL edge against the part of api/schema.graphql that social answers.
#include "product/social/graphql.h"

#include "platform/graphql/contract_part.h"
#include "platform/graphql/engine.h"
#include "platform/store/forwarding_store.h"
#include "product/accounts/graphql.h"
#include "product/limits/testing.h"
#include "product/social/person_loader.h"
#include "product/social/world_test.h"

namespace waymark::social {
namespace {

/// Counts what is asked of the store.
class CountingStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<std::optional<store::Item>> get(store::Key key) override {
    ++reads;
    return inner().get(std::move(key));
  }
  Task<std::vector<std::optional<store::Item>>> batch_get(std::vector<store::Key> keys) override {
    ++reads;
    return inner().batch_get(std::move(keys));
  }
  Task<store::Page> query(store::Query query) override {
    ++reads;
    return inner().query(std::move(query));
  }
  int reads = 0;
};

constexpr const char* kQueries[] = {"{ user(nickname: \"ben\") { id } }",
                                    "{ followRequests { nodes { id } } }",
                                    "{ sentFollowRequests { nodes { id } } }",
                                    "{ blockedUsers { nodes { id } } }",
                                    "{ mutedUsers { nodes { id } } }",
                                    "{ mySharing { goals } }",
                                    "{ me { followerCount } }"};
constexpr const char* kMutations[] = {"followUser",    "unfollowUser",   "acceptFollow",
                                      "declineFollow", "removeFollower", "blockUser",
                                      "unblockUser",   "muteUser",       "unmuteUser"};

class SocialGraphqlTest : public World {
 protected:
  SocialGraphqlTest() {
    const graphql::ContractPart part({"me",
                                      "user",
                                      "followRequests",
                                      "sentFollowRequests",
                                      "blockedUsers",
                                      "mutedUsers",
                                      "mySharing",
                                      "upsertProfile",
                                      "followUser",
                                      "unfollowUser",
                                      "acceptFollow",
                                      "declineFollow",
                                      "removeFollower",
                                      "blockUser",
                                      "unblockUser",
                                      "muteUser",
                                      "unmuteUser",
                                      "updateSharing",
                                      "isEmailAvailable",
                                      "isNicknameAvailable"});
    graphql::Bindings bindings;
    accounts_edge.bind(bindings);
    edge.bind(bindings);
    engine.emplace(part.schema(), std::move(bindings));
  }
  std::string ask(std::string query, RequestContext context) {
    graphql::Request request;
    request.query = std::move(query);
    return run(engine->execute(request, context));
  }
  std::string mutate(const char* name, const RequestContext& who, UserId whom) {
    return ask(std::string("mutation { ") + name + "(id: \"" + whom.to_string() +
                   "\") { nickname relation { follows requested blocks mutes } } }",
               who);
  }

  CountingStore counting{store};
  SocialServices counted{counting, outbox, clock};
  limits::Unlimited unlimited;
  accounts::Profiles profiles{store, outbox, clock, unlimited.limits};
  accounts::AccountsGraphql accounts_edge{profiles};
  SocialGraphql edge{counted};
  std::optional<graphql::Engine> engine;
  RequestContext ana = person("ana");
  RequestContext ben = person("ben");
};

TEST_F(SocialGraphqlTest, APersonIsFoundByExactlyOneName) {
  const std::string expected = R"({"data":{"user":{"nickname":"ben","relation":{"self":false}}}})";
  for (const std::string& by : {std::string("nickname: \"BEN\""), std::string("username: \"ben\""),
                                "id: \"" + id(ben).to_string() + "\""})
    EXPECT_EQ(ask("{ user(" + by + ") { nickname relation { self } } }", ana), expected);
  EXPECT_EQ(ask("{ user(nickname: \"nobody\") { id } }", ana), R"({"data":{"user":null}})");
  for (const char* by : {"", "(nickname: \"ben\", username: \"ben\")"})
    EXPECT_NE(ask(std::string("{ user") + by + " { id } }", ana).find("INVALID_INPUT"),
              std::string::npos);
}

TEST_F(SocialGraphqlTest, AnswersWithThePersonAfterTheChange) {
  EXPECT_EQ(mutate("followUser", ana, id(ben)),
            R"({"data":{"followUser":{"nickname":"ben","relation":{"follows":true,)"
            R"("requested":false,"blocks":false,"mutes":false}}}})");
  EXPECT_EQ(mutate("muteUser", ana, id(ben)),
            R"({"data":{"muteUser":{"nickname":"ben","relation":{"follows":true,)"
            R"("requested":false,"blocks":false,"mutes":true}}}})");
}

TEST_F(SocialGraphqlTest, EveryOperationAsksWhoItIs) {
  for (const char* query : kQueries)
    EXPECT_NE(ask(query, RequestContext()).find("UNAUTHENTICATED"), std::string::npos) << query;
  for (const char* mutation : kMutations)
    EXPECT_NE(mutate(mutation, RequestContext(), id(ben)).find("UNAUTHENTICATED"),
              std::string::npos)
        << mutation;
}

TEST_F(SocialGraphqlTest, WhoIsBlockedIsAnsweredLikeAboutNobody) {
  block(ben, ana);
  const std::string ben_id = id(ben).to_string();
  const UserId nobody = ids.make<UserId>();
  for (const char* mutation : kMutations) {
    if (std::string_view(mutation) == "blockUser") continue;  // blocking back is everybody's right
    std::string blocked = mutate(mutation, ana, id(ben));
    EXPECT_NE(blocked.find("NOT_FOUND"), std::string::npos) << blocked;
    EXPECT_EQ(blocked, mutate(mutation, ana, nobody)) << mutation;
  }
  EXPECT_EQ(ask("{ user(id: \"" + ben_id + "\") { id } }", ana), R"({"data":{"user":null}})");
}

TEST_F(SocialGraphqlTest, AListOfPeopleIsAFewReads) {
  std::vector<RequestContext> fans;
  for (int i = 0; i < 10; ++i) fans.push_back(person("fan" + std::to_string(i)));
  for (const RequestContext& fan : fans) follow(fan, ben);
  counting.reads = 0;
  const std::string few =
      ask("{ user(nickname: \"ben\") { followers(page: {first: 2}) { nodes { nickname bio "
          "followerCount "
          "relation { follows } } } } }",
          ana);
  const int for_two = counting.reads;
  counting.reads = 0;
  const std::string many =
      ask("{ user(nickname: \"ben\") { followers(page: {first: 10}) { nodes { nickname bio "
          "followerCount relation { follows } } } } }",
          ana);
  EXPECT_EQ(counting.reads, for_two);
  EXPECT_NE(many.find("fan0"), std::string::npos) << many;
}

TEST_F(SocialGraphqlTest, OnesOwnCountsAreOneRead) {
  counting.reads = 0;
  EXPECT_EQ(ask("{ me { nickname followerCount followingCount postCount visibility links } }", ben),
            R"({"data":{"me":{"nickname":"ben","followerCount":0,"followingCount":0,)"
            R"("postCount":0,"visibility":"PUBLIC","links":["https://ben.example.org"]}}})");
  EXPECT_EQ(counting.reads, 1);
}

TEST_F(SocialGraphqlTest, PagesLeadOn) {
  const RequestContext cleo = person("cleo");
  follow(ana, ben);
  follow(cleo, ben);
  const std::string first =
      ask("{ me { followers(page: {first: 1}) { nodes { nickname } pageInfo { hasNextPage "
          "endCursor } } } }",
          ben);
  EXPECT_NE(first.find(R"("nickname":"cleo")"), std::string::npos) << first;
  EXPECT_NE(first.find(R"("hasNextPage":true)"), std::string::npos);
  const std::size_t at = first.find(R"("endCursor":")") + 13;
  const std::string cursor = first.substr(at, first.find('"', at) - at);
  const std::string second = ask("{ me { followers(page: {first: 1, after: \"" + cursor +
                                     "\"}) { nodes { nickname } pageInfo { hasNextPage } } } }",
                                 ben);
  EXPECT_NE(second.find(R"("nickname":"ana")"), std::string::npos) << second;
  EXPECT_NE(second.find(R"("hasNextPage":false)"), std::string::npos);
  EXPECT_NE(ask("{ me { followers(page: {after: \"nonsense\"}) { nodes { id } } } }", ben)
                .find("INVALID_INPUT"),
            std::string::npos);
}

}  // namespace
}  // namespace waymark::social
