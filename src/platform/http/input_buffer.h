// Bytes that were received and not yet used.
#pragma once

#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace waymark::http {

/// A fixed piece of memory that bytes are added to at the back and taken from at the front.
class InputBuffer {
 public:
  explicit InputBuffer(std::size_t capacity) : bytes_(new char[capacity]), capacity_(capacity) {}

  std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
  bool empty() const { return begin_ == end_; }
  bool full() const { return end_ - begin_ == capacity_; }
  void consume(std::size_t count) {
    begin_ += count;
    if (begin_ == end_) begin_ = end_ = 0;
  }
  /// Where to receive into; commit() then says how much came.
  std::span<char> room() {
    if (begin_ > 0 && end_ == capacity_) {
      std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    return {bytes_.get() + end_, capacity_ - end_};
  }
  void commit(std::size_t count) { end_ += count; }

 private:
  std::unique_ptr<char[]> bytes_;  // not initialised: pages that are never used cost nothing
  std::size_t capacity_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace waymark::http
