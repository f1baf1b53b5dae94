#include "platform/realtime/hub.h"

namespace waymark::realtime {

std::string user_topic(std::string_view user_id) {
  return "user:" + std::string(user_id);
}

}  // namespace waymark::realtime
