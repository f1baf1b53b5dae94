// Values that must never be read by a person: passwords, tokens, keys.
#pragma once

#include <openssl/crypto.h>

#include <string>
#include <utility>

namespace waymark {

/// A text that can be neither printed nor turned into JSON nor stored by accident: there is no
/// conversion, and base/json.h refuses the type at compile time. Wiped when destroyed.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { other.wipe(); }
  Secret& operator=(Secret other) noexcept {
    value_.swap(other.value_);
    return *this;
  }
  ~Secret() { wipe(); }

  /// The one way to the value; every use of it is easy to find.
  const std::string& expose() const { return value_; }
  bool empty() const { return value_.empty(); }

 private:
  void wipe() { OPENSSL_cleanse(value_.data(), value_.size()); }
  std::string value_;
};

}  // namespace waymark
