#include "platform/graphql/writer.h"

#include <algorithm>

#include <boost/asio/this_coro.hpp>

#include "platform/graphql/field_binding.h"
#include "platform/graphql/gathering.h"

namespace waymark::graphql {
bool Writer::object(const PlanValue& plan, const Selection& selection, const void* object,
                    const Path& path) {
  run_.count(text_);
  return composite(plan, [&] { return fields(selection, object, &path); });
}

bool Writer::fields(const Selection& selection, const void* object, const Path* path) {
  text_ += '{';
  std::size_t comma = 1;  // the first key goes without
  for (const PlanField& field : selection.fields) {
    if (field.conditional && !run_.included(field)) continue;
    text_.append(field.key, comma);
    comma = 0;
    const Path here{path, &field};
    if (!field.write(*this, field, object, here)) return false;
  }
  text_ += '}';
  return true;
}

void Writer::open_stretch() {
  stretches_.push_back({text_.size(), 0, stretch_, false, 0});
  stretch_ = stretches_.size() - 1;
}

void Writer::take_back(const Mark& mark) {
  text_.resize(mark.text);
  stretches_.resize(mark.stretches);
  while (holes_.size() > mark.holes) holes_.pop_back();
  stretch_ = mark.stretch;
}

void Writer::defer(const PlanField& field, const void* object, const Path& path) {
  run_.count_resolver();
  holes_.push_back({&field, object, run_.keep(path), text_.size(), stretch_, {}, false, 0});
}

Task<bool> Writer::finish() {
  if (holes_.empty()) co_return true;
  if (holes_.size() == 1) co_return co_await fill_one();
  co_await fill_all();
  if (!land_errors()) co_return false;
  join();
  co_return true;
}

// Nulls that bubbled out of holes take away the stretches around them. What takes away the same
// stretch again has its error dropped: one null, one error.
bool Writer::land_errors() {
  Stretch whole{0, 0, kNone, false, 0};
  for (const Hole& hole : holes_) {
    if (!hole.vanished) continue;
    Stretch& gone = hole.stretch == kNone ? whole : stretches_[hole.stretch];
    if (gone.vanished) run_.drop_error(std::max(gone.error, hole.error));
    gone.error = gone.vanished ? std::min(gone.error, hole.error) : hole.error;
    gone.vanished = true;
  }
  if (whole.vanished) run_.set_bubbling(whole.error);
  return !whole.vanished;
}

// One hole is filled where it is: what stands behind it is put aside meanwhile.
Task<bool> Writer::fill_one() {
  const Hole& hole = holes_.front();
  const std::string behind = text_.substr(hole.at);
  text_.resize(hole.at);
  const bool filled =
      co_await hole.field->binding->resolve(run_, *hole.field, hole.object, text_, *hole.path);
  if (filled) {
    text_ += behind;
    co_return true;
  }
  if (hole.stretch == kNone) co_return false;
  const Stretch& stretch = stretches_[hole.stretch];
  text_.resize(stretch.begin);
  text_ += "null";
  text_.append(behind, stretch.end - hole.at);
  co_return true;
}

Task<void> Writer::fill(Hole& hole) {
  run_.check_deadline();
  const bool filled = co_await hole.field->binding->resolve(run_, *hole.field, hole.object,
                                                            hole.filling, *hole.path);
  hole.vanished = !filled;
  hole.error = run_.bubbling();
}

Task<void> Writer::fill_all() {
  const auto executor = co_await boost::asio::this_coro::executor;
  Gathering gathering(executor, holes_.size(), run_.context().deadline);
  for (Hole& hole : holes_) gathering.start(fill(hole));
  co_await gathering.wait();
}

std::size_t Writer::vanished_around(const Hole& hole) const {
  std::size_t outermost = kNone;
  for (std::size_t at = hole.stretch; at != kNone; at = stretches_[at].outer) {
    if (stretches_[at].vanished) outermost = at;
  }
  return outermost;
}

void Writer::join() {
  std::string joined;
  std::size_t size = text_.size() - begin_;
  for (const Hole& hole : holes_) size += hole.filling.size();
  joined.reserve(size);
  std::size_t done = begin_;
  for (const Hole& hole : holes_) {
    if (hole.at < done) continue;  // within a stretch that has become null
    const std::size_t gone = vanished_around(hole);
    if (gone == kNone) {
      joined.append(text_, done, hole.at - done);
      joined += hole.filling;
      done = hole.at;
    } else {
      joined.append(text_, done, stretches_[gone].begin - done);
      joined += "null";
      done = stretches_[gone].end;
    }
  }
  joined.append(text_, done);
  text_.replace(begin_, std::string::npos, joined);
}

bool unfit_number(Writer& writer, const PlanValue& plan, const Path& path, double value) {
  const Error error(ErrorCode::internal, "error.internal",
                    plan.type.text() + " cannot represent " + std::to_string(value));
  writer.run().fail(path, std::make_exception_ptr(error));
  return writer.null_after_error(plan);
}

namespace binding_detail {

bool fail_field(Run& run, const PlanField& field, std::string& text, const Path& path,
                const std::exception_ptr& failure) {
  run.fail(path, failure);
  if (field.value.non_null) return false;
  text += "null";
  return true;
}

}  // namespace binding_detail
}  // namespace waymark::graphql
