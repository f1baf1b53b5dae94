#include "app/queues.h"

namespace waymark::app {

Queues::Queues(Foundation& foundation, mail::Mailer& mailer)
    : catalog({mail::mail_queue()}),
      on_store(foundation.store, catalog, foundation.clock, foundation.ids,
               foundation.reactors[0].executor()),
      mail_sealer(foundation.server_key.derive("mail"), foundation.random),
      post(on_store, mail_sealer),
      delivery(mailer, mail_sealer),
      workers(queue::WorkerPorts(on_store, catalog, foundation.clock, foundation.random,
                                 foundation.metrics)) {
  workers.add(mail::kMailQueue, delivery, mail::mail_worker());
}

Task<void> Queues::start(std::vector<Executor> executors) {
  co_await on_store.start();
  co_await workers.start(std::move(executors));
}

Task<void> Queues::stop() {
  co_await workers.stop();
  co_await on_store.stop();
}

}  // namespace waymark::app
