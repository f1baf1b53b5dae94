#include "product/moderation/rules.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "base/text.h"

namespace waymark::moderation {
namespace {

/// Canonically decomposed: accents stand on their own.
std::string decomposed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  if (U_SUCCESS(status))
    nfd->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
                       nullptr, status);
  return U_SUCCESS(status) ? out : text;
}

bool is_accent(UChar32 c) {
  const int8_t type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  const std::string plain = decomposed(fold(text));
  std::vector<std::string> words;
  bool inside = false;
  const auto size = static_cast<int32_t>(plain.size());
  for (int32_t at = 0; at < size;) {
    const int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(plain.data(), at, size, c);
    if (c >= 0 && is_accent(c)) continue;
    const bool letter = c >= 0 && u_isalnum(c);
    if (letter && !inside) words.emplace_back();
    inside = letter;
    if (letter)
      words.back().append(plain, static_cast<std::size_t>(begin),
                          static_cast<std::size_t>(at - begin));
  }
  return words;
}

std::int64_t links_in(std::string_view text) {
  const std::string folded = fold(text);
  const std::size_t schemes = count_of(folded, "http://") + count_of(folded, "https://");
  const std::size_t bare =
      count_of(folded, "www.") - std::min(count_of(folded, "www."), count_of(folded, "://www."));
  return static_cast<std::int64_t>(schemes + bare);
}

Rules::Rules(const RuleSettings& settings) : settings_(settings) {
  add(settings.flag_words, RuleAction::flag);
  add(settings.hold_words, RuleAction::hold);
  add(settings.refuse_words, RuleAction::refuse);
}

void Rules::add(const std::vector<std::string>& words, RuleAction action) {
  for (const std::string& phrase : words) {
    const auto parts = words_of(phrase);
    if (parts.empty()) continue;
    std::string joined;
    for (const std::string& part : parts) joined += (joined.empty() ? "" : " ") + part;
    phrases_[joined] = action;
    longest_ = std::max(longest_, parts.size());
  }
}

std::vector<RuleHit> Rules::hits(std::string_view text, std::chrono::milliseconds age) const {
  std::vector<RuleHit> hits;
  const auto add_once = [&hits](std::string rule, RuleAction action) {
    if (std::ranges::find(hits, rule, &RuleHit::rule) == hits.end())
      hits.push_back(RuleHit{std::move(rule), action});
  };
  if (longest_ > 0) {
    const auto words = words_of(text);
    for (std::size_t from = 0; from < words.size(); ++from) {
      std::string phrase;
      for (std::size_t to = from; to < std::min(words.size(), from + longest_); ++to) {
        phrase += (phrase.empty() ? "" : " ") + words[to];
        const auto found = phrases_.find(phrase);
        if (found != phrases_.end()) add_once("word: " + phrase, found->second);
      }
    }
  }
  const std::int64_t links = links_in(text);
  if (settings_.most_links > 0 && links > settings_.most_links)
    add_once("links", RuleAction::hold);
  else if (age < settings_.new_account && links > settings_.new_account_links)
    add_once("links of a new account", RuleAction::hold);
  return hits;
}

}  // namespace waymark::moderation
