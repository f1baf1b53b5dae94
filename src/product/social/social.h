// Social: who follows, asks, blocks and mutes whom, and what each of them sees of the other.
//
//   social.h     what there is between people (this file), for every other subject
//   model.h      relations, people as others see them     keys.h   where it lies
//   follows.h    follow, ask, accept …                    blocks.h block and mute
//   counting.h   the consumer that counts followers …     events.h what is told
//   person_loader.h  authors in GraphQL                   graphql.h, rest.h, pictures.h   the edges
//
// Being blocked is told to nobody: who was blocked finds "not found" wherever the other was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/task.h"
#include "platform/store/listing.h"
#include "platform/store/store.h"
#include "product/accounts/people.h"
#include "product/accounts/suspensions.h"
#include "product/social/follower_list.h"
#include "product/social/model.h"

namespace waymark::social {

/// Reads only. One for the whole server, any reactor; borrows what it is given. Viewers and owners are named aloud: what is
/// between two people lies in both their partitions. With `suspensions`, who is suspended is there for nobody else.
class Social {
 public:
  explicit Social(store::Store& store, const accounts::Suspensions* suspensions = nullptr)
      : store_(store), people_(store), suspensions_(suspensions) {}

  Task<Relation> relation(UserId viewer, UserId other) const;
  /// In the order of `others`, who may come twice. One batch of reads for 14 of them.
  Task<std::vector<Relation>> relations(UserId viewer, std::vector<UserId> others) const;

  /// What `viewer` may see of each owner, in their order; owners may come twice. One batch of reads for 20 of them.
  Task<std::vector<Standing>> standings(UserId viewer, std::vector<UserId> owners) const;
  Task<Standing> standing(UserId viewer, UserId owner) const;
  Task<bool> may_see(UserId viewer, UserId owner, Visibility visibility) const;

  Task<bool> follows(UserId follower, UserId followee) const;
  /// Both without regard to who asks: for feeds and consumers. Throw Error(invalid_input) naming `after`.
  Task<IdPage> followees(UserId user, store::PageRequest request) const;
  Task<IdPage> followers(UserId user, store::PageRequest request) const;

  /// As counted so far.
  Task<Counts> counts(UserId user) const;
  Task<Sharing> sharing(UserId user) const;

  /// As `viewer` may see them, in order; nullopt for who is gone or has blocked the viewer. Of whom the viewer blocks,
  /// the card alone (also when each has blocked the other: it is needed to take the block back).
  Task<std::vector<std::optional<Person>>> people(UserId viewer, std::vector<UserId> ids) const;
  Task<std::optional<Person>> person(UserId viewer, UserId id) const;
  /// Everybody's card, in order, whoever asks, blocks or is suspended: for moderators.
  Task<std::vector<std::optional<Person>>> cards(std::vector<UserId> ids) const;
  /// By nickname in any spelling. For mentions.
  Task<std::optional<UserId>> find(std::string nickname) const;
  Task<std::vector<std::optional<UserId>>> find_all(std::vector<std::string> nicknames) const;

 private:
  bool is_suspended(UserId user) const { return suspensions_ && suspensions_->contains(user); }

  store::Store& store_;
  mutable accounts::People people_;
  const accounts::Suspensions* suspensions_;
};

}  // namespace waymark::social
