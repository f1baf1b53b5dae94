// What an operator asks of a running server, or of its data while none runs.
//
//   queue list | dead NAME | redrive NAME     the work queues
//   events list | parked NAME | replay NAME   events that a consumer could not digest, timers that could not fire
//   keys list | replace                       the keys that access tokens are signed with
//   admin grant NAME | withdraw NAME          who administers
//   moderator grant NAME | withdraw NAME      who moderates
//   moderation verify                         the audit log of moderation, entry by entry
//   people recount NAME                       followers, followees and posts, counted anew
//   search rebuild                            the search index of every node, made anew
//   groups recount ID                         a group's members, counted anew
#pragma once

#include <string>

#include "app/control.h"
#include "app/foundation.h"
#include "app/identity.h"
#include "app/product.h"
#include "app/settings.h"
#include "base/task.h"

namespace waymark::app {

/// On the first reactor; borrows what it is given.
class Operator {
 public:
  Operator(Foundation& foundation, Identity& identity, Product& product)
      : foundation_(foundation), identity_(identity), product_(product) {}

  /// What is wrong with the request is told in the answer. Throws Error when what it needs is out of reach.
  Task<ControlAnswer> obey(ControlRequest request);

 private:
  Task<ControlAnswer> obey_known(ControlRequest request);
  Task<std::string> list_parked();
  Task<std::string> show_parked(std::string name);
  Task<std::string> replay(std::string name);
  std::string list_keys() const;
  Task<std::string> set_right(std::string nickname, std::string scope, bool given);
  Task<std::string> recount(std::string nickname);
  Task<std::string> rebuild_search();
  Task<std::string> recount_group(std::string id);
  Task<ControlAnswer> verify_moderation();

  Foundation& foundation_;
  Identity& identity_;
  Product& product_;
};

/// The command's side: asks the server that runs on the data folder, else does it itself. Prints the answer. The exit
/// code.
int run_operator_command(const Settings& settings, const ControlRequest& request);

}  // namespace waymark::app
