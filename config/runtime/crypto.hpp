#pragma once

#include "config/runtime/result.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace runtime {

/// REQUIRES: called once before anything below (main and the test programs do it).
void crypto_start();

/// Bytes of an HMAC key; longer ones are a mistake of the caller.
inline constexpr std::size_t kHmacKeyMax = 4096;

/// Lower-case hex.
std::string sha256_hex(std::string_view bytes);
/// Only to compare with lists of files that others made; it proves nothing.
std::array<unsigned char, 16> md5(std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view message);
std::string hmac_sha256_base64(std::string_view key, std::string_view message);
/// Only for OAuth 1.0a and WebSub's hubs, which allow nothing newer.
std::string hmac_sha1_base64(std::string_view key, std::string_view message);
std::string hmac_sha1_hex(std::string_view key, std::string_view message);

/// `bytes` random bytes as lower-case hex.
std::string random_hex(std::size_t bytes);
/// 26 characters of [0-9a-z] derived from the SHA-256 of `text`: the shape of item ids.
std::string id_of(std::string_view text);
std::string base64(std::string_view bytes);
/// malformed when it is not base64.
Result<std::string> unbase64(std::string_view text);
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// Seals personal content before it reaches Redis: XChaCha20-Poly1305, bound to the id of the record
/// that holds it, so a value cannot be moved to another record. Threads: any.
class Sealer {
  public:
    /// 32 bytes.
    explicit Sealer(const std::array<unsigned char, 32>& key) : key_{key} {}
    /// Reads a key file of mode 0600 with 64 hex digits; makes one when the file does not exist and
    /// `create` is set. unavailable with what to do otherwise.
    static Result<Sealer> from_file(const std::string& path, bool create);

    /// Base64 text.
    std::string seal(std::string_view plain, std::string_view record_id) const;
    /// malformed when it was changed, sealed with another key or for another record.
    Result<std::string> open(std::string_view sealed, std::string_view record_id) const;
    /// A salted commitment to content for the journal: proves later what was there, says nothing now.
    std::string commitment(std::string_view plain, std::string_view record_id) const;

  private:
    std::array<unsigned char, 32> key_;
};

/// Ed25519. The private key file holds 64 hex digits of seed (mode 0600); the public one 64 hex digits.
class Signer {
  public:
    /// Reads the private key, or makes one as Sealer::from_file does. With `create`, the public key is
    /// written beside it as `<path>.pub` unless that file exists.
    static Result<Signer> from_file(const std::string& path, bool create);
    std::string sign_base64(std::string_view message) const;
    std::string public_key_hex() const;

  private:
    std::array<unsigned char, 64> secret_{};
    std::array<unsigned char, 32> public_{};
};
bool verify_signature(std::string_view message, std::string_view signature_base64, std::string_view public_key_hex);

/// argon2id with libsodium's INTERACTIVE limits (64 MiB, about 60 ms): call on the CPU pool.
std::string hash_password(const std::string& password);
bool password_matches(const std::string& hash, const std::string& password);

}  // namespace runtime
