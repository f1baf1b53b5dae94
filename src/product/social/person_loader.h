// People in GraphQL answers: authors, members, senders; one batch of reads for all of a page.
#pragma once

#include <memory>
#include <vector>

#include "platform/graphql/call.h"
#include "product/social/social.h"

namespace waymark::social {

using PersonPtr = std::shared_ptr<const Person>;

/// As the person who asks may see them (schema type PublicUser); null for who is gone or hidden. `social` outlives the
/// request. Throws Error(unauthenticated) without an identity.
Task<PersonPtr> load_person(const graphql::Call& call, const Social& social, UserId id);
/// Several, in their order, without those who are gone or hidden.
Task<std::vector<PersonPtr>> load_people(const graphql::Call& call, const Social& social,
                                         std::vector<UserId> ids);

}  // namespace waymark::social
