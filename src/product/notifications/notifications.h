// The bell: what happened to a person, gathered, newest first, until they have seen it.
//
//   facts.h        what events of other subjects mean for it   facts_of_*.cc  by subject
//   bell_writer.h  the consumer that keeps it                   preferences.h  what people want to hear of
//   model.h, keys.h, entry_repository.h  entries, and where they lie
//   bell.h         reading it and having read it
//   showing.h      what of an entry its reader may see          graphql.h, rest.h  the edges
//
// An entry gathers what is alike: everybody who likes one post within one day (UTC) is one entry. Each event counts once
// however often it comes, and what is undone is counted back (docs/decisions/notifications.md). Whom one has blocked or
// muted does not ring, and is not shown in what rang before.
#pragma once

#include "platform/realtime/hub.h"
#include "product/notifications/bell.h"
#include "product/notifications/bell_writer.h"
#include "product/notifications/preferences.h"

namespace waymark::notifications {

/// One object for the server, any reactor; what it borrows outlives it.
struct Notifications {
  Notifications(store::Store& store, realtime::Hub& hub, const social::Social& social,
                const posts::Reading& reading, const groups::Reading& groups)
      : preferences(store),
        bell(store, hub, social, reading, groups),
        writer(store, hub, social, reading) {}

  Preferences preferences;
  Bell bell;
  BellWriter writer;
};

}  // namespace waymark::notifications
