// What is made of exceptions that end a piece of background work.
#pragma once

#include <exception>
#include <string>

namespace waymark {

/// Its text, for people who read logs and parked work; at most 500 bytes.
std::string reason_of(const std::exception_ptr& failure);

/// A dependency is down, or time was over: not the fault of what was tried.
bool is_passing(const std::exception_ptr& failure);

}  // namespace waymark
