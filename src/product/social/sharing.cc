#include "product/social/sharing.h"

#include "platform/store/entity.h"
#include "product/social/keys.h"

namespace waymark::social {

Task<Sharing> SharingSettings::change(Owner owner, SharingInput input) const {
  store::Changes changes;
  for_each_member<SharingInput>([&](std::string_view name, auto pointer) {
    if (const std::optional<Audience>& given = input.*pointer)
      changes.set(std::string(name), store::Value(std::string(enum_name(*given))));
  });
  if (!changes.list().empty()) {
    store::Transaction transaction;
    transaction.update(keys::sharing(owner.user()), std::move(changes));
    co_await store_.transact(std::move(transaction));
  }
  const auto item = co_await store_.get(keys::sharing(owner.user()));
  co_return item ? store::from_item<Sharing>(*item) : Sharing();
}

}  // namespace waymark::social
