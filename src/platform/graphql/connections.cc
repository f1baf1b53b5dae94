#include "platform/graphql/connections.h"

#include <algorithm>

#include <boost/asio/post.hpp>

namespace waymark::graphql {

void Connections::enter(const Executor& executor, Connected& connected) {
  const std::lock_guard lock(mutex_);
  auto found =
      std::ranges::find_if(reactors_, [&](const auto& each) { return each->executor == executor; });
  if (found == reactors_.end())
    found = reactors_.insert(reactors_.end(), std::make_shared<Reactor>(executor));
  (*found)->connected.push_back(connected);
}

void Connections::end_all_of(UserId user, const std::exception_ptr& why) {
  const std::lock_guard lock(mutex_);
  for (const auto& reactor : reactors_)
    boost::asio::post(reactor->executor, [reactor, user, why] {
      for (auto at = reactor->connected.begin(); at != reactor->connected.end();) {
        Connected& connected = *at++;
        if (connected.is_of(user)) connected.end(why);
      }
    });
}

}  // namespace waymark::graphql
