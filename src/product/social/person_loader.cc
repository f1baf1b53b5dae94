#include "product/social/person_loader.h"

#include "platform/graphql/loader.h"

namespace waymark::social {
namespace {

using PersonLoader = graphql::Loader<UserId, PersonPtr>;

Task<std::unordered_map<UserId, PersonPtr>> fetch(const Social& social, UserId viewer,
                                                  std::vector<UserId> ids) {
  auto found = co_await social.people(viewer, ids);
  std::unordered_map<UserId, PersonPtr> by_id;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (found[i]) by_id.emplace(ids[i], std::make_shared<const Person>(std::move(*found[i])));
  co_return by_id;
}

}  // namespace

Task<PersonPtr> load_person(const graphql::Call& call, const Social& social, UserId id) {
  const UserId viewer = call.context().require_principal().user;
  PersonLoader& loader = call.shared<PersonLoader>([&social, viewer] {
    return PersonLoader([&social, viewer](std::vector<UserId> ids) {
      return fetch(social, viewer, std::move(ids));
    });
  });
  auto person = co_await loader.load(id);
  co_return person ? std::move(*person) : nullptr;
}

}  // namespace waymark::social
