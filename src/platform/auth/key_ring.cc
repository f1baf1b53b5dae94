#include "platform/auth/key_ring.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/error.h"
#include "platform/secrets/server_key.h"

namespace waymark::auth {
namespace {

constexpr std::string_view kPrefix = "access-";
constexpr std::string_view kSuffix = ".pem";

struct KeyFile {
  Instant made;
  std::filesystem::path path;
};

std::optional<Instant> made_at(const std::string& name) {
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
  const char* begin = name.data() + kPrefix.size();
  const char* end = name.data() + name.size() - kSuffix.size();
  std::int64_t milliseconds = 0;
  const auto [stopped, error] = std::from_chars(begin, end, milliseconds);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return Instant(std::chrono::milliseconds(milliseconds));
}

std::vector<KeyFile> files_newest_first(const std::filesystem::path& dir) {
  std::vector<KeyFile> files;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(dir, failure))
    if (const auto made = made_at(entry.path().filename().string()))
      files.push_back(KeyFile{*made, entry.path()});
  std::ranges::sort(files, std::greater(), &KeyFile::made);
  return files;
}

void add_key(const std::filesystem::path& dir, Instant now, std::vector<KeyFile>& files) {
  KeyFile file{now, dir / (std::string(kPrefix) + std::to_string(now.time_since_epoch().count()) +
                           std::string(kSuffix))};
  secrets::write_private_file(file.path, PrivateKey::generate().to_pem().expose());
  files.insert(files.begin(), std::move(file));
}

/// A key is needed until a day after the one that replaced it was made.
void drop_retired(std::vector<KeyFile>& files, Instant now) {
  while (files.size() > 1 && files[files.size() - 2].made + KeyRing::kRetired < now) {
    std::error_code failure;
    std::filesystem::remove(files.back().path, failure);
    files.pop_back();
  }
}

KeyRing read(const std::vector<KeyFile>& files) {
  std::vector<PrivateKey> keys;
  for (const KeyFile& file : files) {
    auto content = secrets::read_private_file(file.path);
    const Secret pem(content ? std::move(*content) : std::string());
    auto key = PrivateKey::from_pem(pem);
    if (!key)
      throw Error(ErrorCode::unavailable, "error.unavailable",
                  file.path.string() + ": is no P-256 key");
    keys.push_back(std::move(*key));
  }
  return KeyRing(std::move(keys));
}

}  // namespace

KeyRing KeyRing::load_or_create(const std::filesystem::path& dir, Instant now) {
  std::vector<KeyFile> files = files_newest_first(dir);
  if (files.empty() || files.front().made + kLife < now) add_key(dir, now, files);
  drop_retired(files, now);
  return read(files);
}

KeyRing KeyRing::rotate(const std::filesystem::path& dir, Instant now) {
  std::vector<KeyFile> files = files_newest_first(dir);
  add_key(dir, now, files);
  drop_retired(files, now);
  return read(files);
}

KeyRing::KeyRing(std::vector<PrivateKey> keys) : keys_(std::move(keys)) {
  if (keys_.empty()) throw std::logic_error("a key ring needs a key");
  jwks_ = R"({"keys":[)";
  for (const PrivateKey& key : keys_) {
    if (&key != &keys_.front()) jwks_ += ',';
    jwks_ += key.to_jwk();
  }
  jwks_ += "]}";
}

const PublicKey* KeyRing::find(std::string_view key_id) const {
  const auto it = std::ranges::find(keys_, key_id, &PrivateKey::id);
  return it == keys_.end() ? nullptr : &it->public_key();
}

}  // namespace waymark::auth
