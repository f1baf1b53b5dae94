// Avatars and banners: pictures of the media library that a profile shows.
//
//   USER#u  PORTRAIT#AVATAR, PORTRAIT#BANNER    {mediaId, url}: which picture of ours the profile shows
//
//   POST, DELETE /api/me/avatar, /api/me/banner    a form with `file`, or the picture itself → User
#pragma once

#include <cstdint>
#include <string>

#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "platform/media/media.h"
#include "platform/media/rest.h"
#include "platform/store/store.h"
#include "product/accounts/profiles.h"

namespace waymark::social {

enum class Portrait : std::uint8_t { avatar, banner };
BOOST_DESCRIBE_ENUM(Portrait, avatar, banner)

/// One for the whole server, any reactor; what it borrows outlives it.
class Portraits {
 public:
  Portraits(store::Store& store, accounts::Profiles& profiles, media::Library& library)
      : store_(store), profiles_(profiles), library_(library) {}

  /// Makes the picture, shows it in the profile and lets go of the one before, in one commit. Throws what
  /// media::Library::add throws.
  Task<accounts::User> set(const RequestContext& context, Portrait which, std::string file) const;
  /// Shows none.
  Task<accounts::User> remove(const RequestContext& context, Portrait which) const;

 private:
  store::Store& store_;
  accounts::Profiles& profiles_;
  media::Library& library_;
};

/// The consumer "portraits": lets go of pictures that a profile shows no more, because it was edited.
class PortraitCleanup final : public events::Consumer {
 public:
  PortraitCleanup(store::Store& store, const media::Library& library)
      : store_(store), library_(library) {}
  std::string_view name() const override { return "portraits"; }
  bool wants(std::string_view type) const override { return type == "ProfileUpdated"; }
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  store::Store& store_;
  const media::Library& library_;
};

/// Adds the routes above; all outlive the router.
void add_portrait_routes(http::Router& router, const Portraits& portraits,
                         media::UploadPlaces& places);

}  // namespace waymark::social
