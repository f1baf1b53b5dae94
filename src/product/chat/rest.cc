#include "product/chat/rest.h"

#include "base/json.h"
#include "platform/http/json_body.h"
#include "platform/http/page_query.h"
#include "platform/http/router.h"
#include "product/chat/graphql.h"

namespace waymark::chat {
namespace {

struct RoomsAnswer {
  std::vector<RoomView> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(RoomsAnswer, (), (items, next_cursor))

struct MembersAnswer {
  std::vector<MemberView> items;
};
BOOST_DESCRIBE_STRUCT(MembersAnswer, (), (items))

struct PresencesAnswer {
  std::vector<PresenceView> items;
};
BOOST_DESCRIBE_STRUCT(PresencesAnswer, (), (items))

struct MessagesAnswer {
  std::vector<MessageView> items;
  bool has_next = false;
  bool has_previous = false;
};
BOOST_DESCRIBE_STRUCT(MessagesAnswer, (), (items, has_next, has_previous))

struct DirectBody {
  UserId user_id;
};
BOOST_DESCRIBE_STRUCT(DirectBody, (), (user_id))

struct NameBody {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NameBody, (), (name))

struct UsersBody {
  std::vector<UserId> user_ids;
};
BOOST_DESCRIBE_STRUCT(UsersBody, (), (user_ids))

struct MuteBody {
  bool muted = false;
};
BOOST_DESCRIBE_STRUCT(MuteBody, (), (muted))

struct ReadBody {
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(ReadBody, (), (number))

struct TextBody {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(TextBody, (), (text))

template <typename T>
http::Response answer(const T& value, unsigned status = 200) {
  return http::Response::json(json::to_string(value), status);
}

template <typename T>
T body_of(const http::Request& request, const RequestContext& context) {
  context.require_principal();
  return http::json_body<T>(request);
}

/// A text that is no id names nothing.
RoomId room_of(const http::Request& request, const RequestContext& context) {
  context.require_principal();
  const auto id = RoomId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("room");
  return *id;
}

MessageId message_of(const http::Request& request) {
  const auto id = MessageId::parse(request.path_parameter("messageId"));
  if (!id) throw Error::not_found("message");
  return *id;
}

Task<http::Response> list(const Chat& chat, RoomStanding standing, http::Request& request,
                          RequestContext& context) {
  RoomPage page = co_await chat.rooms.list(context, standing, page_of(request));
  RoomsAnswer rooms;
  if (page.has_next && !page.entries.empty()) rooms.next_cursor = page.entries.back().cursor;
  for (RoomPage::Entry& entry : page.entries) rooms.items.push_back(std::move(entry.room));
  co_return answer(rooms);
}

Task<http::Response> list_rooms(const Chat& chat, http::Request& request, RequestContext& context) {
  return list(chat, RoomStanding::joined, request, context);
}

Task<http::Response> list_requests(const Chat& chat, http::Request& request,
                                   RequestContext& context) {
  return list(chat, RoomStanding::requested, request, context);
}

Task<http::Response> create_room(const Chat& chat, http::Request& request,
                                 RequestContext& context) {
  RoomInput input = body_of<RoomInput>(request, context);
  const RoomView room = co_await chat.rooms.create(context, std::move(input), InputPath());
  co_return answer(room, 201);
}

Task<http::Response> open_direct(const Chat& chat, http::Request& request,
                                 RequestContext& context) {
  const DirectBody body = body_of<DirectBody>(request, context);
  const RoomView room = co_await chat.rooms.open_direct(context, body.user_id, InputPath());
  co_return answer(room);
}

Task<http::Response> show_room(const Chat& chat, http::Request& request, RequestContext& context) {
  const RoomView room = co_await chat.rooms.require(context, room_of(request, context));
  co_return answer(room);
}

Task<http::Response> rename_room(const Chat& chat, http::Request& request,
                                 RequestContext& context) {
  NameBody body = body_of<NameBody>(request, context);
  const RoomView room = co_await chat.rooms.rename(context, room_of(request, context),
                                                   std::move(body.name), InputPath());
  co_return answer(room);
}

Task<http::Response> list_members(const Chat& chat, http::Request& request,
                                  RequestContext& context) {
  const RoomView room = co_await chat.rooms.require(context, room_of(request, context));
  MembersAnswer members;
  members.items = co_await chat.rooms.members(room.seat);
  co_return answer(members);
}

Task<http::Response> invite(const Chat& chat, http::Request& request, RequestContext& context) {
  UsersBody body = body_of<UsersBody>(request, context);
  const RoomView room = co_await chat.rooms.invite(context, room_of(request, context),
                                                   std::move(body.user_ids), InputPath());
  co_return answer(room);
}

Task<http::Response> remove_member(const Chat& chat, http::Request& request,
                                   RequestContext& context) {
  const RoomId room = room_of(request, context);
  const std::string who(request.path_parameter("userId"));
  if (who == "me") {
    co_await chat.rooms.leave(context, room);
  } else {
    const auto user = UserId::parse(who);
    if (!user) throw Error::not_found("user");
    co_await chat.rooms.remove(context, room, *user);
  }
  co_return http::Response::empty(204);
}

Task<http::Response> mute_room(const Chat& chat, http::Request& request, RequestContext& context) {
  const MuteBody body = body_of<MuteBody>(request, context);
  const RoomView room = co_await chat.rooms.mute(context, room_of(request, context), body.muted);
  co_return answer(room);
}

Task<http::Response> accept(const Chat& chat, http::Request& request, RequestContext& context) {
  const RoomView room = co_await chat.rooms.accept(context, room_of(request, context));
  co_return answer(room);
}

Task<http::Response> decline(const Chat& chat, http::Request& request, RequestContext& context) {
  co_await chat.rooms.decline(context, room_of(request, context));
  co_return http::Response::empty(204);
}

Task<http::Response> mark_read(const Chat& chat, http::Request& request, RequestContext& context) {
  const ReadBody body = body_of<ReadBody>(request, context);
  const RoomId room = room_of(request, context);
  co_await chat.messages.mark_read(context, room, body.number);
  const RoomView view = co_await chat.rooms.require(context, room);
  co_return answer(view);
}

Task<http::Response> typing(const Chat& chat, http::Request& request, RequestContext& context) {
  co_await chat.messages.typing(context, room_of(request, context));
  co_return http::Response::empty(204);
}

Task<http::Response> list_messages(const Chat& chat, http::Request& request,
                                   RequestContext& context) {
  HistoryRequest wanted;
  wanted.first = http::first_of(request);
  wanted.after = request.query("after");
  wanted.before = request.query("before");
  HistoryPage page = co_await chat.messages.history(context, room_of(request, context),
                                                    std::move(wanted), InputPath());
  MessagesAnswer messages;
  messages.items = std::move(page.messages);
  messages.has_next = page.has_next;
  messages.has_previous = page.has_previous;
  co_return answer(messages);
}

Task<http::Response> send_message(const Chat& chat, http::Request& request,
                                  RequestContext& context) {
  MessageInput input = body_of<MessageInput>(request, context);
  const Sent sent = co_await chat.messages.send(context, room_of(request, context),
                                                std::move(input), InputPath());
  co_return answer(view_of(sent.message, sent.message.position), sent.again ? 200 : 201);
}

Task<http::Response> show_message(const Chat& chat, http::Request& request,
                                  RequestContext& context) {
  const auto message =
      co_await chat.messages.find(context, room_of(request, context), message_of(request));
  if (!message) throw Error::not_found("message");
  co_return answer(*message);
}

Task<http::Response> edit_message(const Chat& chat, http::Request& request,
                                  RequestContext& context) {
  TextBody body = body_of<TextBody>(request, context);
  const MessageView message = co_await chat.messages.edit(
      context, room_of(request, context), message_of(request), std::move(body.text), InputPath());
  co_return answer(message);
}

Task<http::Response> delete_message(const Chat& chat, http::Request& request,
                                    RequestContext& context) {
  const MessageView message =
      co_await chat.messages.remove(context, room_of(request, context), message_of(request));
  co_return answer(message);
}

Task<http::Response> set_reaction(const Chat& chat, http::Request& request, RequestContext& context,
                                  bool on) {
  std::string emoji(request.path_parameter("emoji"));
  const MessageView message = co_await chat.messages.react(
      context, room_of(request, context), message_of(request), std::move(emoji), on, InputPath());
  co_return answer(message);
}

Task<http::Response> add_reaction(const Chat& chat, http::Request& request,
                                  RequestContext& context) {
  return set_reaction(chat, request, context, true);
}

Task<http::Response> take_reaction(const Chat& chat, http::Request& request,
                                   RequestContext& context) {
  return set_reaction(chat, request, context, false);
}

/// Handlers are plain functions that call the coroutines above: a lambda that is a coroutine would
/// outlive its captures.
class Adding {
 public:
  Adding(http::Router& router, const Chat& chat) : router_(router), chat_(chat) {}

  using Handler = Task<http::Response> (*)(const Chat&, http::Request&, RequestContext&);
  void operator()(http::Method method, const std::string& pattern, Handler handle) {
    router_.add(method, "/api/rooms" + pattern,
                [handle, &chat = chat_](http::Request& request, RequestContext& context) {
                  return handle(chat, request, context);
                });
  }

 private:
  http::Router& router_;
  const Chat& chat_;
};

Task<http::Response> show_presence(const Chat& chat, realtime::Presence& presence,
                                   http::Request& request, RequestContext& context) {
  const RoomId room = room_of(request, context);
  PresencesAnswer there;
  there.items = co_await presence_in(chat, presence, context, room);
  co_return answer(there);
}

}  // namespace

void add_routes(http::Router& router, const Chat& chat, realtime::Presence& presence) {
  using http::Method;
  Adding add(router, chat);
  add(Method::get, "", &list_rooms);
  add(Method::post, "", &create_room);
  add(Method::get, "/requests", &list_requests);
  add(Method::post, "/direct", &open_direct);
  add(Method::get, "/{id}", &show_room);
  add(Method::patch, "/{id}", &rename_room);
  add(Method::get, "/{id}/members", &list_members);
  add(Method::post, "/{id}/members", &invite);
  add(Method::del, "/{id}/members/{userId}", &remove_member);
  add(Method::put, "/{id}/mute", &mute_room);
  add(Method::post, "/{id}/accept", &accept);
  add(Method::post, "/{id}/decline", &decline);
  add(Method::post, "/{id}/read", &mark_read);
  add(Method::post, "/{id}/typing", &typing);
  add(Method::get, "/{id}/messages", &list_messages);
  add(Method::post, "/{id}/messages", &send_message);
  add(Method::get, "/{id}/messages/{messageId}", &show_message);
  add(Method::patch, "/{id}/messages/{messageId}", &edit_message);
  add(Method::del, "/{id}/messages/{messageId}", &delete_message);
  const std::string reaction = "/{id}/messages/{messageId}/reactions/{emoji}";
  add(Method::put, reaction, &add_reaction);
  add(Method::del, reaction, &take_reaction);
  router.add(Method::get, "/api/rooms/{id}/presence",
             [&chat, &presence](http::Request& request, RequestContext& context) {
               return show_presence(chat, presence, request, context);
             });
}

}  // namespace waymark::chat
