#include "product/assistance/graphql.h"

#include "platform/graphql/page_argument.h"

namespace waymark::assistance {
namespace {

using graphql::Call;
using graphql::Connection;

UserId viewer_of(const Call& call) {
  return call.context().require_principal().user;
}

Connection<AssistanceView> connection_of(AssistancePage page) {
  return graphql::connection_of(std::move(page), &AssistancePage::Entry::view);
}

}  // namespace

void AssistanceGraphql::bind(graphql::Bindings& bindings) {
  using Self = AssistanceGraphql;
  bindings.object<AssistanceView>("Assistance")
      .resolver("asker", &Self::asker, this)
      .resolver("thanked", &Self::thanked, this)
      .resolver("answers", &Self::answers, this);
  bindings.object<Answer>("AssistanceAnswer").resolver("author", &Self::author, this);
  bindings.query("assistance", &Self::assistance, this);
  bindings.query("myAssistance", &Self::mine, this);
  bindings.query("assistanceForMe", &Self::for_me, this);
  bindings.query("thanksOf", &Self::thanks_of, this);
  bindings.mutation("askForHelp", &Self::ask, this);
  bindings.mutation("answerAssistance", &Self::answer, this);
  bindings.mutation("sayThanks", &Self::thank, this);
  bindings.mutation("withdrawThanks", &Self::withdraw_thanks, this);
  bindings.mutation("closeAssistance", &Self::close, this);
}

Task<std::optional<AssistanceView>> AssistanceGraphql::assistance(Call& call) const {
  return helping_.find(viewer_of(call), call.argument<AssistanceId>("id"));
}

Task<Connection<AssistanceView>> AssistanceGraphql::mine(Call& call) const {
  AssistancePage page = co_await helping_.mine(Owner(call.context()), page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<AssistanceView>> AssistanceGraphql::for_me(Call& call) const {
  AssistancePage page = co_await helping_.for_me(Owner(call.context()), page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::int64_t> AssistanceGraphql::thanks_of(Call& call) const {
  return helping_.thanks_of(viewer_of(call), call.argument<UserId>("userId"));
}

Task<AssistanceView> AssistanceGraphql::ask(Call& call) const {
  return helping_.ask(call.context(), call.argument<AssistanceInput>("input"), InputPath("input"));
}

Task<Answer> AssistanceGraphql::answer(Call& call) const {
  return helping_.answer(call.context(), call.argument<AssistanceId>("id"),
                         call.argument<std::string>("text"), InputPath());
}

Task<AssistanceView> AssistanceGraphql::thank(Call& call) const {
  return helping_.thank(call.context(), call.argument<AssistanceId>("id"),
                        call.argument<UserId>("helperId"));
}

Task<AssistanceView> AssistanceGraphql::withdraw_thanks(Call& call) const {
  return helping_.withdraw_thanks(call.context(), call.argument<AssistanceId>("id"),
                                  call.argument<UserId>("helperId"));
}

Task<AssistanceView> AssistanceGraphql::close(Call& call) const {
  return helping_.close(call.context(), call.argument<AssistanceId>("id"));
}

Task<social::PersonPtr> AssistanceGraphql::asker(const AssistanceView& view, Call& call) const {
  return social::load_person(call, social_, view.asker_id);
}

Task<social::PersonPtr> AssistanceGraphql::author(const Answer& answer, Call& call) const {
  return social::load_person(call, social_, answer.author_id);
}

Task<std::vector<social::PersonPtr>> AssistanceGraphql::thanked(const AssistanceView& view,
                                                                Call& call) const {
  return social::load_people(call, social_, view.thanked);
}

Task<Connection<Answer>> AssistanceGraphql::answers(const AssistanceView& view, Call& call) const {
  AnswerPage page = co_await helping_.answers(viewer_of(call), view.id, page_of(call));
  Connection<Answer> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  for (auto& entry : page.entries)
    connection.edges.push_back({std::move(entry.answer), std::move(entry.cursor)});
  co_return connection;
}

}  // namespace waymark::assistance
