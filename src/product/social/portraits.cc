#include "product/social/portraits.h"

#include "base/json.h"
#include "platform/media/upload.h"
#include "platform/store/entity.h"
#include "product/accounts/people.h"
#include "product/social/keys.h"

namespace waymark::social {
namespace {

using accounts::User;
using http::Request;
using http::Response;
using store::Condition;
using store::Item;
using store::Transaction;

constexpr int kAttempts = 4;

/// Which picture of ours a profile shows.
struct Shown {
  media::MediaId media_id;
  std::string url;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (media_id, url))

store::Key key_of(UserId user, Portrait which) {
  return store::Key(keys::partition(user), "PORTRAIT#" + std::string(enum_name(which)));
}

std::optional<std::string>& url_of(User& user, Portrait which) {
  return which == Portrait::avatar ? user.avatar_url : user.banner_url;
}

std::optional<Shown> shown(const std::optional<Item>& item) {
  if (!item) return std::nullopt;
  return store::from_item<Shown>(*item);
}

Condition still(const std::optional<Shown>& before) {
  if (!before) return Condition::item_absent();
  return Condition::equal("mediaId", store::Value(before->media_id.to_string()));
}

media::Purpose purpose_of(Portrait which) {
  return which == Portrait::avatar ? media::Purpose::avatar : media::Purpose::banner;
}

Error too_contended() {
  return Error::conflict("error.conflict", "a portrait is changed by too many at once");
}

Response answer(const User& user) {
  Response response = Response::json(json::to_string(user));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

Task<Response> upload(const Portraits& portraits, media::UploadPlaces& places, Portrait which,
                      Request& request, RequestContext& context) {
  context.require_principal();
  const auto place = places.take();
  media::Upload given = co_await media::read_upload(request);
  const User user = co_await portraits.set(context, which, std::move(given.file));
  co_return answer(user);
}

Task<Response> take_away(const Portraits& portraits, Portrait which, RequestContext& context) {
  const User user = co_await portraits.remove(context, which);
  co_return answer(user);
}

}  // namespace

Task<User> Portraits::set(const RequestContext& context, Portrait which, std::string file) const {
  const Owner owner(context);
  const media::Picture picture =
      co_await library_.add(owner, std::move(file), purpose_of(which), std::nullopt);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto before = shown(co_await store_.get(key_of(owner.user(), which)));
    Transaction transaction;
    Shown now;
    now.media_id = picture.id;
    now.url = picture.url;
    transaction.put(store::to_item(now, key_of(owner.user(), which)), still(before));
    media::Library::use(transaction, owner, picture.id);
    if (before) library_.release(transaction, owner, before->media_id);
    std::function<void(User&)> edit = [&](User& user) { url_of(user, which) = picture.url; };
    auto user = co_await profiles_.change(owner, std::move(edit), std::move(transaction), context);
    if (user) co_return std::move(*user);
  }
  throw too_contended();
}

Task<User> Portraits::remove(const RequestContext& context, Portrait which) const {
  const Owner owner(context);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto before = shown(co_await store_.get(key_of(owner.user(), which)));
    Transaction transaction;
    if (before) {
      transaction.erase(key_of(owner.user(), which), still(before));
      library_.release(transaction, owner, before->media_id);
    }
    std::function<void(User&)> edit = [which](User& user) { url_of(user, which).reset(); };
    auto user = co_await profiles_.change(owner, std::move(edit), std::move(transaction), context);
    if (user) co_return std::move(*user);
  }
  throw too_contended();
}

Task<events::Effects> PortraitCleanup::apply(const events::Event& event) {
  std::vector<store::Key> wanted;
  wanted.push_back(accounts::People::profile_key(event.user));
  wanted.push_back(key_of(event.user, Portrait::avatar));
  wanted.push_back(key_of(event.user, Portrait::banner));
  const auto items = co_await store_.batch_get(std::move(wanted));
  events::Effects effects;
  User user;
  if (items[0]) user = store::from_item<User>(*items[0]);
  const Owner owner = Owner::acting_for(event.user);
  for (const Portrait which : {Portrait::avatar, Portrait::banner}) {
    const auto there = shown(items[which == Portrait::avatar ? 1 : 2]);
    if (!there || url_of(user, which) == there->url) continue;
    effects.transaction.erase(key_of(event.user, which), still(there));
    library_.release(effects.transaction, owner, there->media_id);
  }
  // The two were not read at one moment: a picture that was set in between raised the profile's version.
  if (effects.transaction.size() > 0)
    effects.transaction.check(
        accounts::People::profile_key(event.user),
        items[0] ? Condition::version_is(user.version) : Condition::item_absent());
  co_return effects;
}

/// Handlers are plain functions that call the coroutines above: a lambda that is a coroutine would outlive its captures.
void add_portrait_routes(http::Router& router, const Portraits& portraits,
                         media::UploadPlaces& places) {
  for (const Portrait which : {Portrait::avatar, Portrait::banner}) {
    const std::string path = which == Portrait::avatar ? "/api/me/avatar" : "/api/me/banner";
    router.add(
        http::Method::post, path,
        [&portraits, &places, which](Request& request, RequestContext& context) {
          return upload(portraits, places, which, request, context);
        },
        media::upload_route());
    router.add(http::Method::del, path, [&portraits, which](Request&, RequestContext& context) {
      return take_away(portraits, which, context);
    });
  }
}

}  // namespace waymark::social
