#include "product/moderation/reports.h"

#include <algorithm>

#include "base/error.h"
#include "product/moderation/events.h"
#include "product/moderation/keys.h"
#include "product/screening/screening.h"

namespace waymark::moderation {
namespace {

constexpr TextRule kTextRule{0, kLongestReport, true};
/// Longer than events are kept, so that a replay opens no case anew.
constexpr std::chrono::days kScreenedKept{30};

/// The noun of api/messages.
std::string_view noun_of(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::person:
      return "user";
    case SubjectKind::post:
      return "post";
    case SubjectKind::comment:
      return "comment";
    case SubjectKind::message:
      return "message";
  }
  return "resource";
}

template <typename T>
void add_once(std::vector<T>& values, const T& value) {
  if (std::ranges::find(values, value) == values.end()) values.push_back(value);
}

/// The first line of the case in the log.
Entry opening_of(const Case& opened, std::optional<UserId> actor, std::string detail) {
  Entry entry;
  entry.at = opened.opened_at;
  entry.action = AuditAction::opened;
  entry.actor_id = actor;
  entry.case_id = opened.id;
  entry.detail = std::move(detail);
  return entry;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

/// Keeps what it says, unless that is kept already or there is too much of it.
void keep_snapshot(store::Transaction& transaction, Case& of, const Snapshot& snapshot,
                   bool is_kept) {
  if (is_kept || of.snapshot_count >= kMostSnapshots) return;
  ++of.snapshot_count;
  Repository::add_snapshot(transaction, of.id, snapshot);
}

SubjectKind kind_of(screening::Written written) {
  switch (written) {
    case screening::Written::post:
      return SubjectKind::post;
    case screening::Written::comment:
      return SubjectKind::comment;
    case screening::Written::message:
      return SubjectKind::message;
    case screening::Written::profile:
    case screening::Written::group:
      return SubjectKind::person;
  }
  return SubjectKind::post;
}

}  // namespace

Case opened(CaseId id, const Subject& subject, UserId owner, CaseSource source, Instant now) {
  Case made;
  made.id = id;
  made.kind = subject.kind;
  made.subject_id = subject.id;
  made.room_id = subject.room_id;
  made.owner_id = owner;
  made.source = source;
  made.opened_at = made.updated_at = now;
  return made;
}

Task<void> Reports::report(const RequestContext& context, ReportInput input, InputPath at) const {
  const UserId reporter = context.require_principal().user;
  InputCheck check(at);
  Report report;
  report.reporter_id = reporter;
  report.reason = input.reason;
  report.text = check.optional_text("text", input.text, kTextRule);
  if (input.kind == SubjectKind::message && !input.room_id) check.wrong("roomId", "error.required");
  check.throw_if_any();
  Subject subject;
  subject.kind = input.kind;
  subject.id = std::move(input.id);
  if (subject.kind == SubjectKind::message) subject.room_id = std::move(input.room_id);
  const auto found = co_await ports_.subjects.seen_by(context, subject);
  if (!found) throw Error::not_found(noun_of(subject.kind));
  if (found->owner == reporter) throw Error::invalid(at("id"), "error.report.self");
  for (int attempt = 0; attempt < kAttempts; ++attempt)
    if (co_await try_report(context, subject, *found, report)) co_return;
  throw Error::conflict("error.conflict", "too many report the same at once");
}

Task<bool> Reports::try_report(const RequestContext& context, Subject subject, Found found,
                               Report report) const {
  const bool before = co_await repository_.has_reported(report.reporter_id, subject);
  if (before) co_return true;
  const AuditHead head = co_await audit_.head();
  auto current = co_await repository_.open_case(subject);
  const bool fresh = !current.has_value();
  const Instant now = ports_.clock.now();
  if (fresh)
    current = opened(ports_.ids.make<CaseId>(), subject, found.owner, CaseSource::reports, now);
  bool is_kept = false;
  if (!fresh) is_kept = co_await repository_.has_snapshot(current->id, found.snapshot);
  report.id = current->id.to_string() + "." + report.reporter_id.to_string();
  report.reported_at = now;
  current->updated_at = now;
  ++current->report_count;
  add_once(current->reasons, report.reason);

  store::Transaction transaction;
  keep_snapshot(transaction, *current, found.snapshot, is_kept);
  Repository::add_report(transaction, *current, report);
  if (fresh) {
    Repository::open(transaction, *current);
    AuditLog::append(
        transaction, head,
        opening_of(*current, report.reporter_id, std::string(enum_name(report.reason))));
  } else {
    Repository::change(transaction, *current);
  }
  ContentReported fact;
  fact.case_id = current->id;
  fact.kind = subject.kind;
  fact.subject_id = subject.id;
  fact.reported_at = now;
  std::vector<events::NewEvent> events;
  events.push_back(told(report.reporter_id, fact));
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  co_return outcome.committed();
}

bool RuleCases::wants(std::string_view type) const {
  return type == screening::ContentScreened::kType;
}

Task<events::Effects> RuleCases::apply(const events::Event& event) {
  const auto fact = json::decode<screening::ContentScreened>(event.payload);
  Subject subject;
  subject.kind = kind_of(fact.kind);
  subject.id = fact.subject_id;
  subject.room_id = fact.room_id;
  events::Effects effects;
  store::Item done(store::Key("SCREENED#" + event.id.to_string(), "SCREENED"));
  const auto before = co_await ports_.store.get(done.key());
  if (before) co_return effects;
  const AuditHead head = co_await audit_.head();
  const auto found = co_await ports_.subjects.find(subject);
  if (!found) co_return effects;  // taken back before anybody has looked
  auto current = co_await repository_.open_case(subject);
  const bool fresh = !current.has_value();
  const Instant now = ports_.clock.now();
  if (fresh)
    current = opened(ports_.ids.make<CaseId>(), subject, found->owner, CaseSource::rules, now);
  bool is_kept = false;
  if (!fresh) is_kept = co_await repository_.has_snapshot(current->id, found->snapshot);
  current->updated_at = now;
  current->held = current->held || fact.held;
  for (const std::string& rule : fact.rules) add_once(current->rules, rule);

  done.set_ttl(now + kScreenedKept);
  effects.transaction.put(std::move(done), store::Condition::item_absent());
  keep_snapshot(effects.transaction, *current, found->snapshot, is_kept);
  if (fresh) {
    Repository::open(effects.transaction, *current);
    AuditLog::append(effects.transaction, head,
                     opening_of(*current, std::nullopt, joined(fact.rules)));
  } else {
    Repository::change(effects.transaction, *current);
  }
  co_return effects;
}

}  // namespace waymark::moderation
