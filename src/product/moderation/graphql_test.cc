// The GraphQL edge: what moderators and people get, and that strangers get nothing.
#include "product/moderation/graphql.h"

#include "platform/graphql/contract_part.h"
#include "platform/graphql/engine.h"
#include "product/accounts/graphql.h"
#include "product/accounts/profiles.h"
#include "product/limits/testing.h"
#include "product/moderation/world_test.h"
#include "product/social/graphql.h"

namespace waymark::moderation {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kCase =
    "{ kind state source reportCount reasons rules version owner { nickname } "
    "snapshots { text } reports { nodes { reason text reporter { nickname } } } "
    "decisions { action message note decidedBy { nickname } appeal { text upheld } } "
    "history { number action detail actor { nickname } } }";

class ModerationGraphqlTest : public World {
 protected:
  ModerationGraphqlTest() {
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
                                      "isNicknameAvailable",
                                      "moderationCases",
                                      "moderationCase",
                                      "myModerationNotices",
                                      "mySuspension",
                                      "reportContent",
                                      "decideCase",
                                      "decideAppeal",
                                      "liftDecision",
                                      "appealDecision"});
    graphql::Bindings bindings;
    accounts_edge.bind(bindings);
    social_edge.bind(bindings);
    edge.bind(bindings);
    engine.emplace(part.schema(), std::move(bindings));
  }
  std::string ask(std::string query, const RequestContext& who) {
    RequestContext context = who;
    graphql::Request request;
    request.query = std::move(query);
    return run(engine->execute(request, context));
  }
  static std::string report_of(const posts::PostView& post) {
    return "mutation { reportContent(input: { kind: POST, id: \"" + post.id.to_string() +
           "\", reason: SPAM, text: \"See <b>this</b>\" }) }";
  }

  limits::Unlimited unlimited;
  accounts::Profiles profiles{store, outbox, clock, unlimited.limits};
  accounts::AccountsGraphql accounts_edge{profiles};
  social::SocialGraphql social_edge{social};
  ModerationGraphql edge{moderation, social.social};
  std::optional<graphql::Engine> engine;
};

TEST_F(ModerationGraphqlTest, FromReportToAppeal) {
  const posts::PostView post = write(ana, "<script>alert(1)</script>");
  EXPECT_EQ(ask(report_of(post), ben), R"({"data":{"reportContent":true}})");
  const Case about = queue().front();
  const std::string id = about.id.to_string();
  EXPECT_EQ(ask("{ moderationCases { nodes { id state } pageInfo { hasNextPage } } }", mia),
            "{\"data\":{\"moderationCases\":{\"nodes\":[{\"id\":\"" + id +
                "\",\"state\":\"OPEN\"}],\"pageInfo\":{\"hasNextPage\":false}}}}");
  const std::string decided =
      ask("mutation { decideCase(input: { caseId: \"" + id +
              "\", action: HIDE, message: \"No scripts\", note: \"first\", version: 0 }) " + kCase +
              " }",
          mia);
  EXPECT_EQ(decided,
            R"({"data":{"decideCase":{"kind":"POST","state":"DECIDED","source":"REPORTS",)"
            R"("reportCount":1,"reasons":["SPAM"],"rules":[],"version":1,)"
            R"("owner":{"nickname":"ana"},)"
            R"("snapshots":[{"text":"<script>alert(1)</script>"}],)"
            R"("reports":{"nodes":[{"reason":"SPAM","text":"See <b>this</b>",)"
            R"("reporter":{"nickname":"ben"}}]},)"
            R"("decisions":[{"action":"HIDE","message":"No scripts","note":"first",)"
            R"("decidedBy":{"nickname":"mia"},"appeal":null}],)"
            R"("history":[{"number":1,"action":"OPENED","detail":"SPAM",)"
            R"("actor":{"nickname":"ben"}},)"
            R"({"number":2,"action":"DECIDED","detail":"HIDE","actor":{"nickname":"mia"}}]}}})");
  const std::string decision = notices(ana).front().id.to_string();
  EXPECT_EQ(ask("mutation { appealDecision(decisionId: \"" + decision +
                    "\", text: \"It was art\") { action excerpt appealable appeal { text } } }",
                ana),
            R"({"data":{"appealDecision":{"action":"HIDE","excerpt":"<script>alert(1)</script>",)"
            R"("appealable":false,"appeal":{"text":"It was art"}}}})");
  EXPECT_THAT(ask("mutation { decideAppeal(decisionId: \"" + decision +
                      "\", upheld: false, message: \"True\") { state version } }",
                  mia),
              HasSubstr(R"({"state":"DECIDED","version":3})"));
  EXPECT_EQ(
      ask("{ myModerationNotices { nodes { kind message liftedAt appeal { upheld message } } } }",
          ana),
      R"({"data":{"myModerationNotices":{"nodes":[{"kind":"POST","message":"No scripts",)"
      R"("liftedAt":"2026-11-21T08:00:00.000Z","appeal":{"upheld":false,"message":"True"}}]}}})");
  verify_audit(4);
}

TEST_F(ModerationGraphqlTest, WhoIsSuspendedLearnsWhy) {
  report(ben, subject_of(ana));
  decide(mia, queue().front(), DecisionAction::suspend);
  EXPECT_EQ(ask("{ mySuspension { until since notice { message appealable } } }", ana),
            R"({"data":{"mySuspension":{"until":null,"since":"2026-11-21T08:00:00.000Z",)"
            R"("notice":{"message":"because","appealable":true}}}})");
  EXPECT_EQ(ask("{ mySuspension { until } }", ben), R"({"data":{"mySuspension":null}})");
  EXPECT_EQ(ask("{ user(nickname: \"ana\") { id } }", ben), R"({"data":{"user":null}})");
  EXPECT_THAT(ask("{ moderationCase(id: \"" + queue(CaseState::decided).front().id.to_string() +
                      "\") { owner { nickname } } }",
                  mia),
              HasSubstr("\"nickname\":\"ana\""));
}

TEST_F(ModerationGraphqlTest, StrangersGetNothing) {
  const posts::PostView post = write(ana, "secret evidence");
  report(ben, subject_of(post));
  const std::string id = queue().front().id.to_string();
  decide(mia, queue().front(), DecisionAction::hide);
  const std::string decision = notices(ana).front().id.to_string();
  const std::vector<std::string> all{
      "{ moderationCases { nodes { id } } }",
      "{ moderationCases(state: DECIDED) { nodes { snapshots { text } } } }",
      "{ moderationCase(id: \"" + id + "\") " + kCase + " }",
      "mutation { decideCase(input: { caseId: \"" + id +
          "\", action: DISMISS, version: 1 }) { id snapshots { text } } }",
      "mutation { decideAppeal(decisionId: \"" + decision + "\", upheld: false) { id } }",
      "mutation { liftDecision(decisionId: \"" + decision + "\") { id } }"};
  for (const std::string& query : all) {
    for (const RequestContext& who : {ana, ben, eve}) {
      const std::string answer = ask(query, who);
      EXPECT_THAT(answer, HasSubstr("\"code\":\"FORBIDDEN\"")) << query;
      EXPECT_THAT(answer, Not(HasSubstr("secret evidence"))) << query;
    }
    EXPECT_THAT(ask(query, RequestContext()), HasSubstr("\"code\":\"UNAUTHENTICATED\"")) << query;
  }
  const std::string appeal =
      "mutation { appealDecision(decisionId: \"" + decision + "\", text: \"x\") { id } }";
  EXPECT_THAT(ask(appeal, ben), HasSubstr("\"code\":\"NOT_FOUND\""));
  EXPECT_THAT(ask(appeal, mia), HasSubstr("\"code\":\"NOT_FOUND\""));
  EXPECT_EQ(ask("{ myModerationNotices { nodes { id } } }", ben),
            R"({"data":{"myModerationNotices":{"nodes":[]}}})");
  for (const char* own : {"{ myModerationNotices { nodes { id } } }", "{ mySuspension { until } }"})
    EXPECT_THAT(ask(own, RequestContext()), HasSubstr("UNAUTHENTICATED"));
  EXPECT_THAT(ask(report_of(post), RequestContext()), HasSubstr("UNAUTHENTICATED"));
  EXPECT_FALSE(notices(ana).front().lifted_at);
  EXPECT_FALSE(sees(ben, post.id));
}

TEST_F(ModerationGraphqlTest, RolesAreThoseOfTheStore) {
  EXPECT_THAT(ask("{ me { roles } }", mia), HasSubstr(R"("roles":["MODERATOR"])"));
  EXPECT_THAT(ask("{ me { roles } }", ana), HasSubstr(R"("roles":[])"));
}

}  // namespace
}  // namespace waymark::moderation
