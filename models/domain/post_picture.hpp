#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace models {

/// What people say of who can be seen in a picture.
enum class PeopleShown { unsaid, nobody, adults_only, pupils };
std::string_view to_string(PeopleShown people);
std::optional<PeopleShown> people_shown_from(std::string_view name);

/// How pupils can be seen in a picture.
enum class Framing {
    not_identifiable,  ///< from behind, hands, far away: nobody who does not know could tell who it is
    group,             ///< recognisable only as some of many
    identifiable,      ///< somebody's face
};
std::string_view to_string(Framing framing);
std::optional<Framing> framing_from(std::string_view name);

/// How far a machine is with the words that stand in a picture. It takes seconds, so nobody waits for it.
enum class Words { read, waiting, unreadable };
std::string_view to_string(Words words);
std::optional<Words> words_from(std::string_view name);

/// What the machine found in a picture: for people to compare with what they know. It follows from the bytes.
struct PictureFindings {
    bool said_where{false};                 ///< the file said where it was taken; what is published does not
    std::optional<std::uint32_t> people{};  ///< about how many; nothing: nobody could look
    /// How much of the picture the largest face from the front takes, in thousandths of its area; 0: none was seen;
    /// nothing: it was never measured.
    std::optional<std::uint32_t> face{};
    Words words{Words::read};
    std::string text{};  ///< what could be read in it, line by line
    /// Its PDQ hash in hex, and that of what is within a flat border; without those that say nothing.
    std::string look{};
    bool operator==(const PictureFindings&) const = default;
};

/// A picture of a post, with what people say of it.
struct PostPicture {
    std::string id{};  ///< the SHA-256, in lower-case hex, of exactly the bytes that are published
    std::string media_type{};
    std::uint64_t bytes{0};
    std::string alt{};  ///< for who cannot see it
    PeopleShown people{PeopleShown::unsaid};
    // Of pupils:
    Framing framing{Framing::identifiable};
    std::vector<std::string> pupils{};  ///< references into the register of pupils
    bool complete{false};               ///< whoever can be recognised is among them
    bool words_seen{false};             ///< a person read the words that no machine could read
    std::uint32_t width{0};             ///< in points, as people see it; 0: not known, as is the next
    std::uint32_t height{0};
    PictureFindings found{};
    bool operator==(const PostPicture&) const = default;
};

/// What every network takes that takes several.
inline constexpr std::size_t kPostPicturesMax = 4;

}  // namespace models
