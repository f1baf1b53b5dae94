// Mails as jobs of the queue "mail".
//
// A job's body is the mail as JSON, sealed, because mails hold secret links and a queue is looked
// at: by operators, in dead letters, in the services of others.
#pragma once

#include <string>

#include "platform/mail/post.h"
#include "platform/queue/catalog.h"
#include "platform/queue/workers.h"
#include "platform/secrets/crypto.h"

namespace waymark::mail {

inline constexpr const char* kMailQueue = "mail";
/// By default a mail is tried for about an hour before it is dead.
queue::QueueDefinition mail_queue(unsigned attempts = 12);
queue::WorkerOptions mail_worker();

/// Posts. Borrows what it is given.
class QueuedPost final : public Post {
 public:
  QueuedPost(queue::Jobs& jobs, const secrets::Sealer& sealer) : jobs_(jobs), sealer_(sealer) {}
  queue::Enqueued post(store::Transaction& transaction, const Mail& mail,
                       const RequestContext& context) override;

 private:
  queue::Jobs& jobs_;
  const secrets::Sealer& sealer_;
};

/// Hands posted mails to the mailer. An address that cannot be written to is given up.
class Delivery final : public queue::Handler {
 public:
  Delivery(Mailer& mailer, const secrets::Sealer& sealer) : mailer_(mailer), sealer_(sealer) {}
  Task<void> handle(const queue::Job& job, const RequestContext& context) override;

 private:
  Mailer& mailer_;
  const secrets::Sealer& sealer_;
};

}  // namespace waymark::mail
