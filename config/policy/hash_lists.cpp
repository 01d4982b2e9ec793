#include "config/policy/hash_lists.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace config {

namespace {

constexpr std::string_view kByteOrderMark{"\xEF\xBB\xBF"};

int value_of(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

template <class Bytes>
std::optional<Bytes> bytes_from(std::string_view hex) {
    Bytes bytes{};
    if (hex.size() != 2 * bytes.size()) return std::nullopt;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int high = value_of(hex[2 * i]);
        const int low = value_of(hex[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return bytes;
}

/// What counts of a line.
std::string_view said_in(std::string_view line) {
    constexpr std::string_view kBlank{" \t\r"};
    line = line.substr(0, line.find('#'));
    const auto first = line.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(kBlank) - first + 1);
}

/// One list of one kind of hash.
template <class Bytes>
class ListReader {
  public:
    ListReader(const std::string& file, std::string kind, Problems& problems)
        : file_{file}, kind_{std::move(kind)}, problems_{problems} {}

    std::vector<Bytes> read() {
        std::error_code error;
        const bool there = std::filesystem::is_regular_file(file_, error);
        if (!there) return refuse("there is no such file", "check the path; relative ones start at the settings file");
        if (std::filesystem::file_size(file_, error) > kHashListBytesMax)
            return refuse("is larger than 320 MiB", "give the right file");
        std::ifstream in{file_, std::ios::binary};
        if (!in) return refuse("cannot be read", "let the user that runs Gatehouse read it");
        for (std::string line; std::getline(in, line);) {
            take(line);
            if (hashes_.size() > kListedHashesMax) return refuse("lists more than 4,000,000 hashes", "give fewer");
        }
        if (in.bad()) return refuse("cannot be read to its end", "look at the disk");
        if (hashes_.empty() && bad_ > 0) return refuse("holds no " + kind_ + " hash", "give the right file");
        if (bad_ > kBadLinesNamed) warn(0, std::to_string(bad_ - kBadLinesNamed) + " more lines are no hash");
        return std::move(hashes_);
    }

  private:
    void take(std::string_view line) {
        if (++line_ == 1 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
        const auto said = said_in(line);
        if (said.empty()) return;
        if (const auto bytes = bytes_from<Bytes>(said)) {
            hashes_.push_back(*bytes);
        } else if (++bad_ <= kBadLinesNamed) {
            warn(line_, "is no " + kind_ + " hash: " + std::to_string(2 * sizeof(Bytes)) + " hex digits are");
        }
    }

    void warn(int line, std::string what) {
        problems_.push_back({file_, line, std::move(what), "the other lines count", true});
    }

    std::vector<Bytes> refuse(std::string what, std::string remedy) {
        problems_.push_back({file_, 0, std::move(what), std::move(remedy)});
        return {};
    }

    const std::string& file_;
    const std::string kind_;
    Problems& problems_;
    std::vector<Bytes> hashes_;
    std::size_t bad_{0};
    int line_{0};
};

}  // namespace

HashLists load_hash_lists(const Settings::Pictures& pictures, Problems& problems) {
    HashLists lists;
    if (!pictures.pdq_list.empty()) lists.pdq = ListReader<PdqBytes>{pictures.pdq_list, "PDQ", problems}.read();
    if (!pictures.md5_list.empty()) lists.md5 = ListReader<Md5Bytes>{pictures.md5_list, "MD5", problems}.read();
    return lists;
}

std::optional<PdqBytes> pdq_bytes_from(std::string_view hex) {
    return bytes_from<PdqBytes>(hex);
}

std::optional<Md5Bytes> md5_bytes_from(std::string_view hex) {
    return bytes_from<Md5Bytes>(hex);
}

}  // namespace config
