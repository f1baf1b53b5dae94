#include "product/chat/message_pictures.h"

#include "base/json.h"

namespace waymark::chat {
namespace {

struct Payload {
  UserId user_id;
  std::vector<media::MediaId> media_ids;
};
BOOST_DESCRIBE_STRUCT(Payload, (), (user_id, media_ids))

}  // namespace

timing::Timer MessagePictures::timer(UserId sender, MessageId message,
                                     const std::vector<media::Picture>& pictures, Instant expires) {
  Payload payload;
  payload.user_id = sender;
  for (const media::Picture& picture : pictures) payload.media_ids.push_back(picture.id);
  return timing::Timer("chat-pictures#" + message.to_string(), std::string(kPicturesTimer), expires,
                       json::to_string(payload));
}

Task<void> MessagePictures::fire(const timing::Timer& timer) {
  const Payload payload = json::decode<Payload>(timer.payload);
  store::Transaction transaction;
  for (const media::MediaId id : payload.media_ids)
    library_.release(transaction, Owner::acting_for(payload.user_id), id);
  co_await store_.transact(std::move(transaction));
}

}  // namespace waymark::chat
