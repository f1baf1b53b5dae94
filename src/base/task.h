// Coroutines of the server.
//
// Everything that may wait is a Task<T>, run by one reactor (see platform/runtime/reactor.h). The
// executor is the concrete one of io_context: the type-erased default costs an allocation and an
// indirect call at every step.
//
// Read style.md rules 14-16 before writing coroutines: g++ 12 destroys some temporaries twice when
// an aggregate initialiser or a capturing lambda stands in the same full expression as a co_await.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace waymark {

using Executor = boost::asio::io_context::executor_type;

template <typename T = void>
using Task = boost::asio::awaitable<T, Executor>;

/// The completion token that makes an Asio operation a Task.
inline constexpr boost::asio::use_awaitable_t<Executor> use_task{};

}  // namespace waymark
