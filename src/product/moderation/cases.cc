#include "product/moderation/cases.h"

#include "platform/store/entity.h"
#include "product/moderation/decisions.h"

namespace waymark::moderation {
namespace {

template <typename T>
Page<T> page_of(store::ListedPage listed) {
  Page<T> page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (auto& entry : listed.items) {
    auto& into = page.entries.emplace_back();
    into.value = store::from_item<T>(entry.item);
    into.cursor = std::move(entry.cursor);
  }
  return page;
}

}  // namespace

Task<Page<Case>> Cases::queue(const RequestContext& context, CaseState state,
                              store::PageRequest request) const {
  require_moderator(context);
  auto listed = co_await repository_.queue(state, std::move(request));
  co_return page_of<Case>(std::move(listed));
}

Task<std::optional<Case>> Cases::find(const RequestContext& context, CaseId id) const {
  require_moderator(context);
  co_return co_await repository_.find(id);
}

Task<Page<Report>> Cases::reports(const RequestContext& context, CaseId id,
                                  store::PageRequest request) const {
  require_moderator(context);
  auto listed = co_await repository_.reports(id, std::move(request));
  co_return page_of<Report>(std::move(listed));
}

Task<std::vector<Snapshot>> Cases::snapshots(const RequestContext& context, CaseId id) const {
  require_moderator(context);
  co_return co_await repository_.snapshots(id);
}

Task<std::vector<Decision>> Cases::decisions(const RequestContext& context, CaseId id) const {
  require_moderator(context);
  co_return co_await repository_.decisions(id);
}

Task<std::vector<ContextLine>> Cases::context_of(const RequestContext& context,
                                                 Subject subject) const {
  require_moderator(context);
  co_return co_await subjects_.context(std::move(subject));
}

Task<std::vector<Entry>> Cases::history(const RequestContext& context, CaseId id) const {
  require_moderator(context);
  co_return co_await audit_.of_case(id);
}

Task<Page<Notice>> Cases::notices(Owner owner, store::PageRequest request) const {
  auto listed = co_await repository_.notices(owner, std::move(request));
  Page<Decision> decisions = page_of<Decision>(std::move(listed));
  Page<Notice> page;
  page.has_next = decisions.has_next;
  page.has_previous = decisions.has_previous;
  for (auto& entry : decisions.entries) {
    auto& into = page.entries.emplace_back();
    into.value = notice_of(std::move(entry.value));
    into.cursor = std::move(entry.cursor);
  }
  co_return page;
}

Task<std::optional<SuspensionView>> Cases::suspension(Owner owner) const {
  const auto found = co_await suspensions_.of(owner);
  if (!found || !found->holds(clock_.now())) co_return std::nullopt;
  SuspensionView view;
  view.until = found->until;
  view.since = found->since;
  const auto id = DecisionId::parse(found->decision_id);
  if (!id) co_return view;
  auto decision = co_await repository_.find(*id);
  if (decision) view.notice = notice_of(std::move(*decision));
  co_return view;
}

}  // namespace waymark::moderation
