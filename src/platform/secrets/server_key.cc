#include "platform/secrets/server_key.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/secrets/crypto.h"

namespace waymark::secrets {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kLargestFile = 64 * 1024;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& why) {
  throw Error(ErrorCode::unavailable, "error.unavailable", file.string() + ": " + why);
}

/// Closes a descriptor at the end of its scope.
struct Descriptor {
  explicit Descriptor(int number) : fd(number) {}
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int fd;
};

void write_all(int fd, std::string_view content, const std::filesystem::path& file) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(file, std::strerror(errno));
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::optional<std::string> hex_decode(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

}  // namespace

void write_private_file(const std::filesystem::path& file, std::string_view content) {
  std::error_code failure;
  if (std::filesystem::create_directories(file.parent_path(), failure))
    std::filesystem::permissions(file.parent_path(), std::filesystem::perms::owner_all, failure);
  if (failure) fail(file.parent_path(), failure.message());
  const std::filesystem::path draft = file.string() + ".new";
  {
    const Descriptor out(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (out.fd < 0) fail(draft, std::strerror(errno));
    write_all(out.fd, content, draft);
    if (::fsync(out.fd) != 0) fail(draft, std::strerror(errno));
  }
  std::filesystem::rename(draft, file, failure);
  if (failure) fail(file, failure.message());
}

std::optional<std::string> read_private_file(const std::filesystem::path& file) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.fd < 0 && errno == ENOENT) return std::nullopt;
  if (in.fd < 0) fail(file, std::strerror(errno));
  std::string content;
  std::array<char, 4096> piece;
  while (true) {
    const ssize_t got = ::read(in.fd, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(file, std::strerror(errno));
    if (got == 0) return content;
    content.append(piece.data(), static_cast<std::size_t>(got));
    if (content.size() > kLargestFile) fail(file, "is too large for a key");
  }
}

ServerKey::ServerKey(Secret bytes) : bytes_(std::move(bytes)) {
  if (bytes_.expose().size() != kKeyBytes) throw std::logic_error("a server key has 32 bytes");
}

ServerKey ServerKey::load_or_create(const std::filesystem::path& dir, Random& random) {
  const std::filesystem::path file = dir / "server.key";
  if (auto content = read_private_file(file)) {
    while (!content->empty() && content->back() == '\n') content->pop_back();
    auto bytes = hex_decode(*content);
    if (!bytes || bytes->size() != kKeyBytes) fail(file, "is not 64 hexadecimal digits");
    return ServerKey(Secret(std::move(*bytes)));
  }
  std::array<std::uint8_t, kKeyBytes> bytes;
  random.fill(bytes);
  Secret key(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  write_private_file(file, hex_encode(key.expose()) + "\n");
  return ServerKey(std::move(key));
}

Secret ServerKey::derive(std::string_view purpose) const {
  return hkdf_sha256(bytes_, "waymark " + std::string(purpose));
}

}  // namespace waymark::secrets
