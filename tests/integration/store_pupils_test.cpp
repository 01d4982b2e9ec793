// The register of pupils: two people for an import, one step back, edits that hold in every copy, nothing of it
// readable.

#include "moderation/store/pupils.hpp"

#include "tests/integration/store_world.hpp"

namespace tests {

class StorePupilsTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        pupils = std::make_unique<moderation::PupilStore>(*redis, sealer, "bramblecote");
    }
    moderation::PupilState state() { return ok(pupils->state()); }
    void propose(const std::string& content) { ok(pupils->propose(state().version, content, "counts", "quill", now)); }
    void import(const std::string& content) {
        propose(content);
        ok(pupils->agree(state().version, "trellis", now));
    }

    std::unique_ptr<moderation::PupilStore> pupils;
};

TEST_F(StorePupilsTest, AnImportGoesLiveWhenAnotherColleagueAgrees) {
    EXPECT_EQ(state().live, "");
    propose("first");
    EXPECT_EQ(state().candidate, "first");
    EXPECT_EQ(state().candidate_figures, "counts");
    EXPECT_EQ(state().live, "");
    EXPECT_EQ(refused(pupils->agree(state().version, "quill", now)), ErrorKind::forbidden);
    EXPECT_EQ(refused(pupils->agree(state().version - 1, "trellis", now)), ErrorKind::conflict);
    ok(pupils->agree(state().version, "trellis", now));
    EXPECT_EQ(state().live, "first");
    EXPECT_EQ(state().live_by, "quill");
    EXPECT_EQ(state().live_agreed_by, "trellis");
    EXPECT_FALSE(state().candidate);
    EXPECT_EQ(refused(pupils->agree(state().version, "trellis", now)), ErrorKind::conflict);
    EXPECT_EQ(count_kind("pupils.proposed"), 1u);
    EXPECT_EQ(count_kind("pupils.agreed"), 1u);
}

TEST_F(StorePupilsTest, OneProposalAtATimeAndItCanBeTakenBack) {
    propose("first");
    EXPECT_EQ(refused(pupils->propose(state().version, "second", "", "trellis", now)), ErrorKind::conflict);
    ok(pupils->withdraw(state().version, "quill", now));
    EXPECT_FALSE(state().candidate);
    EXPECT_EQ(refused(pupils->withdraw(state().version, "quill", now)), ErrorKind::conflict);
    propose("second");
    EXPECT_EQ(refused(pupils->propose(0, "third", "", "trellis", now)), ErrorKind::conflict) << "made of an older one";
}

TEST_F(StorePupilsTest, OneStepBackAlsoFromTheFirstImport) {
    EXPECT_EQ(refused(pupils->step_back(0, "quill", now)), ErrorKind::rejected);
    import("first");
    import("second");
    ok(pupils->step_back(state().version, "ottilie", now));
    EXPECT_EQ(state().live, "first");
    EXPECT_EQ(refused(pupils->step_back(state().version, "ottilie", now)), ErrorKind::rejected);
    EXPECT_EQ(count_kind("pupils.stepped_back"), 1u);
}

TEST_F(StorePupilsTest, FromTheFirstImportTheStepLeadsToAnEmptyRegister) {
    import("first");
    propose("second");
    ok(pupils->step_back(state().version, "ottilie", now));
    EXPECT_EQ(state().live, "");
    EXPECT_FALSE(state().candidate) << "it was laid over what is gone";
}

TEST_F(StorePupilsTest, AnEditHoldsInEveryCopy) {
    import("first");
    import("second");
    propose("third");
    ok(pupils->edit(state().version, {"second!", "first!", "third!"}, "answered", "pupil-7", "trellis", now));
    EXPECT_EQ(state().live, "second!");
    EXPECT_EQ(state().before, "first!");
    EXPECT_EQ(state().candidate, "third!");
    EXPECT_EQ(refused(pupils->edit(1, {"x", {}, {}}, "answered", "pupil-7", "trellis", now)), ErrorKind::conflict);
    EXPECT_EQ(count_kind("pupils.answered"), 1u);
}

TEST_F(StorePupilsTest, NothingOfItCanBeReadInRedis) {
    import("Ottilie Thistlewood");
    ok(pupils->edit(state().version, {"Ottilie Thistlewood", "Tilly", {}}, "answered", "pupil-7", "trellis", now));
    propose("Ottilie Pennyfarthing");
    for (const auto* marker : {"Ottilie", "Thistlewood", "Tilly", "Pennyfarthing", "pupil-7"})
        EXPECT_EQ(dump().find(marker), std::string::npos);
}

}  // namespace tests
