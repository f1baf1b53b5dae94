#include "platform/media/media.h"

#include "base/encoding.h"
#include "base/error.h"
#include "base/input.h"
#include "platform/blobs/transfer.h"
#include "platform/secrets/crypto.h"
#include "platform/store/entity.h"

namespace waymark::media {
namespace {

using store::Condition;
using store::Item;
using store::Value;

constexpr std::uint32_t kShards = 16;
constexpr std::size_t kNameLength = 32;
constexpr std::size_t kLargestFile = std::size_t{32} << 20;
constexpr std::string_view kUnused = "UNUSED";
constexpr std::string_view kUsed = "USED";
constexpr std::string_view kReleased = "RELEASED";
constexpr std::string_view kUnusedIndex = "MEDIAUNUSED#";
constexpr std::string_view kEndedIndex = "MEDIAENDED#";

std::string partition(Owner owner) {
  return "USER#" + owner.user().to_string();
}
store::Key picture_key(Owner owner, MediaId id) {
  return store::Key(partition(owner), "MEDIA#" + id.to_string());
}
store::Key end_key(Owner owner, MediaId id) {
  return store::Key(partition(owner), "MEDIAEND#" + id.to_string());
}
std::string shard_of(std::string_view index, Owner owner) {
  return std::string(index) + std::to_string(murmur3_32(owner.user().to_string()) % kShards);
}
std::string place(Instant at, MediaId id) {
  return to_rfc3339(at) + "#" + id.to_string();
}

std::string blob_key(std::string_view name) {
  return std::string(kBlobPrefix) + std::string(name.substr(0, 2)) + "/" + std::string(name);
}

std::string_view type_of(std::string_view name) {
  return name.ends_with(".webp") ? "image/webp" : "image/jpeg";
}

/// One of our names: anything else is not looked for.
bool is_name(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot != kNameLength || (name.substr(dot) != ".jpg" && name.substr(dot) != ".webp"))
    return false;
  return name.substr(0, dot).find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == name.npos;
}

Condition in_state(std::string_view state) {
  return Condition::equal("state", Value(std::string(state)));
}

}  // namespace

/// What is kept of a picture.
struct Library::Stored {
  Picture picture;
  std::vector<std::string> names;
  std::string state = std::string(kUnused);
  BOOST_DESCRIBE_CLASS(Stored, (), (picture, names, state), (), ())
};

std::optional<std::string> checked_alt(std::optional<std::string> alt, const std::string& field) {
  TextRule rule;
  rule.at_most = kLongestAlt;
  rule.lines = true;
  InputCheck check{InputPath()};
  auto text = check.optional_text(field, alt, rule);
  check.throw_if_any();
  return text;
}

std::string Library::name_of(MediaId id, const Encoded& encoded) const {
  std::string text = id.to_string();
  text += encoded.bytes;
  const std::string name = base64url_encode(secrets::hmac_sha256(ports_.key, text));
  return name.substr(0, kNameLength) + (encoded.content_type == "image/webp" ? ".webp" : ".jpg");
}

Task<void> Library::keep(std::string name, std::string bytes) const {
  co_await blobs::put_bytes(ports_.blobs, blob_key(name), std::move(bytes));
}

Task<Picture> Library::add(Owner owner, std::string file, Purpose purpose,
                           std::optional<std::string> alt) {
  if (file.size() > kUploadLimit) throw too_large();
  Stored stored;
  stored.picture.alt = checked_alt(std::move(alt), "alt");
  admitted(file);  // before it waits for a thread
  auto work = [file = std::move(file), purpose] { return render(file, purpose); };
  Renditions made = co_await ports_.pool.run(std::move(work));

  Picture& picture = stored.picture;
  picture.id = ports_.ids.make<MediaId>();
  picture.width = static_cast<std::int64_t>(made.picture.width);
  picture.height = static_cast<std::int64_t>(made.picture.height);
  picture.content_type = made.picture.encoded.content_type;
  picture.created_at = ports_.clock.now();
  picture.expires_at = picture.created_at + kUnusedLife;
  stored.names.push_back(name_of(picture.id, made.picture.encoded));
  if (made.preview) stored.names.push_back(name_of(picture.id, made.preview->encoded));
  const Rendition& small = made.preview ? *made.preview : made.picture;
  picture.url = "/media/" + stored.names.front();
  picture.preview_url = "/media/" + stored.names.back();
  picture.preview_width = static_cast<std::int64_t>(small.width);
  picture.preview_height = static_cast<std::int64_t>(small.height);

  // The item before the files: a sweep finds whatever a crash leaves behind.
  Item item = store::to_item(stored, picture_key(owner, picture.id));
  item.set_index(6, shard_of(kUnusedIndex, owner), place(picture.created_at, picture.id));
  store::Transaction transaction;
  transaction.put(std::move(item), Condition::item_absent());
  co_await ports_.store.transact(std::move(transaction));
  if (made.preview) co_await keep(stored.names.back(), std::move(made.preview->encoded.bytes));
  co_await keep(stored.names.front(), std::move(made.picture.encoded.bytes));
  co_return std::move(stored.picture);
}

Task<std::vector<std::optional<Picture>>> Library::find_all(Owner owner,
                                                            std::vector<MediaId> ids) const {
  std::vector<store::Key> keys;
  for (const MediaId id : ids) keys.push_back(picture_key(owner, id));
  std::vector<std::optional<Picture>> pictures;
  if (keys.empty()) co_return pictures;
  const auto items = co_await ports_.store.batch_get(std::move(keys));
  for (const auto& item : items) {
    pictures.emplace_back();
    if (!item || item->text("state") == kReleased) continue;
    Stored stored = store::from_item<Stored>(*item);
    if (stored.state == kUsed) stored.picture.expires_at.reset();
    pictures.back() = std::move(stored.picture);
  }
  co_return pictures;
}

void Library::use(store::Transaction& transaction, Owner owner, MediaId id) {
  store::Changes changes;
  changes.set("state", Value(std::string(kUsed))).remove("GSI6PK").remove("GSI6SK");
  transaction.update(picture_key(owner, id), std::move(changes), in_state(kUnused));
}

void Library::release(store::Transaction& transaction, Owner owner, MediaId id) const {
  Item note(end_key(owner, id));
  note.set("userId", owner.user().to_string());
  note.set_index(6, shard_of(kEndedIndex, owner), place(ports_.clock.now(), id));
  transaction.put(std::move(note));
}

Task<std::optional<Library::File>> Library::file(std::string name) const {
  if (!is_name(name)) co_return std::nullopt;
  auto bytes = co_await blobs::get_bytes(ports_.blobs, blob_key(name), kLargestFile);
  std::optional<File> file;
  if (bytes) {
    file.emplace();
    file->bytes = std::move(*bytes);
    file->content_type = type_of(name);
  }
  co_return file;
}

Task<std::size_t> Library::sweep(std::uint32_t limit) {
  std::size_t removed = 0;
  const Instant now = ports_.clock.now();
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    const std::string number = std::to_string(shard);
    removed += co_await sweep_partition(std::string(kEndedIndex) + number, now, limit);
    removed +=
        co_await sweep_partition(std::string(kUnusedIndex) + number, now - kUnusedLife, limit);
  }
  co_return removed;
}

Task<std::size_t> Library::sweep_partition(std::string partition, Instant before,
                                           std::uint32_t limit) {
  store::Query query(store::Index::gsi6, std::move(partition));
  query.where(store::SortKey::less(to_rfc3339(before) + "~")).at_most(limit);
  const store::Page page = co_await ports_.store.query(std::move(query));
  std::size_t removed = 0;
  for (const Item& item : page.items) {
    const store::Key key = item.key();
    const auto user = UserId::parse(std::string_view(key.pk).substr(5));
    const auto id = MediaId::parse(std::string_view(key.sk).substr(key.sk.size() - 36));
    if (user && id && co_await remove(Owner::acting_for(*user), *id)) ++removed;
  }
  co_return removed;
}

/// First it is said that it goes, so that nothing begins to use it; then the files go, then what was known of them.
Task<bool> Library::remove(Owner owner, MediaId id) {
  std::vector<store::Key> keys;
  keys.push_back(picture_key(owner, id));
  keys.push_back(end_key(owner, id));
  const auto items = co_await ports_.store.batch_get(std::move(keys));
  store::Transaction last;
  if (items[1]) last.erase(end_key(owner, id));
  if (items[0]) {
    const Stored stored = store::from_item<Stored>(*items[0]);
    if (stored.state == kUsed && !items[1]) co_return false;
    store::Changes changes;
    changes.set("state", Value(std::string(kReleased)));
    store::Transaction first;
    first.update(picture_key(owner, id), std::move(changes), in_state(stored.state));
    const store::Outcome said = co_await ports_.store.transact(std::move(first));
    if (!said.committed()) co_return false;  // used just now
    for (const std::string& name : stored.names) co_await ports_.blobs.remove(blob_key(name));
    last.erase(picture_key(owner, id));
  }
  if (last.size() > 0) co_await ports_.store.transact(std::move(last));
  co_return true;
}

}  // namespace waymark::media
