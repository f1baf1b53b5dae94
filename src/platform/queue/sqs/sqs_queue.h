// The queue engine on Amazon SQS.
//
// Each queue is four of SQS's: <prefix><name>-high, -medium, -low and -dead, standard queues that
// create() makes. How jobs travel is written down in message.h. What SQS cannot do is done here:
//   delays past 15 minutes   the message carries its due time; received early it is sent again for
//                            what is left, which counts as no receive
//   errors of a retry        a retry is a new message with the error, then the old one is deleted
//   dead letters             are moved by whoever sees a job received too often, with its error;
//                            SQS's own redrive policy, one receive later, is for when that fails
//   waiting                  asks the queues in turn and lets SQS hold the request for one second,
//                            then up to five while nothing comes: a job that is sent, by anybody,
//                            ends the wait within that time, and at once when it is of the priority
//                            that is being asked for
// Sending is repeated when the answer was lost, so a job may be there twice.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/random.h"
#include "base/time.h"
#include "platform/aws/json_client.h"
#include "platform/queue/catalog.h"
#include "platform/queue/priority_turns.h"
#include "platform/queue/queue.h"
#include "platform/queue/sqs/message.h"

namespace waymark::queue {

struct SqsOptions {
  std::string endpoint;  // "" for AWS's own of the region
  std::string region = "us-east-1";
  std::string prefix = "waymark-";  // before the names of all queues
};

/// Borrows all it is given.
class SqsQueue final : public Queue {
 public:
  SqsQueue(const SqsOptions& options, const Catalog& catalog, http::Client& client,
           aws::CredentialsProvider& credentials, const Clock& clock, IdSource& ids,
           Random& random);

  /// Makes the queues that are not there, and sets how often each job may be received.
  Task<void> create();

  Task<void> send(std::string queue, std::vector<NewJob> jobs) override;
  Task<std::vector<Job>> receive(std::string queue, ReceiveOptions options) override;
  Task<void> ack(std::string queue, std::vector<Receipt> receipts) override;
  Task<void> retry_after(std::string queue, Receipt receipt,
                         std::optional<std::chrono::milliseconds> delay,
                         std::string error) override;
  Task<bool> extend(std::string queue, Receipt receipt,
                    std::chrono::milliseconds visibility) override;
  Task<std::vector<DeadJob>> dead_letters(std::string queue, std::size_t limit) override;
  Task<std::size_t> redrive(std::string queue, std::size_t limit) override;
  Task<Stats> stats(std::string queue) override;

 private:
  /// What a receive asks one queue of SQS for.
  struct Ask {
    std::size_t most = kMaxBatch;
    std::chrono::milliseconds visibility{30'000};
    std::chrono::seconds wait{0};
  };

  std::string name_of(const std::string& queue, std::string_view kind) const;
  Task<std::string> url_of(std::string name);
  Task<boost::json::object> call(std::string operation, boost::json::object document,
                                 std::chrono::seconds extra = std::chrono::seconds(0));
  Task<void> create_queue(std::string name, boost::json::object attributes);
  Task<std::string> arn_of(std::string name);
  Task<void> send_entries(std::string name, std::vector<boost::json::object> entries);
  Task<void> send_one(std::string name, const sqs::Message& message,
                      std::optional<std::chrono::milliseconds> delay);
  Task<std::vector<sqs::Received>> receive_from(std::string name, Ask ask);
  Task<void> release(std::string name, std::vector<sqs::Received> messages);
  Task<void> erase(std::string name, std::vector<std::string> handles);
  Task<std::vector<Job>> take(const QueueDefinition& definition, Priority priority, Ask ask);
  Task<bool> deliverable(const QueueDefinition& definition, sqs::Received& received);

  const SqsOptions options_;
  const Catalog& catalog_;
  const Clock& clock_;
  IdSource& ids_;
  Random& random_;
  aws::JsonClient client_;
  std::map<std::string, PriorityTurns, std::less<>> turns_;

  std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> urls_;  // by name
};

}  // namespace waymark::queue
