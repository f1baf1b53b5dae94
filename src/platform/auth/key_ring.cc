#include "platform/auth/key_ring.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace waymark::auth {
namespace {

constexpr std::string_view kBoundTo = "KEYS#ACCESS";
constexpr int kTries = 10;

store::Key ring_key() {
  return store::Key(std::string(kBoundTo), "RING");
}

Error unreadable() {
  return Error(ErrorCode::unavailable, "error.unavailable",
               "the keys that sign access tokens were sealed by another keys/server.key");
}

std::string published(const std::vector<KeyRing::Kept>& keys) {
  std::string jwks = R"({"keys":[)";
  for (const KeyRing::Kept& kept : keys) {
    if (&kept != &keys.front()) jwks += ',';
    jwks += kept.key.to_jwk();
  }
  return jwks + "]}";
}

}  // namespace

struct KeyRing::Ring {
  explicit Ring(std::vector<Kept> all, std::int64_t item_version)
      : keys(std::move(all)), jwks(published(keys)), version(item_version) {}
  std::vector<Kept> keys;
  std::string jwks;
  std::int64_t version;  // of the item; 0: there is none yet
};

KeyRing::KeyRing(store::Store& store, Secret sealing_key, const Clock& clock, Random& random)
    : store_(store),
      sealer_(std::move(sealing_key), random),
      clock_(clock),
      ring_(std::make_shared<const Ring>(std::vector<Kept>(), 0)) {}

KeyRing::RingPtr KeyRing::ring() const {
  const std::lock_guard lock(mutex_);
  return ring_;
}

KeyRing::Kept KeyRing::fresh_key() const {
  return Kept{clock_.now(), PrivateKey::generate()};
}

KeyRing::RingPtr KeyRing::unsealed(const store::Item& item) const {
  std::vector<Kept> keys;
  const auto listed = item.find("keys");
  if (!listed) throw unreadable();
  listed->each_element([&](const store::ValueView& element) {
    std::optional<Instant> made;
    std::optional<PrivateKey> key;
    element.each_entry([&](std::string_view name, const store::ValueView& value) {
      if (name == "madeAt") made = parse_rfc3339(value.text().value_or(""));
      if (name != "sealed") return;
      if (auto pem = sealer_.open(value.bytes().value_or(""), kBoundTo))
        key = PrivateKey::from_pem(Secret(std::move(*pem)));
    });
    if (!made || !key) throw unreadable();
    keys.push_back(Kept{*made, std::move(*key)});
  });
  if (keys.empty()) throw unreadable();
  return std::make_shared<const Ring>(std::move(keys),
                                      item.integer(store::attribute::kVersion).value_or(0));
}

Task<KeyRing::RingPtr> KeyRing::read() const {
  const auto item = co_await store_.get(ring_key());
  if (!item) co_return std::make_shared<const Ring>(std::vector<Kept>(), 0);
  co_return unsealed(*item);
}

void KeyRing::take(RingPtr ring) {
  const std::lock_guard lock(mutex_);
  const auto stays = [&](const Kept& old) {
    return std::ranges::any_of(ring->keys,
                               [&](const Kept& kept) { return kept.key.id() == old.key.id(); });
  };
  if (!std::ranges::all_of(ring_->keys, stays)) generation_.fetch_add(1, std::memory_order_release);
  ring_ = std::move(ring);
}

Task<bool> KeyRing::write(const Ring& before, std::vector<Kept> keys) {
  store::List sealed;
  for (const Kept& kept : keys) {
    const std::string bytes = sealer_.seal(kept.key.to_pem().expose(), kBoundTo);
    sealed.push_back(store::Value(
        store::Map{{"madeAt", store::Value(to_rfc3339(kept.made))},
                   {"sealed", store::Value(store::Bytes(bytes.begin(), bytes.end()))}}));
  }
  store::Item item(ring_key());
  item.set("keys", store::Value(std::move(sealed)));
  item.set(store::attribute::kVersion, before.version + 1);
  store::Transaction transaction;
  transaction.put(std::move(item), before.version == 0
                                       ? store::Condition::item_absent()
                                       : store::Condition::version_is(before.version));
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  if (!outcome.committed()) co_return false;
  take(std::make_shared<const Ring>(std::move(keys), before.version + 1));
  co_return true;
}

Task<void> KeyRing::load() {
  for (int i = 0; i < kTries; ++i) {
    const RingPtr stored = co_await read();
    if (!stored->keys.empty()) {
      take(stored);
      co_return;
    }
    std::vector<Kept> first;
    first.push_back(fresh_key());
    if (co_await write(*stored, std::move(first))) co_return;
  }
  throw Error(ErrorCode::unavailable, "error.unavailable", "the signing keys keep changing");
}

Task<void> KeyRing::renew() {
  const RingPtr stored = co_await read();
  if (stored->keys.empty()) co_return;
  const Instant now = clock_.now();
  std::vector<Kept> keys = stored->keys;
  if (keys.front().made + kLife < now) keys.insert(keys.begin(), fresh_key());
  // A key is needed until a day after the one that replaced it began to sign.
  while (keys.size() > 1 && keys[keys.size() - 2].made + kAnnounced + kRetired < now)
    keys.pop_back();
  const bool same =
      keys.size() == stored->keys.size() && keys.front().made == stored->keys.front().made;
  // Who has changed them meanwhile has done this.
  if (!same) co_await write(*stored, std::move(keys));
}

Task<void> KeyRing::replace() {
  for (int i = 0; i < kTries; ++i) {
    const RingPtr stored = co_await read();
    std::vector<Kept> only;
    only.push_back(fresh_key());
    if (co_await write(*stored, std::move(only))) co_return;
  }
  throw Error(ErrorCode::unavailable, "error.unavailable", "the signing keys keep changing");
}

std::shared_ptr<const std::vector<KeyRing::Kept>> KeyRing::keys() const {
  const RingPtr now = ring();
  return {now, &now->keys};
}

std::shared_ptr<const PrivateKey> KeyRing::signing_key() const {
  const RingPtr held = ring();
  const Instant now = clock_.now();
  for (const Kept& kept : held->keys)
    if (kept.made + kAnnounced <= now) return {held, &kept.key};
  if (held->keys.empty())
    throw Error(ErrorCode::unavailable, "error.unavailable", "the signing keys are not loaded");
  return {held, &held->keys.back().key};
}

std::shared_ptr<const PublicKey> KeyRing::find(std::string_view key_id) const {
  const RingPtr held = ring();
  for (const Kept& kept : held->keys)
    if (kept.key.id() == key_id) return {held, &kept.key.public_key()};
  return nullptr;
}

std::shared_ptr<const std::string> KeyRing::jwks() const {
  const RingPtr held = ring();
  return {held, &held->jwks};
}

}  // namespace waymark::auth
