// What the cryptographic helpers promise, checked against published vectors where there are any.

#include "config/runtime/crypto.hpp"

#include "tests/support/temporary_directory.hpp"

#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace {

using runtime::ErrorKind;
using runtime::Sealer;
using runtime::Signer;

Sealer sealer(unsigned char fill = 7) {
    std::array<unsigned char, 32> key{};
    key.fill(fill);
    return Sealer{key};
}

TEST(Hash, AgreesWithPublishedVectors) {
    EXPECT_EQ(runtime::sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(runtime::sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // RFC 4231, test case 2.
    EXPECT_EQ(runtime::hmac_sha256_hex("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(IdOf, GivesTwentySixCharactersThatDependOnEveryPartOfTheText) {
    const auto id = runtime::id_of("facebook/page-1/123_456");
    EXPECT_EQ(id.size(), 26u);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz"), std::string::npos);
    EXPECT_EQ(id, runtime::id_of("facebook/page-1/123_456"));
    std::set<std::string> ids;
    for (int i = 0; i < 10'000; ++i) ids.insert(runtime::id_of(std::to_string(i)));
    EXPECT_EQ(ids.size(), 10'000u);
}

TEST(IdOf, NeverChanges) {
    // SHA-256 of "abc", five bits at a time. Ids stand in data that is already stored.
    EXPECT_EQ(runtime::id_of("abc"), "q9w1dfwf077ymga183f5vbh24e");
}

TEST(Random, GivesOtherHexEveryTime) {
    EXPECT_EQ(runtime::random_hex(16).size(), 32u);
    EXPECT_NE(runtime::random_hex(16), runtime::random_hex(16));
}

TEST(Base64, GoesThereAndBack) {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        EXPECT_EQ(runtime::unbase64(runtime::base64(bytes)), bytes);
        bytes += static_cast<char>(i);
    }
    EXPECT_EQ(runtime::base64("Gatehouse"), "R2F0ZWhvdXNl");
}

TEST(Base64, RefusesEverythingElse) {
    for (const std::string text : {"R2F0", "====", "R2F0ZWhvdXN", "R2F0 ZWhv", "R2F0ZWhv\n", "R2F0-_hv", "A"})
        EXPECT_EQ(runtime::unbase64(text).has_value(), text == "R2F0") << text;
}

TEST(EqualInConstantTime, ComparesAllBytes) {
    EXPECT_TRUE(runtime::equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(runtime::equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(runtime::equal_in_constant_time("abc", "ab"));
    EXPECT_TRUE(runtime::equal_in_constant_time("", ""));
}

TEST(Sealer, OpensWhatItSealed) {
    for (const auto& plain : {std::string{}, std::string{"text"}, std::string(100'000, 'x')})
        EXPECT_EQ(sealer().open(sealer().seal(plain, "item/1"), "item/1"), plain);
    EXPECT_NE(sealer().seal("same", "item/1"), sealer().seal("same", "item/1"));
}

TEST(Sealer, RefusesAValueMovedToAnotherRecordOrSealedWithAnotherKey) {
    const auto sealed = sealer().seal("text", "item/1");
    EXPECT_FALSE(sealer().open(sealed, "item/2"));
    EXPECT_FALSE(sealer(8).open(sealed, "item/1"));
    EXPECT_EQ(sealer().open(sealed, "item/2").error().kind, ErrorKind::malformed);
}

TEST(Sealer, RefusesEveryChangeAndEveryCut) {
    const auto bytes = *runtime::unbase64(sealer().seal("a text", "r"));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(sealer().open(runtime::base64(changed), "r")) << i;
        EXPECT_FALSE(sealer().open(runtime::base64(bytes.substr(0, i)), "r")) << i;
    }
    EXPECT_FALSE(sealer().open("", "r"));
    EXPECT_FALSE(sealer().open("not base64!", "r"));
}

TEST(Sealer, CommitsToContentWithoutShowingIt) {
    const auto commitment = sealer().commitment("text", "item/1");
    EXPECT_EQ(commitment.size(), 64u);
    EXPECT_EQ(commitment, sealer().commitment("text", "item/1"));
    EXPECT_NE(commitment, sealer().commitment("text", "item/2")) << "equal texts must not be recognisable";
    EXPECT_NE(commitment, sealer().commitment("texts", "item/1"));
    EXPECT_NE(commitment, sealer(8).commitment("text", "item/1"));
    EXPECT_NE(commitment, runtime::sha256_hex("text"));
}

TEST(Sealer, MakesItsKeyOnceAndFindsItAgain) {
    const tests::TemporaryDirectory directory;
    const auto first = Sealer::from_file(directory / "key", true);
    ASSERT_TRUE(first);
    const auto second = Sealer::from_file(directory / "key", true);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->open(first->seal("text", "r"), "r"), "text");
    EXPECT_TRUE(Sealer::from_file(directory / "key", false));
}

TEST(Signer, SignsWhatItsPublicKeyVerifies) {
    const tests::TemporaryDirectory directory;
    const auto signer = Signer::from_file(directory / "key", true);
    ASSERT_TRUE(signer);
    const auto signature = signer->sign_base64("message");
    const auto key = signer->public_key_hex();
    EXPECT_TRUE(runtime::verify_signature("message", signature, key));
    EXPECT_FALSE(runtime::verify_signature("Message", signature, key));
    EXPECT_FALSE(runtime::verify_signature("message", signature.substr(4), key));
    EXPECT_FALSE(runtime::verify_signature("message", "", key));
    EXPECT_FALSE(runtime::verify_signature("message", signature, std::string(64, '0')));
    EXPECT_FALSE(runtime::verify_signature("message", signature, "short"));
    std::string written;
    std::ifstream{directory / "key.pub"} >> written;
    EXPECT_EQ(written, key);
}

TEST(Signer, AgreesWithAPublishedVector) {
    // RFC 8032, section 7.1, test 1.
    const tests::TemporaryDirectory directory;
    std::ofstream{directory / "key"} << "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60\n";
    ASSERT_EQ(::chmod((directory / "key").c_str(), 0600), 0);
    const auto signer = Signer::from_file(directory / "key", false);
    ASSERT_TRUE(signer);
    EXPECT_EQ(signer->public_key_hex(), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    EXPECT_FALSE(std::ifstream{directory / "key.pub"}.good());
}

TEST(Password, MatchesOnlyItself) {
    const auto hash = runtime::hash_password("correct horse");
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_TRUE(runtime::password_matches(hash, "correct horse"));
    EXPECT_FALSE(runtime::password_matches(hash, "correct horsf"));
    EXPECT_FALSE(runtime::password_matches("", "correct horse"));
    EXPECT_FALSE(runtime::password_matches("no hash", "correct horse"));
    EXPECT_FALSE(runtime::password_matches(std::string(1000, '$'), "correct horse"));
}

}  // namespace
