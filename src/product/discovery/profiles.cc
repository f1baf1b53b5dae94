#include "product/discovery/profiles.h"

#include <algorithm>

#include "base/locale.h"
#include "platform/store/entity.h"
#include "product/accounts/people.h"

namespace waymark::discovery {

Task<Profiles> read_profiles(store::Store& store, std::vector<UserId> ids) {
  constexpr std::size_t kBatch = 100;
  std::ranges::sort(ids);
  const auto doubles = std::ranges::unique(ids);
  ids.erase(doubles.begin(), doubles.end());
  Profiles profiles;
  for (std::size_t from = 0; from < ids.size(); from += kBatch) {
    std::vector<store::Key> keys;
    for (std::size_t i = from; i < std::min(ids.size(), from + kBatch); ++i)
      keys.push_back(accounts::People::profile_key(ids[i]));
    const auto items = co_await store.batch_get(std::move(keys));
    for (const auto& item : items) {
      if (!item) continue;
      auto user = store::from_item<accounts::User>(*item);
      const UserId id = user.id;
      profiles.emplace(id, std::move(user));
    }
  }
  co_return profiles;
}

Locale language_of(const Profiles& profiles, UserId user) {
  const auto found = profiles.find(user);
  if (found == profiles.end()) return Locale::en;
  return parse_locale(found->second.language).value_or(Locale::en);
}

}  // namespace waymark::discovery
