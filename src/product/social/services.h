// All services of social, made together.
#pragma once

#include "platform/events/outbox.h"
#include "product/social/blocks.h"
#include "product/social/counting.h"
#include "product/social/follows.h"
#include "product/social/lists.h"
#include "product/social/sharing.h"
#include "product/social/social.h"

namespace waymark::social {

/// One object for the server, any reactor; what it is given outlives it.
struct SocialServices {
  SocialServices(store::Store& store, events::Outbox& outbox, const Clock& clock,
                 const accounts::Suspensions* suspensions = nullptr)
      : social(store, suspensions),
        follows(store, outbox, clock),
        blocks(store, outbox, clock),
        lists(store, social),
        sharing(store, outbox, clock),
        counting(store, clock) {}

  Social social;
  Follows follows;
  Blocks blocks;
  Lists lists;
  SharingSettings sharing;
  Counting counting;  // a consumer
};

}  // namespace waymark::social
