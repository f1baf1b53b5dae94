// Ids of things that clients make while they have no connection.
//
// A client that makes a goal offline must be able to speak of it (add a task to it, show its page) before the server has
// heard of it, and to send it twice without making two. It makes a UUIDv7 once, the `clientId`, and the thing's id follows
// from that and from who sends it:
//
//   digest = SHA-256(subject "\n" person "\n" clientId)      subject: "goal", "task", "workout"; ids as lower-case text
//   bytes 0–5   those of clientId: its milliseconds, so that ids still sort by when they were made
//   bytes 6–15  those of digest (0–9), with the version 8 and the variant of RFC 9562 §5.8 put over them
//
// The person is part of it, so that nobody can choose an id that somebody else's thing has. The web app computes the same
// (web/src/lib/offline/clientIds.ts); neither may change without the other.
#pragma once

#include <optional>
#include <string_view>

#include "base/ids.h"

namespace waymark {

using ClientId = Id<struct ClientSubject>;

Uuid uuid_of_client(UserId person, ClientId given, std::string_view subject);

/// The id that follows from `given`; a new one where the client gave none.
template <typename T>
T id_for(UserId person, const std::optional<ClientId>& given, std::string_view subject,
         IdSource& ids) {
  return given ? T{uuid_of_client(person, *given, subject)} : ids.make<T>();
}

}  // namespace waymark
