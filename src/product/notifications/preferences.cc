#include "product/notifications/preferences.h"

#include "product/notifications/keys.h"

namespace waymark::notifications {
namespace {

NotificationDelivery delivery_of(const std::optional<store::Item>& item, NotificationKind kind) {
  const auto text = item ? item->text(enum_name(kind)) : std::nullopt;
  const auto found = text ? parse_enum<NotificationDelivery>(*text) : std::nullopt;
  return found.value_or(NotificationDelivery::bell);
}

}  // namespace

Task<std::vector<Preference>> Preferences::of(Owner owner) const {
  const auto item = co_await store_.get(keys::preferences(owner.user()));
  std::vector<Preference> all;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<NotificationKind>>(
      [&](auto descriptor) {
        Preference& one = all.emplace_back();
        one.kind = descriptor.value;
        one.delivery = delivery_of(item, one.kind);
      });
  co_return all;
}

Task<bool> Preferences::wants(Owner owner, NotificationKind kind) const {
  const auto item = co_await store_.get(keys::preferences(owner.user()));
  co_return delivery_of(item, kind) == NotificationDelivery::bell;
}

Task<std::vector<Preference>> Preferences::change(Owner owner,
                                                  std::vector<Preference> changes) const {
  store::Changes made;
  for (const Preference& one : changes)
    made.set(std::string(enum_name(one.kind)), store::Value(std::string(enum_name(one.delivery))));
  if (!made.list().empty()) {
    store::Transaction transaction;
    transaction.update(keys::preferences(owner.user()), std::move(made));
    co_await store_.transact(std::move(transaction));
  }
  co_return co_await of(owner);
}

}  // namespace waymark::notifications
