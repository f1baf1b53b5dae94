// Groups: people who belong together for longer than a goal (QF 11): who is in them, what they write to each other there,
// and the room in which they talk.
//
//   groups.h        making, changing and deleting them, graduating a room to one (this file)
//   membership.h    joining, leaving, inviting, roles          links.h       links that let people in
//   pins.h          posts that are kept in front               reading.h     who sees what: every read
//   pin_news.h      the consumer that tells members of a new one
//   live.h          what changes, to those who look
//   model.h         groups, members, candidates                keys.h, group_repository.h   where it lies
//   audience.h      what posts and feeds ask                   events.h      what is told
//   counting.h      the consumer that counts members           recount.h     the same, anew
//   graduation.h    the consumer that brings a room's people along
//   cleanup.h       the consumer that clears up after deletion
//   service.h       all of it together                         graphql.h, rest.h   the edges
//
// Who may not know of a group is told what is told of one that never was. Its posts are posts (product/posts), its room is
// a room (product/chat): both ask here, or are told, who belongs to it; what ends a membership ends the place in the room in
// the same commit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/input.h"
#include "base/random.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "platform/media/media.h"
#include "product/chat/chat.h"
#include "product/goals/goals.h"
#include "product/groups/reading.h"
#include "product/screening/screening.h"

namespace waymark::groups {

/// GraphQL `GroupInput`, and the body of POST /api/groups.
struct GroupInput {
  std::string name;
  std::optional<std::string> description;
  std::vector<std::string> tags;
  std::optional<Visibility> visibility;
  std::optional<Admission> admission;
  std::optional<media::MediaId> avatar_id;  // a picture that one has uploaded
};
BOOST_DESCRIBE_STRUCT(GroupInput, (), (name, description, tags, visibility, admission, avatar_id))

/// An edit: the outer optional is "given", the inner one "not taken away".
struct GroupChanges {
  std::optional<std::string> name;
  std::optional<std::optional<std::string>> description;
  std::optional<std::vector<std::string>> tags;
  std::optional<Visibility> visibility;
  std::optional<Admission> admission;
  std::optional<std::optional<media::MediaId>> avatar_id;
  std::int64_t version = 0;
};

/// GraphQL `ProjectRoomInput`.
struct ProjectRoomInput {
  GoalId goal_id;
  std::string name;
  std::vector<UserId> member_ids;
};
BOOST_DESCRIBE_STRUCT(ProjectRoomInput, (), (goal_id, name, member_ids))

/// What the services of groups borrow; all of it outlives them.
struct Ports {
  Ports(store::Store& the_store, events::Outbox& the_outbox, const social::Social& the_social,
        const goals::Goals& the_goals, const posts::Reading& the_posts, const chat::Chat& the_chat,
        const media::Library& the_library, const Clock& the_clock, IdSource& the_ids,
        Random& the_random)
      : store(the_store),
        outbox(the_outbox),
        social(the_social),
        goals(the_goals),
        posts(the_posts),
        chat(the_chat),
        library(the_library),
        clock(the_clock),
        ids(the_ids),
        random(the_random) {}
  store::Store& store;
  events::Outbox& outbox;
  const social::Social& social;
  const goals::Goals& goals;
  const posts::Reading& posts;
  const chat::Chat& chat;
  const media::Library& library;
  const Clock& clock;
  IdSource& ids;
  Random& random;
  const screening::Screening* screening = nullptr;  // none: every text is kept
};

/// One for the whole server, any reactor. Groups of which the person may not know: Error(not_found); what their role does
/// not allow: Error(forbidden). Here and in the other services.
class Groups {
 public:
  Groups(const Ports& ports, const Reading& reading)
      : ports_(ports), reading_(reading), repository_(ports.store) {}

  /// Throws Error(invalid_input) naming every wrong field below `at`, Error(conflict) at a limit.
  Task<GroupView> create(const RequestContext& context, GroupInput input, InputPath at) const;
  /// Of the version it names, else Error(conflict).
  Task<GroupView> update(const RequestContext& context, GroupId id, GroupChanges changes,
                         InputPath at) const;
  /// Gone at once for everybody, with its posts and its room.
  Task<void> remove(const RequestContext& context, GroupId id) const;

  /// A SHARED room for a goal of the asking person's.
  Task<chat::RoomView> create_project_room(const RequestContext& context, ProjectRoomInput input,
                                           InputPath at) const;
  /// By who owns the room: it becomes the chat of a new group, with all that was said in it. Who is in it is in the group
  /// soon after (graduation.h).
  Task<GroupView> graduate(const RequestContext& context, RoomId room, GroupInput input,
                           InputPath at) const;

 private:
  struct Founding;
  Task<Founding> prepared(const RequestContext& context, GroupInput input, InputPath at) const;
  Task<GroupView> commit(const RequestContext& context, Founding founding, InputPath at) const;
  Task<std::optional<media::Picture>> picture_of(UserId owner, std::optional<media::MediaId> id,
                                                 InputPath at) const;
  Task<Group> edited(UserId editor, const Place& place, GroupChanges changes, InputPath at) const;
  Task<void> screen(const RequestContext& context, const Group& before, const Group& after,
                    std::vector<events::NewEvent>& events, InputPath at) const;

  Ports ports_;
  const Reading& reading_;
  GroupRepository repository_;
};

}  // namespace waymark::groups
