// What the services of moderation borrow.
#pragma once

#include "base/ids.h"
#include "base/time.h"
#include "platform/events/outbox.h"
#include "platform/store/store.h"
#include "product/accounts/suspension_news.h"
#include "product/accounts/suspensions.h"
#include "product/moderation/subjects.h"

namespace waymark::moderation {

/// All of it outlives them.
struct Ports {
  Ports(store::Store& the_store, events::Outbox& the_outbox, const Subjects& the_subjects,
        accounts::Suspensions& the_suspensions, const Clock& the_clock, IdSource& the_ids)
      : store(the_store),
        outbox(the_outbox),
        subjects(the_subjects),
        suspensions(the_suspensions),
        clock(the_clock),
        ids(the_ids) {}
  store::Store& store;
  events::Outbox& outbox;
  const Subjects& subjects;
  accounts::Suspensions& suspensions;
  const Clock& clock;
  IdSource& ids;
  const accounts::SuspensionNews* news = nullptr;  // none: other nodes find out by themselves
};

/// Somebody was faster with another thing in moderation: everything is looked at again, so often.
inline constexpr int kAttempts = 20;

}  // namespace waymark::moderation
