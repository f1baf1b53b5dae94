#include "product/moderation/model.h"

namespace waymark::moderation {
namespace {

Subject subject_of(SubjectKind kind, std::string id, std::optional<std::string> room) {
  Subject subject;
  subject.kind = kind;
  subject.id = std::move(id);
  subject.room_id = std::move(room);
  return subject;
}

}  // namespace

Subject Case::subject() const {
  return subject_of(kind, subject_id, room_id);
}

Subject Decision::subject() const {
  return subject_of(kind, subject_id, room_id);
}

bool is_appealable(const Decision& decision) {
  return decision.action != DecisionAction::dismiss && !decision.appeal && !decision.lifted_at;
}

Notice notice_of(Decision decision) {
  Notice notice;
  notice.appealable = is_appealable(decision);
  notice.id = decision.id;
  notice.action = decision.action;
  notice.kind = decision.kind;
  notice.subject_id = std::move(decision.subject_id);
  notice.room_id = std::move(decision.room_id);
  notice.excerpt = std::move(decision.excerpt);
  notice.message = std::move(decision.message);
  notice.until = decision.until;
  notice.decided_at = decision.decided_at;
  notice.lifted_at = decision.lifted_at;
  notice.appeal = std::move(decision.appeal);
  return notice;
}

}  // namespace waymark::moderation
