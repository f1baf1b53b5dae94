#include "platform/backup/pace.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

namespace waymark::backup {
namespace {

constexpr std::size_t kPiece = std::size_t{512} << 10;
constexpr int kNiceness = 15;
// ioprio_set(2), for which the C library has neither a function nor names.
constexpr int kIoPriorityOfThread = 1;
constexpr int kIoPriorityIdle = 3 << 13;

/// What is read through it does not push out of the page cache what requests read again and again.
Descriptor open_once(const std::filesystem::path& file) {
  Descriptor descriptor = open_file(file, O_RDONLY);
#ifdef POSIX_FADV_NOREUSE
  ::posix_fadvise(descriptor.get(), 0, 0, POSIX_FADV_NOREUSE);
#endif
  return descriptor;
}

}  // namespace

Task<void> Pace::pay(std::size_t bytes) {
  if (bytes_per_second_ == 0) co_return;
  const auto now = std::chrono::steady_clock::now();
  const std::chrono::duration<double> cost(static_cast<double>(bytes) /
                                           static_cast<double>(bytes_per_second_));
  free_at_ = std::max(free_at_, now) +
             std::chrono::duration_cast<std::chrono::steady_clock::duration>(cost);
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(free_at_ - now);
  co_await runtime::sleep_for(wait);
}

void give_way() {
  const auto thread = static_cast<id_t>(::gettid());
  ::setpriority(PRIO_PROCESS, thread, kNiceness);
  ::syscall(SYS_ioprio_set, kIoPriorityOfThread, 0, kIoPriorityIdle);
}

HashedFile::HashedFile(std::filesystem::path file, Pace& pace, runtime::BackgroundPool& pool)
    : file_(std::move(file)), pace_(pace), pool_(pool) {}

Task<std::string> HashedFile::read(std::size_t at_most) {
  const auto work = [this, count = std::min(at_most, kPiece)] {
    give_way();
    if (!descriptor_.open()) descriptor_ = open_once(file_);
    std::string piece = read_some(descriptor_, count, file_);
    hash_.add(piece);
    return piece;
  };
  std::string piece = co_await pool_.run(work);
  size_ += piece.size();
  co_await pace_.pay(piece.size());
  co_return piece;
}

std::string HashedFile::digest() {
  return hex_encode(hash_.digest());
}

}  // namespace waymark::backup
