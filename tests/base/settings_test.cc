// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// What load_settings says about a dejavu.toml of this text.
struct Refusal {
  std::string message;
  std::string hint;
};

Refusal refusal(std::string_view text) {
  const TemporaryFolder folder;
  folder.write("dejavu.toml", text);
  try {
    load_settings({.working_dir = folder.path()});
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    return {error.what(), error.hint()};
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

TEST(Settings, WithoutAnythingTheWorkingDirectoryIsTheCorpus) {
  const TemporaryFolder folder;
  const Settings settings = load_settings({.working_dir = folder.path()});
  EXPECT_EQ(settings.corpus, folder.path());
  EXPECT_EQ(settings.index, folder.path() / ".dejavu");
  EXPECT_FALSE(settings.corpus_was_named);
  EXPECT_THAT(settings.extensions, testing::Contains(".md"));
  EXPECT_THAT(settings.exclude, IsEmpty());
}

TEST(Settings, NearestFolderUpwardsWithAMarkIsTheCorpus) {
  const TemporaryFolder folder;
  folder.write("dejavu.toml", "");
  folder.write("team/.dejavu/CURRENT", "");
  folder.write("team/2024/may/x.md", "");
  folder.write("other/x.md", "");
  EXPECT_EQ(load_settings({.working_dir = folder.path() / "team/2024/may"}).corpus,
            folder.path() / "team");
  EXPECT_EQ(load_settings({.working_dir = folder.path() / "other"}).corpus, folder.path());
}

TEST(Settings, FlagBeatsEnvironmentBeatsFileBeatsDefault) {
  const TemporaryFolder folder;
  folder.write("c/dejavu.toml", "index = \"from-file\"");
  SettingsSources sources{.working_dir = folder.path(), .flag_corpus = "c"};
  EXPECT_EQ(load_settings(sources).index, folder.path() / "c" / "from-file");
  sources.environment_index = "from-environment";
  EXPECT_EQ(load_settings(sources).index, folder.path() / "from-environment");
  sources.flag_index = "/from/flag/";
  EXPECT_EQ(load_settings(sources).index, "/from/flag");
  sources.environment_corpus = "/elsewhere";
  EXPECT_EQ(load_settings(sources).corpus, folder.path() / "c");
  EXPECT_TRUE(load_settings(sources).corpus_was_named);
}

TEST(Settings, EmptyEnvironmentVariableCountsAsAbsent) {
  const TemporaryFolder folder;
  const Settings settings = load_settings(
      {.working_dir = folder.path(), .environment_corpus = "", .environment_index = ""});
  EXPECT_EQ(settings.corpus, folder.path());
  EXPECT_EQ(settings.index, folder.path() / ".dejavu");
}

TEST(Settings, DotsInNamesAreResolved) {
  const TemporaryFolder folder;
  EXPECT_EQ(load_settings({.working_dir = folder.path(), .flag_corpus = "."}).corpus,
            folder.path());
  EXPECT_EQ(load_settings({.working_dir = folder.path() / "sub", .flag_corpus = "../x/"}).corpus,
            folder.path() / "x");
}

TEST(Settings, FileSetsExtensionsAndExclusions) {
  const TemporaryFolder folder;
  folder.write("dejavu.toml", "extensions = [\".md\", \".txt\"]\nexclude = [\"drafts/*\"]\n");
  const Settings settings = load_settings({.working_dir = folder.path()});
  EXPECT_THAT(settings.extensions, ElementsAre(".md", ".txt"));
  EXPECT_THAT(settings.exclude, ElementsAre("drafts/*"));
}

TEST(Settings, FileAddsSynonymsAndSwitchesTheBundledOnesOff) {
  const TemporaryFolder folder;
  EXPECT_TRUE(load_settings({.working_dir = folder.path()}).thesaurus);
  folder.write("dejavu.toml",
               "thesaurus = false\n[synonyms]\noom = [\"heap hog\"]\nbilling = [\"moneybot\", "
               "\"nightly run\"]\n");
  const Settings settings = load_settings({.working_dir = folder.path()});
  EXPECT_FALSE(settings.thesaurus);
  EXPECT_THAT(settings.synonyms,
              testing::UnorderedElementsAre(SynonymGroup{"oom", {"heap hog"}},
                                            SynonymGroup{"billing", {"moneybot", "nightly run"}}));
}

TEST(Settings, SynonymsOfAWrongShapeNameTheirLine) {
  EXPECT_THAT(refusal("thesaurus = \"no\"\n").message, HasSubstr(":1: 'thesaurus' is neither"));
  EXPECT_THAT(refusal("\nsynonyms = [\"oom\"]\n").message, HasSubstr(":2: 'synonyms' is no table"));
  EXPECT_THAT(refusal("[synonyms]\noom = \"x\"\n").message, HasSubstr(":2: 'oom' is no list"));
  EXPECT_THAT(refusal("[synonyms]\na = [\"x\"]\nb = [\"\"]\n").message, HasSubstr(":3: 'b'"));
  EXPECT_THAT(refusal("[synonyms]\n\"Out Of\" = [\"x\"]\n").message, HasSubstr(":2: 'Out Of'"));
}

TEST(Settings, RecurrenceHasACooldownAndADoorForVerdicts) {
  const TemporaryFolder folder;
  EXPECT_EQ(load_settings({.working_dir = folder.path()}).cooldown, std::chrono::hours(24));
  folder.write("dejavu.toml", "[recurrence]\ncooldown = \"3d\"\nverdicts_from_network = true\n");
  const Settings settings = load_settings({.working_dir = folder.path()});
  EXPECT_EQ(settings.cooldown, std::chrono::hours(72));
  EXPECT_EQ(settings.verdicts_from, VerdictsFrom::kNetwork);
  EXPECT_THAT(refusal("[recurrence]\ncooldown = \"soon\"\n").message, HasSubstr("dejavu.toml:2"));
  EXPECT_THAT(refusal("[recurrence]\ncooldown = \"soon\"\n").hint, HasSubstr("24h"));
  EXPECT_THAT(refusal("[recurrence]\ncool = 3\n").message, HasSubstr("unknown key 'cool'"));
  EXPECT_THAT(refusal("recurrence = 3\n").message, HasSubstr("no table"));
}

TEST(Settings, PageLinksToACodeHostOfTheWebOnly) {
  const TemporaryFolder folder;
  EXPECT_EQ(load_settings({.working_dir = folder.path()}).edit_url, "");
  folder.write("dejavu.toml", "[page]\nedit_url = \"https://host/edit/main/{path}#L{line}\"\n");
  EXPECT_EQ(load_settings({.working_dir = folder.path()}).edit_url,
            "https://host/edit/main/{path}#L{line}");
  EXPECT_THAT(refusal("[page]\nedit_url = \"javascript:{path}\"\n").message,
              HasSubstr("dejavu.toml:2"));
  EXPECT_THAT(refusal("[page]\nedit_url = \"https://host/\"\n").hint, HasSubstr("{path}"));
  EXPECT_THAT(refusal("[page]\nedit = \"x\"\n").message, HasSubstr("unknown key 'edit'"));
  EXPECT_THAT(refusal("page = 3\n").message, HasSubstr("no table"));
}

TEST(Settings, AServerAnswersToTheNamesOfItsHosts) {
  const TemporaryFolder folder;
  folder.write("dejavu.toml", "[server]\nhosts = [\"dejavu.example.org\", \"dejavu:8080\"]\n");
  EXPECT_THAT(load_settings({.working_dir = folder.path()}).hosts,
              ElementsAre("dejavu.example.org", "dejavu:8080"));
  for (const std::string host : {"https://dejavu.example.org", "*.example.org", ""}) {
    const Refusal refused = refusal("[server]\nhosts = [\"" + host + "\"]\n");
    EXPECT_THAT(refused.message, HasSubstr("dejavu.toml:2")) << host;
  }
  EXPECT_THAT(refusal("[server]\nhost = []\n").hint, HasSubstr("'hosts'"));
}

TEST(Settings, SecretsAreAllowedByTheirFingerprints) {
  const TemporaryFolder folder;
  folder.write("dejavu.toml", "[secrets]\nallow = [\"0123456789ab\"]\n");
  EXPECT_THAT(load_settings({.working_dir = folder.path()}).allowed_secrets,
              ElementsAre("0123456789ab"));
  EXPECT_THAT(refusal("[secrets]\nallow = [\"hunter2\"]\n").message, HasSubstr("dejavu.toml:2"));
  EXPECT_THAT(refusal("[secrets]\nallow = [\"hunter2\"]\n").message, Not(HasSubstr("hunter2")));
  EXPECT_THAT(refusal("[secrets]\nalow = []\n").message, HasSubstr("unknown key 'alow'"));
}

TEST(Settings, PatternsOfServicesKeepTheOrderOfTheFile) {
  const TemporaryFolder folder;
  folder.write("dejavu.toml", "[services]\n\"z/\" = \"one\"\n\"a/\" = [\"two\", \"three\"]\n");
  EXPECT_THAT(load_settings({.working_dir = folder.path()}).service_paths,
              ElementsAre(ServicePath{"z/", {"one"}}, ServicePath{"a/", {"two", "three"}}));
  EXPECT_THAT(refusal("[services]\n\"a/\" = 3\n").message, HasSubstr("dejavu.toml:2"));
  EXPECT_THAT(refusal("services = \"a\"\n").hint, HasSubstr("[services]"));
}

TEST(Settings, UnknownKeyNamesItsLineAndTheNearestKey) {
  const Refusal refused = refusal("# ours\n\nexclud = [\"x\"]\n");
  EXPECT_THAT(refused.message, HasSubstr("dejavu.toml:3: "));
  EXPECT_THAT(refused.message, HasSubstr("'exclud'"));
  EXPECT_EQ(refused.hint, "Did you mean 'exclude'?");
  EXPECT_THAT(refusal("colour = 1\n").hint, HasSubstr("extensions"));
}

TEST(Settings, BrokenFileAndWrongTypesNameTheirLine) {
  EXPECT_THAT(refusal("index = \"a\"\nexclude = [\n").message, HasSubstr("dejavu.toml:"));
  EXPECT_THAT(refusal("\nindex = 3\n").message, HasSubstr(":2: 'index' is no text"));
  EXPECT_THAT(refusal("index = \"\"\n").message, HasSubstr("'index'"));
  EXPECT_THAT(refusal("exclude = \"x\"\n").message, HasSubstr("'exclude' is no list"));
  EXPECT_THAT(refusal("exclude = [1]\n").message, HasSubstr("'exclude'"));
  EXPECT_THAT(refusal("extensions = [\"md\"]\n").hint, HasSubstr("\".md\""));
}

TEST(Settings, TokensHaveANameAndAHash) {
  const TemporaryFolder folder;
  const std::string hash(64, 'a');
  folder.write("dejavu.toml", "[tokens]\n\"Ana Costa\" = \"" + hash + "\"\n");
  EXPECT_THAT(load_settings({.working_dir = folder.path()}).tokens,
              ElementsAre(AccessToken{"Ana Costa", hash}));
  EXPECT_THAT(refusal("[tokens]\nana = \"geheim\"\n").message, HasSubstr("dejavu.toml:2"));
  EXPECT_THAT(refusal("[tokens]\nana = \"geheim\"\n").hint, HasSubstr("dejavu token"));
  EXPECT_THAT(refusal("[tokens]\nana = \"geheim\"\n").message, Not(HasSubstr("geheim")));
  EXPECT_THAT(refusal("[tokens]\n\"a:b\" = \"" + hash + "\"\n").message, HasSubstr("colon"));
  EXPECT_THAT(refusal("tokens = 3\n").message, HasSubstr("no table"));
}

TEST(Settings, TheLintIsToldWhatIsOffAndWhichPhrasesBlame) {
  const TemporaryFolder folder;
  folder.write("dejavu.toml", "[lint]\noff = [\"blame-we\"]\nblameless = [\"oops => what?\"]\n");
  const LintSettings lint = load_settings({.working_dir = folder.path()}).lint;
  EXPECT_THAT(lint.off, ElementsAre("blame-we"));
  EXPECT_THAT(lint.blameless, ElementsAre("oops => what?"));
}

TEST(Settings, AnUnknownKeyOfTheLintIsRefusedWithItsLine) {
  const Refusal unknown = refusal("[lint]\noff = []\nof = [\"blame-we\"]\n");
  EXPECT_THAT(unknown.message, HasSubstr("dejavu.toml:3"));
  EXPECT_EQ(unknown.hint, "Did you mean 'off'?");
  EXPECT_THAT(refusal("[lint]\nquiet = []\n").hint, HasSubstr("off, blameless"));
  EXPECT_THAT(refusal("lint = true").hint, HasSubstr("[lint]"));
}

}  // namespace
}  // namespace dejavu
