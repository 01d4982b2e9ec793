#include "models/image/file_hash.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

namespace models::image {

using runtime::ErrorKind;
using runtime::Result;

Result<std::string> sha256_hex_of_file(int file) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    bool fine = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    std::vector<char> part(1 << 20);
    for (off_t at = 0; fine;) {
        const auto got = ::pread(file, part.data(), part.size(), at);
        if (got < 0) return runtime::fail(ErrorKind::unavailable, std::strerror(errno));
        if (got == 0) break;
        fine = EVP_DigestUpdate(context.get(), part.data(), static_cast<std::size_t>(got)) == 1;
        at += got;
    }
    std::array<unsigned char, 32> digest{};
    if (!fine || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1)
        return runtime::fail(ErrorKind::unavailable, "SHA-256 is not available");
    std::string hex;
    for (const auto byte : digest) fmt::format_to(std::back_inserter(hex), "{:02x}", byte);
    return hex;
}

}  // namespace models::image
