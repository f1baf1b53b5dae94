#include "base/input.h"

#include <gmock/gmock.h>

namespace waymark {
namespace {

using ::testing::ElementsAre;

std::vector<FieldProblem> problems_of(InputCheck& check) {
  try {
    check.throw_if_any();
  } catch (const Error& error) {
    return error.problems();
  }
  return {};
}

TEST(InputCheck, KeepsTextsInOneFormWithoutSpaceAtTheEnds) {
  InputCheck check{InputPath("input")};
  EXPECT_EQ(check.text("title", "  Cafe\u0301 ", TextRule{1, 10, false}), "Caf\u00e9");
  EXPECT_EQ(check.optional_text("notes", "a\r\nb", TextRule{0, 10, true}), "a\nb");
  EXPECT_EQ(check.optional_text("notes", "   ", TextRule{0, 10, true}), std::nullopt);
  EXPECT_TRUE(check.ok());
}

TEST(InputCheck, NamesEveryWrongFieldAtOnce) {
  InputCheck check{InputPath("input")};
  check.text("title", " ", TextRule{1, 10, false});
  check.text("name", "0123456789x", TextRule{1, 10, false});
  check.text("line", "a\nb", TextRule{1, 10, false});
  check.text("bytes", "\xff", TextRule{1, 10, false});
  check.range("target", std::nan(""), 0, 5);
  const auto problems = problems_of(check);
  ASSERT_EQ(problems.size(), 5u);
  EXPECT_EQ(problems[0].field, "input.title");
  EXPECT_EQ(problems[0].message_key, "error.required");
  EXPECT_EQ(problems[1].message_key, "error.text.too_long");
  EXPECT_EQ(problems[2].message_key, "error.text.control_characters");
  EXPECT_EQ(problems[3].message_key, "error.json.utf8");
  EXPECT_EQ(problems[4].arguments.at("high"), "5");
}

TEST(InputCheck, KeepsEachTagOnceWhateverItsCase) {
  InputCheck check{InputPath()};
  EXPECT_THAT(check.tags("tags", {"Running", " running ", "Sea"}, 20, 40),
              ElementsAre("Running", "Sea"));
  EXPECT_TRUE(check.ok());
  check.tags("tags", {"ok", ""}, 20, 40);
  const auto problems = problems_of(check);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].field, "tags.1");
}

}  // namespace
}  // namespace waymark
