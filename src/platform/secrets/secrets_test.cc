#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/secrets/crypto.h"
#include "platform/secrets/server_key.h"

namespace waymark::secrets {
namespace {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "waymark-secrets-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

TEST(Hmac, MatchesRfc4231Case2) {
  const Secret key("Jefe");
  const std::string text = "what do ya want for nothing?";
  EXPECT_EQ(hex_encode(hmac_sha256(key, text)),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  const HmacSha256 keyed(key);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(keyed(text), hmac_sha256(key, text));
  EXPECT_EQ(hex_encode(hmac_sha384(key, text)),
            "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
            "8e2240ca5e69e2c78b3239ecfab21649");
}

TEST(Hkdf, MatchesRfc5869Case3) {
  const Secret key(std::string(22, '\x0b'));
  EXPECT_EQ(hex_encode(hkdf_sha256(key, "").expose()),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST(Sealer, OpensOnlyWhatItSealedForThatPlace) {
  SystemRandom random;
  const Sealer sealer(Secret(std::string(32, 'k')), random);
  const std::string sealed = sealer.seal("a private answer", "place");
  EXPECT_EQ(sealed.find("private"), std::string::npos);
  EXPECT_EQ(sealer.open(sealed, "place"), "a private answer");
  EXPECT_EQ(sealer.open(sealed, "elsewhere"), std::nullopt);
  EXPECT_EQ(Sealer(Secret(std::string(32, 'j')), random).open(sealed, "place"), std::nullopt);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(sealer.open(changed, "place"), std::nullopt) << "byte " << i;
  }
  EXPECT_EQ(sealer.open("", "place"), std::nullopt);
  EXPECT_NE(sealer.seal("same", ""), sealer.seal("same", ""));
}

TEST(ServerKey, IsMadeOnceAndKeptPrivate) {
  const TemporaryFolder folder;
  SystemRandom random;
  const ServerKey first = ServerKey::load_or_create(folder.path() / "keys", random);
  const ServerKey second = ServerKey::load_or_create(folder.path() / "keys", random);
  EXPECT_EQ(first.derive("sessions").expose(), second.derive("sessions").expose());
  EXPECT_NE(first.derive("sessions").expose(), first.derive("passwords").expose());
  struct stat status {};
  ASSERT_EQ(::stat((folder.path() / "keys" / "server.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST(ServerKey, RefusesAFileThatIsNoKey) {
  const TemporaryFolder folder;
  SystemRandom random;
  write_private_file(folder.path() / "server.key", "hello");
  EXPECT_THROW(ServerKey::load_or_create(folder.path(), random), Error);
}

}  // namespace
}  // namespace waymark::secrets
