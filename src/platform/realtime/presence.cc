#include "platform/realtime/presence.h"

#include "base/json.h"

namespace waymark::realtime {
namespace {

struct Shown {
  std::string user_id;
  bool present = false;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (user_id, present))

}  // namespace

MessagePtr presence_message(std::string_view who, bool present) {
  Shown shown;
  shown.user_id = who;
  shown.present = present;
  auto message = std::make_shared<Message>();
  message->kind = kPresenceMessage;
  message->payload = json::to_string(shown);
  message->about = who;
  return message;
}

}  // namespace waymark::realtime
