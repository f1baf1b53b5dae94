// What events of other subjects mean for the bell.
//
// A subject that has news adds one file facts_of_<subject>.cc with its readers, and names them in facts.cc.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/events/payload.h"
#include "product/notifications/model.h"

namespace waymark::notifications {

/// News for one person.
struct News {
  NotificationKind kind = NotificationKind::follow;
  UserId to;
  std::string subject;  // what is gathered: all likes of one post, all comments on it
  About about;
};

/// Something is so now. `source` names it, in all of the system: it is told once, until it is gone.
struct Stands {
  std::string source;
  std::optional<UserId> actor;
  std::vector<News> news;  // at most one for a person
};
/// It is so no longer.
struct Gone {
  std::string source;
};
/// When it comes to stand, it is known already and not told.
struct Expected {
  std::string source;
};
/// News that are told when somebody has done something more.
struct Held {
  std::string source;
  std::vector<UserId> to;
};
/// What was Held is told now, as a request to talk.
struct Released {
  std::string source;
  UserId actor;
  chat::RoomId room;
};
/// The person has that level now. The highest one so far is told.
struct OnLevel {
  UserId user;
  std::int64_t level = 1;
};

using Fact = std::variant<Stands, Gone, Expected, Held, Released, OnLevel>;
using Facts = std::vector<Fact>;

/// How events of one type are read.
struct FactReader {
  std::string_view type;
  Facts (*read)(UserId who, const events::Payload& payload);
};

std::span<const FactReader> readers_of_people();
std::span<const FactReader> readers_of_posts();
std::span<const FactReader> readers_of_rooms();
std::span<const FactReader> readers_of_progress();
std::span<const FactReader> readers_of_assistance();
std::span<const FactReader> readers_of_moderation();
std::span<const FactReader> readers_of_groups();
std::span<const FactReader> readers_of_journeys();

/// Whether an event of this type can mean anything.
bool is_meaningful(std::string_view type);
/// Throws Error(invalid_input) naming a member that is missing or wrong.
Facts facts_of(const events::Event& event);

/// A request to talk in a room, from whoever opened it or invites.
Stands message_request(UserId actor, UserId to, chat::RoomId room);

}  // namespace waymark::notifications
