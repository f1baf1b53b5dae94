#include "product/workouts/archives/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace waymark::workouts {
namespace {

std::uint64_t size_of(const Descriptor& descriptor, const std::filesystem::path& name) {
  struct stat facts {};
  if (fstat(descriptor.get(), &facts) != 0) fail_on(name);
  return static_cast<std::uint64_t>(facts.st_size);
}

}  // namespace

FileBytes::FileBytes(const std::filesystem::path& file)
    : FileBytes(open_file(file, O_RDONLY), file) {}

FileBytes::FileBytes(Descriptor descriptor, std::filesystem::path name)
    : descriptor_(std::move(descriptor)),
      name_(std::move(name)),
      size_(size_of(descriptor_, name_)) {}

std::size_t FileBytes::read_at(std::uint64_t offset, std::span<char> into) const {
  std::size_t done = 0;
  while (done < into.size()) {
    const ssize_t got = pread(descriptor_.get(), into.data() + done, into.size() - done,
                              static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_on(name_);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

std::size_t TextBytes::read_at(std::uint64_t offset, std::span<char> into) const {
  if (offset >= bytes_.size()) return 0;
  const std::size_t start = static_cast<std::size_t>(offset);
  const std::size_t count = std::min(into.size(), bytes_.size() - start);
  std::copy_n(bytes_.data() + start, count, into.data());
  return count;
}

}  // namespace waymark::workouts
