#include "base/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace waymark {
namespace {

template <typename Read>
std::string read_until(std::size_t at_most, const std::filesystem::path& file, Read&& read) {
  std::string bytes(at_most, '\0');
  std::size_t have = 0;
  while (have < at_most) {
    const ssize_t got = read(bytes.data() + have, at_most - have, have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_on(file);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

void fail_on(const std::filesystem::path& file) {
  throw Error(ErrorCode::unavailable, "error.unavailable",
              file.string() + ": " + std::strerror(errno));
}

Descriptor open_file(const std::filesystem::path& file, int flags, unsigned mode) {
  Descriptor descriptor(::open(file.c_str(), flags | O_CLOEXEC, mode));
  if (!descriptor.open()) fail_on(file);
  return descriptor;
}

void write_all(const Descriptor& out, std::string_view bytes, const std::filesystem::path& file) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(out.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_on(file);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string read_some(const Descriptor& in, std::size_t at_most,
                      const std::filesystem::path& file) {
  return read_until(at_most, file, [&](char* to, std::size_t count, std::size_t) {
    return ::read(in.get(), to, count);
  });
}

std::string read_at(const Descriptor& in, std::uint64_t offset, std::size_t at_most,
                    const std::filesystem::path& file) {
  return read_until(at_most, file, [&](char* to, std::size_t count, std::size_t have) {
    return ::pread(in.get(), to, count, static_cast<off_t>(offset + have));
  });
}

void sync(const Descriptor& file_descriptor, const std::filesystem::path& file) {
  if (::fsync(file_descriptor.get()) != 0) fail_on(file);
}

void sync_folder(const std::filesystem::path& folder) {
  sync(open_file(folder, O_RDONLY | O_DIRECTORY), folder);
}

}  // namespace waymark
