// Rules against spam and abuse that need nobody to look: words, links, what is said again and again, what new accounts do.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"

namespace waymark::moderation {

/// What is done with a text that meets a rule, from mild to strong.
enum class RuleAction { flag, hold, refuse };

/// What an operator sets ([moderation]).
struct RuleSettings {
  // Words and phrases, found as whole words whatever their case and accents.
  std::vector<std::string> refuse_words;
  std::vector<std::string> hold_words;
  std::vector<std::string> flag_words;
  std::int64_t most_links = 10;  // of one text; past it: held. 0: as many as one likes
  std::chrono::hours new_account{24};
  std::int64_t new_account_links = 2;  // of one text, within that time; past it: held
};

/// A rule that was met. Its name is for moderators: "word: …", "links", "links of a new account".
struct RuleHit {
  std::string rule;
  RuleAction action = RuleAction::flag;
};

/// Immutable: any thread.
class Rules {
 public:
  explicit Rules(const RuleSettings& settings);

  /// Each rule once. `age`: of the author's account.
  std::vector<RuleHit> hits(std::string_view text, std::chrono::milliseconds age) const;

 private:
  void add(const std::vector<std::string>& words, RuleAction action);

  RuleSettings settings_;
  std::unordered_map<std::string, RuleAction>
      phrases_;              // words in their compared form, a space between
  std::size_t longest_ = 0;  // phrase, in words
};

/// The words of a text as they are compared: NFKC, case-folded, without accents; what is neither letter nor digit parts them.
std::vector<std::string> words_of(std::string_view text);
std::int64_t links_in(std::string_view text);

}  // namespace waymark::moderation
