#include "product/groups/links.h"

#include <algorithm>

#include "product/groups/keys.h"
#include "product/groups/limits.h"
#include "product/groups/rules.h"

namespace waymark::groups {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kLongestToken = 100;

bool is_used_up(const Invitation& invitation) {
  return invitation.used >= invitation.use_limit;
}

}  // namespace

Task<NewLink> Links::create(const RequestContext& context, LinkInput input, InputPath at) const {
  const UserId me = context.require_principal().user;
  const Instant now = ports_.clock.now();
  Invitation invitation;
  invitation.expires_at = input.expires_at.value_or(now + kInvitationLife);
  invitation.use_limit = input.use_limit.value_or(kInvitationUses);
  InputCheck check(std::move(at));
  if (invitation.expires_at <= now || invitation.expires_at > now + kLongestInvitation)
    check.wrong("expiresAt", "error.date.range");
  check.range("useLimit", static_cast<double>(invitation.use_limit), 1,
              static_cast<double>(kMostInvitationUses));
  check.throw_if_any();
  const Place place = moderated(co_await repository_.place(me, input.group_id));
  const auto others = co_await repository_.invitations(input.group_id);
  const auto good =
      others.size() - static_cast<std::size_t>(std::ranges::count_if(others, is_used_up));
  if (good >= kMostInvitations)
    throw limited("error.group.invitations", static_cast<std::int64_t>(kMostInvitations));

  NewLink link;
  link.token = random_token(ports_.random, kTokenBytes);
  link.path = "/groups/join#" + link.token;
  invitation.id = ports_.ids.make<InvitationId>();
  invitation.group_id = input.group_id;
  invitation.token_hash = keys::hash_of(link.token);
  invitation.created_by_id = me;
  invitation.created_at = now;
  link.invitation = InvitationView(invitation);
  store::Transaction transaction;
  GroupRepository::check(transaction, place.group);
  GroupRepository::add(transaction, invitation);
  const std::vector<events::NewEvent> none;
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), none, context);
  if (!outcome.committed()) throw changed_elsewhere();
  co_return link;
}

Task<void> Links::revoke(const RequestContext& context, GroupId group, InvitationId id) const {
  const UserId me = context.require_principal().user;
  moderated(co_await repository_.place(me, group));
  const auto invitation = co_await repository_.invitation(group, id);
  if (!invitation) co_return;
  store::Transaction transaction;
  GroupRepository::remove(transaction, *invitation);
  const std::vector<events::NewEvent> none;
  co_await ports_.outbox.commit(std::move(transaction), none, context);
}

Task<std::vector<InvitationView>> Links::list(const RequestContext& context, GroupId group) const {
  const UserId me = context.require_principal().user;
  moderated(co_await repository_.place(me, group));
  const auto invitations = co_await repository_.invitations(group);
  std::vector<InvitationView> views;
  for (const Invitation& invitation : invitations)
    if (!is_used_up(invitation)) views.emplace_back(invitation);
  co_return views;
}

Task<std::optional<Invitation>> Links::good(UserId viewer, std::string token) const {
  if (token.empty() || token.size() > kLongestToken) co_return std::nullopt;
  auto invitation = co_await repository_.invitation_by(std::move(token));
  if (!invitation || is_used_up(*invitation)) co_return std::nullopt;
  const auto maker = co_await repository_.place(invitation->created_by_id, invitation->group_id);
  if (!maker || !maker->moderates()) co_return std::nullopt;
  const auto standing = co_await ports_.social.standing(viewer, invitation->created_by_id);
  if (standing.hidden()) co_return std::nullopt;
  co_return invitation;
}

Task<std::optional<GroupView>> Links::preview(const RequestContext& context,
                                              std::string token) const {
  const UserId me = context.require_principal().user;
  const auto invitation = co_await good(me, std::move(token));
  if (!invitation) co_return std::nullopt;
  const auto place = co_await repository_.place(me, invitation->group_id);
  if (!place) co_return std::nullopt;
  co_return view_of(*place);
}

Task<GroupView> Links::accept(const RequestContext& context, std::string token) const {
  const UserId me = context.require_principal().user;
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    auto invitation = co_await good(me, token);
    if (!invitation) throw Error::not_found("group_invitation");
    const auto place = co_await repository_.place(me, invitation->group_id);
    if (!place) throw Error::not_found("group_invitation");
    if (place->is_banned()) throw Error(ErrorCode::forbidden, "error.group.banned");
    if (place->member) co_return view_of(*place);
    Newcomer newcomer;
    newcomer.user = me;
    newcomer.how = Entry::link;
    newcomer.by = invitation->created_by_id;
    newcomer.link = std::move(invitation);
    if (co_await entrance_.admit(context, *place, std::move(newcomer)))
      co_return co_await reading_.require(me, place->group.id);
  }
  throw changed_elsewhere();
}

}  // namespace waymark::groups
