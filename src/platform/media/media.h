// Media: the pictures that people add to what they make.
//
//   picture_header.h  what a file says of itself     pixels.h      decoding, resizing, encoding
//   renditions.h      a picture as it is kept        media.h       who owns which, and where they lie (this file)
//   rest.h            POST /api/media, GET /media/{name}
//
// A picture belongs to who sent it. It is made for something (an avatar, a banner, a post, a message); until that uses
// it, it waits, for a day at most. What is used is kept until it is released. The files lie among the blobs:
//
//   media/<first two>/<name>     name = base64url(HMAC-SHA256(key, id ‖ bytes))[0..32).jpg | .webp
//
// The name follows from the content, so that it can be cached for ever; from the picture's id, so that the same content
// sent twice is two files and each is deleted for itself; and from a key of this installation, so that nobody can guess
// it. Whoever holds the address sees the picture, as with a link in a mail: nothing else protects it.
//
//   USER#u  MEDIA#m       Picture, names, state: UNUSED, USED or RELEASED    GSI6 MEDIAUNUSED#<shard> / <t>#m  if unused
//   USER#u  MEDIAEND#m    a picture that was released, until it is removed   GSI6 MEDIAENDED#<shard> / <t>#m
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/request_context.h"
#include "base/secret.h"
#include "base/task.h"
#include "platform/blobs/blobs.h"
#include "platform/media/renditions.h"
#include "platform/runtime/reactor.h"
#include "platform/store/store.h"

namespace waymark::media {

using MediaId = Id<struct MediaSubject>;

/// What the keys of all their blobs begin with. What has a key never changes.
inline constexpr std::string_view kBlobPrefix = "media/";

inline constexpr std::size_t kLongestAlt = 1'500;  // code points
inline constexpr std::chrono::hours kUnusedLife{24};

/// GraphQL `Media`, the answer of POST /api/media, and a part of what uses it.
struct Picture {
  MediaId id;
  std::string url;  // "/media/<name>"
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::string preview_url;  // the picture itself when it has no smaller one
  std::int64_t preview_width = 0;
  std::int64_t preview_height = 0;
  std::string content_type;
  std::optional<std::string> alt;  // what it shows, for those who do not see it
  Instant created_at;
  std::optional<Instant> expires_at;  // unless it is used before
};
BOOST_DESCRIBE_STRUCT(Picture, (),
                      (id, url, width, height, preview_url, preview_width, preview_height,
                       content_type, alt, created_at, expires_at))

/// What Library is made of; all of it outlives it.
struct LibraryPorts {
  LibraryPorts(store::Store& the_store, blobs::Blobs& the_blobs, runtime::BackgroundPool& the_pool,
               const Clock& the_clock, IdSource& the_ids, Secret the_key)
      : store(the_store),
        blobs(the_blobs),
        pool(the_pool),
        clock(the_clock),
        ids(the_ids),
        key(std::move(the_key)) {}
  store::Store& store;
  blobs::Blobs& blobs;
  runtime::BackgroundPool& pool;  // its threads bound how many pictures are in memory at once
  const Clock& clock;
  IdSource& ids;
  Secret key;  // of its own (ServerKey::derive("media"))
};

/// One for the whole server, any reactor.
class Library {
 public:
  explicit Library(LibraryPorts ports) : ports_(std::move(ports)) {}

  /// Makes a picture of a file of at most kUploadLimit bytes, unused so far. Throws as render() does, and
  /// Error(invalid_input) naming "alt" when that is too long.
  Task<Picture> add(Owner owner, std::string file, Purpose purpose, std::optional<std::string> alt);

  /// Those of the owner that are not released, in the order of `ids`. At most 100.
  Task<std::vector<std::optional<Picture>>> find_all(Owner owner, std::vector<MediaId> ids) const;

  // Parts of the commit of what uses a picture.

  /// Kept from now on. The operation's condition fails when the owner has no such picture, or it is used or released.
  static void use(store::Transaction& transaction, Owner owner, MediaId id);
  /// Used no more; its files go with the next sweep. Never fails, and may be said twice.
  void release(store::Transaction& transaction, Owner owner, MediaId id) const;

  /// What GET /media/{name} answers with; nullopt when there is none.
  struct File {
    std::string bytes;
    std::string content_type;
  };
  Task<std::optional<File>> file(std::string name) const;

  /// Removes up to `limit` pictures of each kind that were released, or not used within kUnusedLife. How many.
  Task<std::size_t> sweep(std::uint32_t limit);

 private:
  struct Stored;
  Task<void> keep(std::string name, std::string bytes) const;
  Task<std::size_t> sweep_partition(std::string partition, Instant before, std::uint32_t limit);
  Task<bool> remove(Owner owner, MediaId id);
  std::string name_of(MediaId id, const Encoded& encoded) const;

  LibraryPorts ports_;
};

/// The texts that say what pictures show, as kept: normal form C, trimmed; nullopt when nothing is left. Throws
/// Error(invalid_input) naming `field`.
std::optional<std::string> checked_alt(std::optional<std::string> alt, const std::string& field);

}  // namespace waymark::media
