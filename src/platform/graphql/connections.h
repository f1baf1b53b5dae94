// Who is connected to this process now, so that somebody's sockets and event streams can be ended.
#pragma once

#include <exception>
#include <memory>
#include <mutex>
#include <vector>

#include <boost/intrusive/list.hpp>

#include "base/ids.h"
#include "base/task.h"

namespace waymark::graphql {

/// A socket or an event stream. Lives on one reactor and is called there.
class Connected : public boost::intrusive::list_base_hook<
                      boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  virtual bool is_of(UserId user) const = 0;
  /// Tells the client why, and ends. `why` holds an Error.
  virtual void end(const std::exception_ptr& why) = 0;

 protected:
  ~Connected() = default;
};

/// Costs each connection two pointers; ending somebody's looks at all of them. Outlives those who enter.
class Connections {
 public:
  /// On the executor's reactor, where it leaves when it is destroyed.
  void enter(const Executor& executor, Connected& connected);
  /// Any thread; returns before they have ended.
  void end_all_of(UserId user, const std::exception_ptr& why);

 private:
  using List = boost::intrusive::list<Connected, boost::intrusive::constant_time_size<false>>;
  struct Reactor {
    explicit Reactor(const Executor& of) : executor(of) {}
    Executor executor;
    List connected;  // touched on that reactor alone
  };

  std::mutex mutex_;
  std::vector<std::shared_ptr<Reactor>> reactors_;
};

}  // namespace waymark::graphql
