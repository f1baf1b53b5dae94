// What becomes of the pictures of messages that expire: a timer, set in the commit of the message for
// the instant from which it is not shown any more, releases them (platform/media/media.h).
//
// Kind `chat.pictures`, id the message's, payload {userId, mediaIds}. A message that was deleted before
// has released them already; released twice is released once.
#pragma once

#include <string_view>
#include <vector>

#include "platform/media/media.h"
#include "platform/timing/timer_service.h"
#include "product/chat/model.h"

namespace waymark::chat {

inline constexpr std::string_view kPicturesTimer = "chat.pictures";

/// One for the whole server; borrows what it is given.
class MessagePictures final : public timing::TimerHandler {
 public:
  MessagePictures(store::Store& store, const media::Library& library)
      : store_(store), library_(library) {}

  /// What a message with pictures that expires needs.
  static timing::Timer timer(UserId sender, MessageId message,
                             const std::vector<media::Picture>& pictures, Instant expires);

  std::string_view kind() const override { return kPicturesTimer; }
  Task<void> fire(const timing::Timer& timer) override;

 private:
  store::Store& store_;
  const media::Library& library_;
};

}  // namespace waymark::chat
