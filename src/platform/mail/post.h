// Posting mails with a commit: the port that product code uses.
#pragma once

#include "base/request_context.h"
#include "platform/mail/mail.h"
#include "platform/queue/jobs.h"
#include "platform/store/store.h"

namespace waymark::mail {

/// Any reactor.
class Post {
 public:
  virtual ~Post() = default;
  /// Adds one operation to the transaction: the mail goes out if and only if it commits, soon after,
  /// and again and again until the mailer has taken it. Keep the result until the commit is over.
  virtual queue::Enqueued post(store::Transaction& transaction, const Mail& mail,
                               const RequestContext& context) = 0;
};

}  // namespace waymark::mail
