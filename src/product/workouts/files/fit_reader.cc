#include "product/workouts/files/fit_reader.h"

#include "base/error.h"
#include "product/workouts/files/fit_activity.h"
#include "product/workouts/files/fit_decoder.h"
#include "product/workouts/files/fit_names.h"
#include "product/workouts/files/fit_steps.h"

namespace waymark::workouts {

/// The files of a chain, each handed on when the next begins or the bytes end.
class FitReader::Files final : public fit::Sink {
 public:
  Files(Finds& finds, std::size_t most_samples)
      : finds_(finds), most_samples_(most_samples), decoder_(*this) {}

  void feed(std::string_view piece) { decoder_.feed(piece); }

  void finish() {
    decoder_.finish();
    hand_on();
    if (found_) return;
    if (kind_.empty()) throw Error::invalid("file", "error.fit.no_workout");
    throw Error::invalid("file", "error.fit.other_kind", {{"kind", kind_}});
  }

  void file_begins() override {
    hand_on();
    activity_.emplace(most_samples_);
    steps_.emplace([this](StepCount count) {
      count.source = activity_->device_name();
      found_ = true;
      finds_.steps(std::move(count));
    });
  }

  void message(const fit::Message& message) override {
    const auto kind = static_cast<fit::Kind>(message.kind);
    if (kind == fit::Kind::monitoring || kind == fit::Kind::monitoring_info)
      steps_->add(message);
    else
      activity_->add(message);
  }

  void problem(std::string_view key) override { activity_->warn(key); }

 private:
  static constexpr std::uint8_t kActivityFile = 4;

  void hand_on() {
    if (!activity_) return;
    const auto type = activity_->file_type();
    if (type && *type != kActivityFile) kind_ = fit::file_type_name(*type);
    // A course has records too, of a ride that nobody has ridden.
    if (type != fit::kCourseFile)
      for (Recording& recording : activity_->finish()) {
        found_ = true;
        finds_.workout(std::move(recording));
      }
    activity_.reset();
  }

  Finds& finds_;
  const std::size_t most_samples_;
  fit::Decoder decoder_;
  std::optional<fit::Activity> activity_;
  std::optional<fit::Steps> steps_;
  bool found_ = false;
  std::string kind_;  // of a file that is no activity
};

FitReader::FitReader(Finds& finds, std::size_t most_samples)
    : files_(std::make_unique<Files>(finds, most_samples)) {}
FitReader::~FitReader() = default;
void FitReader::feed(std::string_view piece) {
  files_->feed(piece);
}
void FitReader::finish() {
  files_->finish();
}

}  // namespace waymark::workouts
