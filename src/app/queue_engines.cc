#include "app/queue_engines.h"

#include "app/aws_access.h"
#include "platform/http/curl/curl_client.h"
#include "platform/mail/queued/queued_post.h"
#include "platform/queue/forwarder.h"
#include "platform/queue/nats/nats_queue.h"
#include "platform/queue/sqs/sqs_queue.h"
#include "product/feed/activity_writer.h"
#include "product/workouts/imports/imports.h"

namespace waymark::app {
namespace {

class Sqs final : public QueueService {
 public:
  Sqs(const SqsSettings& settings, const queue::Catalog& catalog, Foundation& foundation)
      : credentials_(aws_credentials(settings.access_key_id, settings.secret_access_key, client_,
                                     foundation.pool, foundation.clock)),
        queue_(options_of(settings), catalog, client_, *credentials_, foundation.clock,
               foundation.ids, foundation.random) {}

  queue::Queue& queue() override { return queue_; }
  Task<void> start() override { return queue_.create(); }
  Task<void> stop() override {
    client_.stop();
    co_return;
  }

 private:
  static queue::SqsOptions options_of(const SqsSettings& settings) {
    queue::SqsOptions options;
    options.region = aws_region(settings.region, "queue.sqs.region");
    options.endpoint = settings.endpoint;
    options.prefix = settings.prefix;
    return options;
  }

  http::CurlClient client_;
  std::unique_ptr<aws::CredentialsProvider> credentials_;
  queue::SqsQueue queue_;
};

class Nats final : public QueueService {
 public:
  Nats(const NatsSettings& settings, const queue::Catalog& catalog, Foundation& foundation)
      : queue_(options_of(settings), catalog, foundation.clock, foundation.ids, foundation.pool,
               foundation.reactors[0].executor()) {}

  queue::Queue& queue() override { return queue_; }
  Task<void> start() override { return queue_.start(); }
  Task<void> stop() override { return queue_.stop(); }

 private:
  static queue::NatsOptions options_of(const NatsSettings& settings) {
    queue::NatsOptions options;
    options.server.url = settings.server;
    options.server.user = settings.user;
    options.server.password = settings.password;
    options.server.token = settings.token;
    options.server.credentials_file = settings.credentials_file;
    options.server.ca_file = settings.ca_file;
    options.prefix = settings.prefix;
    options.replicas = static_cast<unsigned>(settings.replicas);
    return options;
  }

  queue::NatsQueue queue_;
};

std::unique_ptr<QueueService> service_of(const QueueSettings& settings,
                                         const queue::Catalog& catalog, Foundation& foundation) {
  if (settings.engine == "sqs") return std::make_unique<Sqs>(settings.sqs, catalog, foundation);
  if (settings.engine == "nats") return std::make_unique<Nats>(settings.nats, catalog, foundation);
  return nullptr;
}

}  // namespace

QueueEngines::QueueEngines(Foundation& foundation, const Settings& settings)
    : catalog_({mail::mail_queue(static_cast<unsigned>(settings.mail.attempts)),
                queue::QueueDefinition(std::string(feed::kFanOutQueue)), workouts::import_queue()}),
      store_catalog_(settings.queue.engine == "store" ? catalog_
                                                      : queue::outgoing_catalog(catalog_)),
      on_store_(foundation.store, store_catalog_, foundation.clock, foundation.ids,
                foundation.reactors[0].executor()),
      service_(service_of(settings.queue, catalog_, foundation)) {}

Task<void> QueueEngines::reach() {
  if (reached()) co_return;
  co_await service_->start();
  reached_ = true;
}

Task<void> QueueEngines::leave() {
  if (!service_ || !reached_) co_return;
  reached_ = false;
  co_await service_->stop();
}

}  // namespace waymark::app
