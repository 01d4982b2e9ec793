#include "config/runtime/crypto.hpp"

#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

namespace runtime {

namespace {

using Digest = std::array<unsigned char, 32>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string_view view_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

Digest sha256(std::string_view bytes) {
    Digest digest{};
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error{"SHA-256 is not available"};
    return digest;
}

std::string hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
    text.pop_back();
    return text;
}

std::string hmac(const EVP_MD* digest, std::string_view key, std::string_view message) {
    std::string code(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    if (key.size() > kHmacKeyMax) throw std::length_error{"HMAC key too long"};
    if (HMAC(digest, key.data(), static_cast<int>(key.size()), bytes_of(message), message.size(),
             reinterpret_cast<unsigned char*>(code.data()), &size) == nullptr)
        throw std::runtime_error{"HMAC is not available"};
    code.resize(size);
    return code;
}

}  // namespace

void crypto_start() {
    if (sodium_init() < 0) throw std::runtime_error{"libsodium does not start"};
}

std::string sha256_hex(std::string_view bytes) {
    return hex(view_of(sha256(bytes)));
}

std::array<unsigned char, 16> md5(std::string_view bytes) {
    std::array<unsigned char, 16> digest{};
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_md5(), nullptr) != 1)
        throw std::runtime_error{"MD5 is not available"};
    return digest;
}

std::string hmac_sha256_hex(std::string_view key, std::string_view message) {
    return hex(hmac(EVP_sha256(), key, message));
}

std::string hmac_sha256_base64(std::string_view key, std::string_view message) {
    return base64(hmac(EVP_sha256(), key, message));
}

std::string hmac_sha1_hex(std::string_view key, std::string_view message) {
    return hex(hmac(EVP_sha1(), key, message));
}

std::string hmac_sha1_base64(std::string_view key, std::string_view message) {
    return base64(hmac(EVP_sha1(), key, message));
}

std::string random_hex(std::size_t bytes) {
    std::string raw(bytes, '\0');
    randombytes_buf(raw.data(), raw.size());
    return hex(raw);
}

std::string id_of(std::string_view text) {
    // Digits and letters without i, l, o and u, so an id read out over the telephone is not misheard.
    constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    constexpr std::size_t kLength = 26;
    const auto digest = sha256(text);
    std::string id;
    unsigned waiting = 0;
    unsigned bits = 0;
    for (std::size_t i = 0; id.size() < kLength; ++i) {
        waiting = (waiting << 8 | digest[i]) & 0xFFFFu;
        bits += 8;
        while (bits >= 5 && id.size() < kLength) {
            bits -= 5;
            id += kAlphabet[(waiting >> bits) & 31u];
        }
    }
    return id;
}

std::string base64(std::string_view bytes) {
    constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
    text.pop_back();
    return text;
}

Result<std::string> unbase64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    const int refused = sodium_base642bin(out, bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                                          sodium_base64_VARIANT_ORIGINAL);
    if (refused != 0 || end != text.data() + text.size()) return fail(ErrorKind::malformed, "not base64");
    bytes.resize(size);
    return bytes;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(const std::string& password) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw std::bad_alloc{};
    return hash.data();
}

bool password_matches(const std::string& hash, const std::string& password) {
    if (hash.size() >= crypto_pwhash_STRBYTES) return false;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace runtime
