#include "product/moderation/graphql.h"

#include "platform/graphql/loader.h"
#include "platform/graphql/page_argument.h"

namespace waymark::moderation {
namespace {

using graphql::Call;
using graphql::Connection;
using graphql::page_of;
using social::PersonPtr;

const InputPath kInput("input");

template <typename T>
Connection<T> connection_of(Page<T> page) {
  return graphql::connection_of(std::move(page), &Page<T>::Entry::value);
}

/// Everybody's card as moderators see it: apart from the people whom a request loads for itself.
struct Cards {
  explicit Cards(const social::Social& social)
      : loader([&social](std::vector<UserId> ids) { return fetch(social, std::move(ids)); }) {}

  static Task<std::unordered_map<UserId, PersonPtr>> fetch(const social::Social& social,
                                                           std::vector<UserId> ids) {
    auto found = co_await social.cards(ids);
    std::unordered_map<UserId, PersonPtr> by_id;
    for (std::size_t i = 0; i < ids.size(); ++i)
      if (found[i])
        by_id.emplace(ids[i], std::make_shared<const social::Person>(std::move(*found[i])));
    co_return by_id;
  }

  graphql::Loader<UserId, PersonPtr> loader;
};

}  // namespace

void ModerationGraphql::bind(graphql::Bindings& bindings) {
  bind_types(bindings);
  bindings.query("moderationCases", &ModerationGraphql::cases, this);
  bindings.query("moderationCase", &ModerationGraphql::find_case, this);
  bindings.query("myModerationNotices", &ModerationGraphql::my_notices, this);
  bindings.query("mySuspension", &ModerationGraphql::my_suspension, this);
  bindings.mutation("reportContent", &ModerationGraphql::report_content, this);
  bindings.mutation("decideCase", &ModerationGraphql::decide_case, this);
  bindings.mutation("decideAppeal", &ModerationGraphql::decide_appeal, this);
  bindings.mutation("liftDecision", &ModerationGraphql::lift_decision, this);
  bindings.mutation("appealDecision", &ModerationGraphql::appeal_decision, this);
}

void ModerationGraphql::bind_types(graphql::Bindings& bindings) {
  bindings.object<Snapshot>("ModerationSnapshot");
  bindings.object<Appeal>("Appeal");
  bindings.object<Notice>("ModerationNotice");
  bindings.object<SuspensionView>("Suspension");
  bindings.object<Case>("ModerationCase")
      .field("version", &Case::acts)
      .resolver("owner", &ModerationGraphql::owner, this)
      .resolver("snapshots", &ModerationGraphql::snapshots, this)
      .resolver("reports", &ModerationGraphql::reports, this)
      .resolver("decisions", &ModerationGraphql::decisions, this)
      .resolver("context", &ModerationGraphql::context, this)
      .resolver("history", &ModerationGraphql::history, this);
  bindings.object<ContextLine>("ModerationContext")
      .resolver("author", &ModerationGraphql::line_author, this);
  bindings.object<Report>("ModerationReport")
      .resolver("reporter", &ModerationGraphql::reporter, this);
  bindings.object<Decision>("ModerationDecision")
      .resolver("decidedBy", &ModerationGraphql::decider, this);
  bindings.object<Entry>("ModerationEntry").resolver("actor", &ModerationGraphql::actor, this);
}

Task<bool> ModerationGraphql::report_content(Call& call) const {
  auto input = call.argument<ReportInput>("input");
  co_await moderation_.reports.report(call.context(), std::move(input), kInput);
  co_return true;
}

Task<Connection<Case>> ModerationGraphql::cases(Call& call) const {
  const auto state = call.argument<std::optional<CaseState>>("state").value_or(CaseState::open);
  auto page = co_await moderation_.cases.queue(call.context(), state, page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::optional<Case>> ModerationGraphql::find_case(Call& call) const {
  return moderation_.cases.find(call.context(), call.argument<CaseId>("id"));
}

Task<Connection<Notice>> ModerationGraphql::my_notices(Call& call) const {
  auto page = co_await moderation_.cases.notices(Owner(call.context()), page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::optional<SuspensionView>> ModerationGraphql::my_suspension(Call& call) const {
  return moderation_.cases.suspension(Owner(call.context()));
}

Task<Case> ModerationGraphql::decide_case(Call& call) const {
  return moderation_.decisions.decide(call.context(), call.argument<DecisionInput>("input"),
                                      kInput);
}

Task<Case> ModerationGraphql::decide_appeal(Call& call) const {
  return moderation_.decisions.decide_appeal(
      call.context(), call.argument<DecisionId>("decisionId"), call.argument<bool>("upheld"),
      call.argument<std::optional<std::string>>("message"));
}

Task<Case> ModerationGraphql::lift_decision(Call& call) const {
  return moderation_.decisions.lift(call.context(), call.argument<DecisionId>("decisionId"),
                                    call.argument<std::optional<std::string>>("message"));
}

Task<Notice> ModerationGraphql::appeal_decision(Call& call) const {
  return moderation_.decisions.appeal(call.context(), call.argument<DecisionId>("decisionId"),
                                      call.argument<std::string>("text"));
}

Task<PersonPtr> ModerationGraphql::card(Call& call, UserId id) const {
  Cards& cards = call.shared<Cards>([this] { return Cards(social_); });
  auto person = co_await cards.loader.load(id);
  co_return person ? std::move(*person) : nullptr;
}

Task<PersonPtr> ModerationGraphql::owner(const Case& about, Call& call) const {
  return card(call, about.owner_id);
}

Task<std::vector<Snapshot>> ModerationGraphql::snapshots(const Case& about, Call& call) const {
  return moderation_.cases.snapshots(call.context(), about.id);
}

Task<Connection<Report>> ModerationGraphql::reports(const Case& about, Call& call) const {
  auto page = co_await moderation_.cases.reports(call.context(), about.id, page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::vector<Decision>> ModerationGraphql::decisions(const Case& about, Call& call) const {
  return moderation_.cases.decisions(call.context(), about.id);
}

Task<std::vector<ContextLine>> ModerationGraphql::context(const Case& about, Call& call) const {
  return moderation_.cases.context_of(call.context(), about.subject());
}

Task<PersonPtr> ModerationGraphql::line_author(const ContextLine& line, Call& call) const {
  return card(call, line.author_id);
}

Task<std::vector<Entry>> ModerationGraphql::history(const Case& about, Call& call) const {
  return moderation_.cases.history(call.context(), about.id);
}

Task<PersonPtr> ModerationGraphql::reporter(const Report& report, Call& call) const {
  return card(call, report.reporter_id);
}

Task<PersonPtr> ModerationGraphql::decider(const Decision& decision, Call& call) const {
  return card(call, decision.decided_by_id);
}

Task<PersonPtr> ModerationGraphql::actor(const Entry& entry, Call& call) const {
  if (!entry.actor_id) co_return nullptr;
  co_return co_await card(call, *entry.actor_id);
}

}  // namespace waymark::moderation
