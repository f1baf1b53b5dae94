#include "platform/search/words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <stdexcept>

#include "base/text.h"

namespace waymark::search {
namespace {

bool is_mark(UChar32 c) {
  return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

bool is_in_word(UChar32 c) {
  return c >= 0 && (u_isalnum(c) || is_mark(c));
}

/// Scripts that write without spaces.
bool stands_alone(UChar32 c) {
  return c >= 0x2E80 && (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || (c >= 0x3040 && c <= 0x30FF));
}

const icu::Normalizer2& decomposing() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no data for normal form D");
  return *normalizer;
}

bool is_ascii(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

/// Cuts a folded text where words begin and end.
class Splitter {
 public:
  Splitter(std::string_view text, std::size_t most) : text_(text), most_(most) {}

  std::vector<Word> split() {
    while (at_ < size() && words_.size() < most_) {
      const int32_t before = at_;
      UChar32 c;
      U8_NEXT(text_.data(), at_, size(), c);
      if (!is_in_word(c)) {
        end_word(before);
        begin_ = at_;
      } else if (stands_alone(c)) {
        end_word(before);
        begin_ = before;
        end_word(at_);
        begin_ = at_;
      }
    }
    end_word(at_);
    return std::move(words_);
  }

 private:
  int32_t size() const { return static_cast<int32_t>(text_.size()); }

  void end_word(int32_t end) {
    if (end <= begin_ || words_.size() >= most_) return;
    const auto length = static_cast<std::size_t>(end - begin_);
    std::string_view accented =
        cut_to(text_.substr(static_cast<std::size_t>(begin_), length), kLongestWord);
    std::string plain = without_accents(accented);
    if (plain.empty()) return;  // marks without a letter
    words_.emplace_back();
    words_.back().plain = std::move(plain);
    words_.back().accented = accented;
  }

  std::string_view text_;
  std::size_t most_;
  int32_t at_ = 0;
  int32_t begin_ = 0;
  std::vector<Word> words_;
};

}  // namespace

std::string_view cut_to(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string without_accents(std::string_view folded) {
  if (is_ascii(folded)) return std::string(folded);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString whole = icu::UnicodeString::fromUTF8(
      icu::StringPiece(folded.data(), static_cast<int32_t>(folded.size())));
  const icu::UnicodeString parts = decomposing().normalize(whole, status);
  if (U_FAILURE(status)) return std::string(folded);
  icu::UnicodeString plain;
  for (int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
    const UChar32 c = parts.char32At(at);
    if (!is_mark(c)) plain.append(c);
  }
  std::string text;
  plain.toUTF8String(text);
  return text;
}

std::vector<Word> words_of(std::string_view text, std::size_t most) {
  // A word has a byte at least, and folding lengthens no text more than eighteenfold: what is past this is no word of
  // the first `most`, unless all of it is white space.
  const std::string folded = fold(cut_to(text, 1 << 20));
  return Splitter(folded, most).split();
}

}  // namespace waymark::search
