#include <algorithm>
#include <span>

#include "base/embedded.h"
#include "base/text.h"
#include "platform/auth/password.h"

namespace waymark::embedded {
std::span<const EmbeddedFile> common_passwords();
}

namespace waymark::auth {
namespace {

/// What may be added to a common password or a name without making it a good one.
constexpr std::size_t kDressing = 6;
constexpr std::size_t kAroundName = 4;
constexpr std::size_t kShortestPersonal = 4;

/// The embedded list: lower case, one a line, sorted as bytes.
bool is_common(std::string_view word) {
  const std::string_view list = embedded::common_passwords().front().content;
  std::size_t low = 0;
  std::size_t high = list.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = middle == 0 ? list.npos : list.rfind('\n', middle - 1);
    const std::size_t begin = before == list.npos ? 0 : before + 1;
    const std::size_t end = std::min(list.find('\n', begin), list.size());
    const std::string_view line = list.substr(begin, end - begin);
    if (line == word) return true;
    if (line < word)
      low = end + 1;
    else
      high = begin;
  }
  return false;
}

char plain_letter(char c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
      return 'i';
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    case '7':
      return 't';
    default:
      return c;
  }
}

std::string without_look_alikes(std::string_view word) {
  std::string out(word);
  std::ranges::transform(out, out.begin(), plain_letter);
  return out;
}

bool is_ascii_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// "summer2024!" → "summer"
std::string_view without_dressing(std::string_view word) {
  while (!word.empty() && !is_ascii_letter(word.back()) &&
         static_cast<unsigned char>(word.back()) < 0x80)
    word.remove_suffix(1);
  while (!word.empty() && !is_ascii_letter(word.front()) &&
         static_cast<unsigned char>(word.front()) < 0x80)
    word.remove_prefix(1);
  return word;
}

bool is_dressed_up_common(std::string_view word) {
  if (is_common(word)) return true;
  const auto common_within = [&](std::string_view core) {
    return word.size() - core.size() <= kDressing &&
           (is_common(core) || is_common(without_look_alikes(core)));
  };
  // "p4ssw0rd" ends in letters, "passw0rd1" in dressing, "admin@123" in both: try each.
  return common_within(word) || common_within(without_dressing(word));
}

/// One character again and again, or neighbours all the way: "aaaaaaaa", "12345678", "hgfedcba".
bool is_run(std::string_view word) {
  if (word.size() < 2) return true;
  const int step = word[1] - word[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 1; i < word.size(); ++i)
    if (word[i] - word[i - 1] != step) return false;
  return true;
}

/// Whether little is left of the password without the name.
bool is_mostly(std::string_view word, std::string_view name) {
  return name.size() >= kShortestPersonal && word.find(name) != word.npos &&
         word.size() - name.size() <= kAroundName;
}

std::vector<std::string> personal_words(const std::vector<std::string>& personal) {
  std::vector<std::string> words;
  for (const std::string& text : personal) {
    const std::string folded = fold(text);
    words.push_back(folded);
    const std::size_t at = folded.find('@');
    if (at != folded.npos) words.push_back(folded.substr(0, at));
  }
  return words;
}

}  // namespace

std::optional<FieldProblem> password_weakness(std::string field, const Secret& password,
                                              const std::vector<std::string>& personal) {
  const std::string& text = password.expose();
  const auto problem = [&](std::string key, std::map<std::string, std::string> arguments = {}) {
    return FieldProblem{std::move(field), std::move(key), std::move(arguments)};
  };
  if (text.size() > kLongestPassword)
    return problem("error.password.too_long", {{"limit", std::to_string(kLongestPassword)}});
  if (!is_utf8(text)) return problem("error.json.utf8");
  if (code_points(text) < kShortestPassword)
    return problem("error.password.too_short", {{"minimum", std::to_string(kShortestPassword)}});
  const std::string folded = fold(text);
  if (is_run(folded) || is_dressed_up_common(folded)) return problem("error.password.common");
  for (const std::string& word : personal_words(personal))
    if (is_mostly(folded, word)) return problem("error.password.personal");
  return std::nullopt;
}

}  // namespace waymark::auth
