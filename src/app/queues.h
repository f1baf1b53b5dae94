// The work queues, and who works on them.
//
//   queue   what its jobs are     handler
//   mail    mails to people       mail::Delivery
#pragma once

#include <vector>

#include "app/foundation.h"
#include "platform/mail/queued/queued_post.h"
#include "platform/queue/on_store/on_store_queue.h"
#include "platform/queue/workers.h"
#include "platform/secrets/crypto.h"

namespace waymark::app {

/// Made after the foundation and the mailer, which it borrows. Lives on the first reactor.
struct Queues {
  Queues(Foundation& foundation, mail::Mailer& mailer);

  Task<void> start(std::vector<Executor> executors);
  Task<void> stop();

  queue::Catalog catalog;
  queue::OnStoreQueue on_store;
  secrets::Sealer mail_sealer;
  mail::QueuedPost post;
  mail::Delivery delivery;
  queue::Workers workers;
};

}  // namespace waymark::app
