// Writes values as JSON at the end of a text, following a plan.
//
// The walk is plain code, not a coroutine. A field whose resolver is one leaves a hole: its place,
// its object and its path are noted; finish() then runs all such resolvers at once and puts their
// texts into the holes. When a null must take away an object that was partly written, the text is
// cut back to where the object began; for holes that turn out so later, the stretches of text that
// can become null are noted as well.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/task.h"
#include "platform/graphql/plan.h"
#include "platform/graphql/run.h"

namespace waymark::graphql {

class Writer {
 public:
  Writer(Run& run, std::string& text) : run_(run), text_(text), begin_(text.size()) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  std::string& text() { return text_; }
  Run& run() { return run_; }

  /// Writes null, or reports an error and returns false where the schema has no null.
  bool null(const PlanValue& plan, const Path& path) {
    if (plan.non_null) {
      run_.fail_null(path);
      return false;
    }
    text_ += "null";
    return true;
  }
  /// The same after an error that was reported already.
  bool null_after_error(const PlanValue& plan) {
    if (plan.non_null) return false;
    text_ += "null";
    return true;
  }

  /// Runs `body`, which writes an object or a list; takes back what it wrote when it returns false.
  template <typename Body>
  bool composite(const PlanValue& plan, Body&& body) {
    const Mark mark{text_.size(), stretches_.size(), holes_.size(), stretch_};
    const bool may_vanish = plan.waits && !plan.non_null;
    if (may_vanish) open_stretch();
    if (body()) {
      if (may_vanish) stretches_[stretch_].end = text_.size();
      stretch_ = mark.stretch;
      return true;
    }
    take_back(mark);
    return null_after_error(plan);
  }

  /// An object of the plan's type: `{`, the selection's fields, `}`.
  bool object(const PlanValue& plan, const Selection& selection, const void* object,
              const Path& path);

  /// The same for a root selection, whose fields have no path above them.
  bool root(const Selection& selection) { return fields(selection, nullptr, nullptr); }

  /// Leaves a hole for a field whose resolver is a coroutine.
  void defer(const PlanField& field, const void* object, const Path& path);
  /// Whether there are holes.
  bool waits() const { return !holes_.empty(); }
  /// Fills the holes. `object`s must live until it returns. False: all that this writer wrote is to
  /// become null, and it is for the caller to take it away.
  Task<bool> finish();

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  struct Mark {
    std::size_t text;
    std::size_t stretches;
    std::size_t holes;
    std::size_t stretch;
  };
  struct Stretch {
    std::size_t begin;
    std::size_t end;
    std::size_t outer;
    bool vanished;
    std::size_t error;  // when vanished
  };
  struct Hole {
    const PlanField* field;
    const void* object;
    const Path* path;
    std::size_t at;
    std::size_t stretch;
    std::string filling;
    bool vanished;
    std::size_t error;  // when vanished: which made it so
  };

  bool fields(const Selection& selection, const void* object, const Path* path);
  void open_stretch();
  void take_back(const Mark& mark);
  Task<bool> fill_one();
  Task<void> fill(Hole& hole);
  Task<void> fill_all();
  bool land_errors();
  std::size_t vanished_around(const Hole& hole) const;
  void join();

  Run& run_;
  std::string& text_;
  std::size_t begin_;
  std::vector<Stretch> stretches_;
  std::size_t stretch_ = kNone;  // the innermost open one
  std::vector<Hole> holes_;
};

}  // namespace waymark::graphql
