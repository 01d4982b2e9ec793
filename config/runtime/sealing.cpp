#include "config/runtime/crypto.hpp"
#include "config/runtime/key_file.hpp"

#include <sodium.h>

namespace runtime {

namespace {

constexpr char kFormat = '\x01';  // first byte of every sealed value, so the method can change one day
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

Result<Sealer> Sealer::from_file(const std::string& path, bool create) {
    const auto key = load_key_file(path, create);
    if (!key) return tl::unexpected{key.error()};
    return Sealer{*key};
}

std::string Sealer::seal(std::string_view plain, std::string_view record_id) const {
    std::string sealed(1 + kNonce + plain.size() + kTag, '\0');
    sealed.front() = kFormat;
    auto* nonce = bytes_of(sealed) + 1;
    randombytes_buf(nonce, kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonce, nullptr, bytes_of(plain), plain.size(),
                                               bytes_of(record_id), record_id.size(), nullptr, nonce, key_.data());
    return base64(sealed);
}

Result<std::string> Sealer::open(std::string_view sealed, std::string_view record_id) const {
    auto bytes = unbase64(sealed);
    if (!bytes || bytes->size() < 1 + kNonce + kTag || bytes->front() != kFormat)
        return fail(ErrorKind::malformed, "not a sealed value");
    const std::string_view box = std::string_view{*bytes}.substr(1 + kNonce);
    std::string plain(box.size() - kTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, bytes_of(box), box.size(),
                                                   bytes_of(record_id), record_id.size(), bytes_of(*bytes) + 1,
                                                   key_.data()) != 0)
        return fail(ErrorKind::malformed,
                    "a sealed value was changed, or sealed with another key or for another record");
    return plain;
}

std::string Sealer::commitment(std::string_view plain, std::string_view record_id) const {
    const std::string_view key{reinterpret_cast<const char*>(key_.data()), key_.size()};
    const auto record_key = hmac_sha256_hex(key, "gatehouse commitment\n" + std::string{record_id});
    return hmac_sha256_hex(record_key, plain);
}

Result<Signer> Signer::from_file(const std::string& path, bool create) {
    const auto seed = load_key_file(path, create);
    if (!seed) return tl::unexpected{seed.error()};
    Signer signer;
    crypto_sign_seed_keypair(signer.public_.data(), signer.secret_.data(), seed->data());
    if (create) {
        const auto written = write_new_file(path + ".pub", signer.public_key_hex() + "\n", 0644);
        if (!written && written.error().kind != ErrorKind::conflict) return tl::unexpected{written.error()};
    }
    return signer;
}

std::string Signer::sign_base64(std::string_view message) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(message), message.size(), secret_.data());
    return base64(signature);
}

std::string Signer::public_key_hex() const {
    std::string text(public_.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), public_.data(), public_.size());
    text.pop_back();
    return text;
}

bool verify_signature(std::string_view message, std::string_view signature_base64, std::string_view public_key_hex) {
    const auto signature = unbase64(signature_base64);
    if (!signature || signature->size() != crypto_sign_BYTES) return false;
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
    std::size_t size = 0;
    if (public_key_hex.size() != 2 * key.size() ||
        sodium_hex2bin(key.data(), key.size(), public_key_hex.data(), public_key_hex.size(), nullptr, &size, nullptr) !=
            0 ||
        size != key.size())
        return false;
    return crypto_sign_verify_detached(bytes_of(std::string_view{*signature}), bytes_of(message), message.size(),
                                       key.data()) == 0;
}

}  // namespace runtime
