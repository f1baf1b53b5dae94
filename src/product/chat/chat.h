// Chat: rooms of two and of several people, and what they say there, in one order for all of them
// (docs/decisions/chat-order.md).
//
//   rooms.h     who is in which room: open, create, invite, accept, leave   (this and
//   messages.h  what is said there: send, edit, delete, react, read         messages.h are the rules)
//   model.h     rooms, members, messages      keys.h    where they lie      *_repository.h  as items
//   group_rooms.h  rooms of groups, which decide themselves who is in them
//   room_lanes.h, message_writer.h  how a room's log stays in one order
//   announcer.h what is told to those who listen         consumer.h  what is told again, and later
//   bonds.h     what chat asks about two people          limits.h    how much there may be
//   graphql.h, rest.h   the edges                        events.h    the facts
//   evidence.h  what moderators look at, and hide
//
// Who is not in a room finds nothing of it: not its name, not its messages, not that it exists.
// Where a block stands between two people nothing is delivered, and neither is told which of them
// (or whether anybody) has blocked.
#pragma once

#include "product/chat/announcer.h"
#include "product/chat/bonds.h"
#include "product/chat/consumer.h"
#include "product/chat/group_rooms.h"
#include "product/chat/limits.h"
#include "product/chat/message_pictures.h"
#include "product/chat/messages.h"
#include "product/chat/rooms.h"

namespace waymark::chat {

/// What chat borrows; all of it outlives it.
struct Ports {
  Ports(store::Store& the_store, events::Outbox& the_outbox, realtime::Hub& the_hub,
        Bonds& the_bonds, const media::Library& the_library, const Clock& the_clock,
        IdSource& the_ids, Random& the_random)
      : store(the_store),
        outbox(the_outbox),
        hub(the_hub),
        bonds(the_bonds),
        library(the_library),
        clock(the_clock),
        ids(the_ids),
        random(the_random) {}
  store::Store& store;
  events::Outbox& outbox;
  realtime::Hub& hub;
  Bonds& bonds;
  const media::Library& library;
  const Clock& clock;
  IdSource& ids;
  Random& random;
  const screening::Screening* screening = nullptr;  // none: every text is kept
  const limits::Limits* limits = nullptr;           // none: typing is told as often as it is said
};

/// One object for the server, any reactor.
struct Chat {
  Chat(const Ports& ports, const Options& options)
      : announcer(ports.hub),
        rooms(ports.store, ports.outbox, announcer, ports.bonds, ports.clock, ports.ids),
        messages(ports.store, ports.outbox, announcer, ports.bonds, ports.library, ports.clock,
                 ports.ids, ports.random, options, ports.screening, ports.limits),
        consumer(ports.store, announcer),
        pictures(ports.store, ports.library),
        group_rooms(ports.store, ports.library) {}

  Announcer announcer;
  Rooms rooms;
  Messages messages;
  ChatConsumer consumer;
  MessagePictures pictures;  // of messages that expire: a timer's handler
  GroupRooms group_rooms;
};

}  // namespace waymark::chat
