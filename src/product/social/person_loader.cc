#include "product/social/person_loader.h"

#include "platform/graphql/loader.h"
#include "platform/runtime/when_all.h"

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

/// `person` outlives the call.
Task<void> load_into(PersonPtr& person, UserId id, const graphql::Call& call,
                     const Social& social) {
  person = co_await load_person(call, social, id);
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

Task<std::vector<PersonPtr>> load_people(const graphql::Call& call, const Social& social,
                                         std::vector<UserId> ids) {
  std::vector<PersonPtr> people(ids.size());
  std::vector<Task<void>> loads;
  for (std::size_t i = 0; i < ids.size(); ++i)
    loads.push_back(load_into(people[i], ids[i], call, social));
  co_await runtime::when_all(std::move(loads));
  std::erase(people, nullptr);
  co_return people;
}

}  // namespace waymark::social
