#include "platform/auth/password.h"

#include <crypt.h>

#include <array>
#include <stdexcept>

#include "base/encoding.h"
#include "base/text.h"
#include "platform/runtime/reactor.h"
#include "platform/secrets/crypto.h"

namespace waymark::auth {
namespace {

constexpr std::string_view kScheme = "wm1:";
constexpr std::size_t kPepperIdLength = 8;
constexpr std::size_t kBcryptLength = 60;
constexpr std::size_t kSettingLength = 29;  // "$2b$12$" and 22 characters of salt
constexpr unsigned kRetrySeconds = 2;

/// "$2b$12$<salt>" → "$2b$12$<salt><hash>". Takes a quarter of a second: never on a reactor.
std::string bcrypt(const Secret& prepared, const std::string& setting) {
  crypt_data work{};
  const char* out = crypt_r(prepared.expose().c_str(), setting.c_str(), &work);
  std::string hash = out == nullptr ? "" : out;
  OPENSSL_cleanse(&work, sizeof work);
  if (hash.size() != kBcryptLength) throw std::runtime_error("bcrypt refused its setting");
  return hash;
}

std::string new_setting(unsigned cost, Random& random) {
  std::array<std::uint8_t, 16> salt;
  random.fill(salt);
  std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> out{};
  if (crypt_gensalt_rn("$2b$", cost, reinterpret_cast<const char*>(salt.data()),
                       static_cast<int>(salt.size()), out.data(),
                       static_cast<int>(out.size())) == nullptr)
    throw std::invalid_argument("bcrypt cost must be 4 to 20");
  return out.data();
}

/// The bcrypt part of a stored form, or nullopt when it is another scheme's or another pepper's.
std::optional<std::string> bcrypt_part(std::string_view stored, std::string_view pepper_id) {
  if (!stored.starts_with(kScheme)) return std::nullopt;
  stored.remove_prefix(kScheme.size());
  if (stored.size() != kPepperIdLength + 1 + kBcryptLength || !stored.starts_with(pepper_id))
    return std::nullopt;
  return std::string(stored.substr(kPepperIdLength + 1));
}

}  // namespace

/// Holds one of the places for hashes under way.
class Passwords::Admission {
 public:
  Admission(std::shared_ptr<std::atomic<std::size_t>> under_way, std::size_t limit)
      : under_way_(std::move(under_way)) {
    if (under_way_->fetch_add(1) < limit) return;
    under_way_->fetch_sub(1);
    throw Error::rate_limited("error.rate_limited", kRetrySeconds);
  }
  ~Admission() { under_way_->fetch_sub(1); }
  Admission(const Admission&) = delete;
  Admission& operator=(const Admission&) = delete;

 private:
  std::shared_ptr<std::atomic<std::size_t>> under_way_;
};

Passwords::Passwords(PasswordOptions options, Secret pepper, Random& random,
                     runtime::BackgroundPool& pool)
    : options_(options),
      pepper_(std::move(pepper)),
      pepper_id_(hex_encode(sha256(pepper_.expose())).substr(0, kPepperIdLength)),
      random_(random),
      pool_(pool),
      under_way_(std::make_shared<std::atomic<std::size_t>>(0)) {
  if (options_.cost < 4 || options_.cost > 20)
    throw std::invalid_argument("bcrypt cost must be 4 to 20");
}

std::string Passwords::prepared(const Secret& password) const {
  const Secret form(compatibility_form(password.expose()));
  return base64_encode(secrets::hmac_sha384(pepper_, form.expose()));
}

Task<std::string> Passwords::hash(Secret password) {
  const Admission admission(under_way_, options_.admitted);
  auto work = [secret = Secret(prepared(password)), setting = new_setting(options_.cost, random_)] {
    return bcrypt(secret, setting);
  };
  const std::string hash = co_await pool_.run(std::move(work));
  co_return std::string(kScheme) + pepper_id_ + ":" + hash;
}

Task<PasswordVerdict> Passwords::verify(Secret password, std::optional<std::string> stored) {
  const Admission admission(under_way_, options_.admitted);
  std::optional<std::string> expected;
  if (stored) expected = bcrypt_part(*stored, pepper_id_);
  const bool real = expected.has_value() && password.expose().size() <= kLongestPassword;
  const std::string setting =
      real ? expected->substr(0, kSettingLength) : new_setting(options_.cost, random_);
  auto work = [secret = Secret(real ? prepared(password) : std::string(64, 'x')), setting] {
    return bcrypt(secret, setting);
  };
  const std::string computed = co_await pool_.run(std::move(work));
  PasswordVerdict verdict;
  verdict.matches = real && equal_in_constant_time(computed, *expected);
  if (verdict.matches) {
    const std::string wanted = new_setting(options_.cost, random_);
    verdict.outdated = setting.substr(0, 7) != wanted.substr(0, 7);
  }
  co_return verdict;
}

}  // namespace waymark::auth
