// Pictures of messages: whose they are, when they are used, and when they go.
#include "platform/store/entity.h"
#include "platform/timing/shards.h"
#include "product/chat/world_test.h"

namespace waymark::chat {
namespace {

class PicturesTest : public World {
 protected:
  PicturesTest() : room(direct(ana, ben)) {}
  ~PicturesTest() override { pool.stop(); }

  media::MediaId upload(const RequestContext& by) {
    std::string file = media::encode(media::Pixels(8, 8, 3)).bytes;
    return run(library.add(Owner(by), std::move(file), media::Purpose::post, "a square")).id;
  }
  Task<Sent> showing(const RequestContext& by, std::vector<media::MediaId> pictures,
                     std::string text = "", std::optional<std::string> client_id = std::nullopt) {
    MessageInput input;
    input.text = std::move(text);
    input.media_ids = std::move(pictures);
    input.client_id = std::move(client_id);
    return chat.messages.send(by, room, std::move(input), InputPath());
  }
  /// There after a sweep.
  bool kept(const RequestContext& by, media::MediaId id) {
    run(library.sweep(100));
    std::vector<media::MediaId> wanted{id};
    return run(library.find_all(Owner(by), std::move(wanted))).at(0).has_value();
  }
  /// Set for the end of a message on the free tier.
  std::vector<timing::Timer> timers_of(const Message& message) {
    std::string minute = to_rfc3339(clock.now() + Options().free_kept).substr(0, 16);
    std::erase_if(minute, [](char c) { return c == '-' || c == ':' || c == 'T'; });
    const std::string id = "chat-pictures#" + message.id.to_string();
    const std::string shard = timing::shard_name(timing::shard_of(id));
    const store::Page page =
        run(store.query(store::Query(store::Index::table, "DUE#" + minute + "#" + shard)));
    std::vector<timing::Timer> timers;
    for (const store::Item& item : page.items)
      if (item.text("id") == id) timers.push_back(store::from_item<timing::Timer>(item));
    return timers;
  }
  void sweep_after_a_day() {
    clock.advance(media::kUnusedLife + std::chrono::hours(1));
    run(library.sweep(100));
  }
  RoomId room;
};

TEST_F(PicturesTest, AMessageMayBePicturesAlone) {
  const media::MediaId one = upload(ana), two = upload(ana);
  const Message sent = run(showing(ana, {one, two})).message;
  EXPECT_EQ(sent.text, "");
  const HistoryPage page = history(ben, room);
  ASSERT_EQ(page.messages.at(0).pictures.size(), 2u);
  EXPECT_EQ(page.messages[0].pictures[0].id, one);
  EXPECT_EQ(page.messages[0].pictures[0].alt, "a square");
  EXPECT_FALSE(page.messages[0].pictures[0].expires_at.has_value());
  sweep_after_a_day();
  EXPECT_TRUE(kept(ana, one) && kept(ana, two));
  // Between the others, in their order.
  std::vector<Task<Sent>> sends;
  sends.push_back(sending(ana, room, "before"));
  sends.push_back(showing(ana, {upload(ana)}, "with"));
  sends.push_back(sending(ana, room, "after"));
  all(std::move(sends));
  EXPECT_THAT(texts(ben, room), ::testing::ElementsAre("", "before", "with", "after"));
}

TEST_F(PicturesTest, OnlyOnesOwnAndOnlyOnce) {
  const media::MediaId mine = upload(ana), theirs = upload(ben);
  EXPECT_EQ(key_of(showing(ana, {theirs})), "error.picture.not_yours");
  EXPECT_EQ(key_of(showing(ana, {ids.make<media::MediaId>()})), "error.picture.not_yours");
  EXPECT_EQ(key_of(showing(ana, {mine, mine})), "error.picture.not_yours");
  EXPECT_EQ(key_of(showing(ana, std::vector<media::MediaId>(5, mine))), "error.list.too_long");
  const Message first = run(showing(ana, {mine}, "look", "same")).message;
  EXPECT_EQ(key_of(showing(ana, {mine}, "look again")), "error.picture.not_yours");
  EXPECT_EQ(run(showing(ana, {mine}, "look", "same")).message.id, first.id);  // sent again
  EXPECT_EQ(texts(ben, room).size(), 1u);
}

TEST_F(PicturesTest, TheyGoWithTheirMessage) {
  const media::MediaId picture = upload(ana);
  const Message sent = run(showing(ana, {picture}, "look")).message;
  edit(ana, room, sent.id, "do look");
  EXPECT_TRUE(kept(ana, picture));
  EXPECT_TRUE(remove(ana, room, sent.id).pictures.empty());
  EXPECT_FALSE(kept(ana, picture));
}

TEST_F(PicturesTest, TheyGoWhenTheirMessageExpires) {
  const media::MediaId picture = upload(ana), other = upload(ben);
  const Message sent = run(showing(ana, {picture})).message;
  RequestContext rich = ben;
  rich.principal->tier = Tier::premium;
  const Message stays = run(showing(rich, {other})).message;  // for good
  EXPECT_TRUE(timers_of(stays).empty());
  const std::vector<timing::Timer> timers = timers_of(sent);
  ASSERT_EQ(timers.size(), 1u);
  EXPECT_EQ(timers[0].kind, kPicturesTimer);
  run(chat.pictures.fire(timers[0]));
  run(chat.pictures.fire(timers[0]));
  EXPECT_FALSE(kept(ana, picture));
  EXPECT_TRUE(kept(ben, other));
}

}  // namespace
}  // namespace waymark::chat
