#pragma once

#include "models/text/normaliser.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace models::names {

/// How a pupil may be called. Preferred and former names stand beside the legal ones.
struct PupilNames {
    std::vector<std::string> forenames;
    std::vector<std::string> surnames;
    std::string group;  ///< class or tutor group: "Kestrels", "3B"
};

/// A place in a text where a pupil is called by name.
struct Mention {
    std::size_t begin{0};  ///< bytes of the text
    std::size_t end{0};
    bool full_name{false};   ///< forename and surname; otherwise a forename
    bool with_class{false};  ///< their class is named close to it
    /// Who it can be, as places in the list that the roster was made of; at most kMentionPupilsMax of them.
    std::vector<std::size_t> pupils;
};
inline constexpr std::size_t kMentionPupilsMax = 64;

/// Finds the pupils of a school in texts: in comments, captions, alt texts, names of files.
///
/// A pupil is certain with two words: forename and surname, in either order, or forename and class. A forename alone
/// counts where it is not an ordinary word ("Will", "Rose"). Case, accents, disguises, possessives and, in names of
/// five letters and more, one slip of the keyboard beside a word that is right make no difference.
///
/// Made once; finding is linear in the text, however many pupils have the same name. Threads: find() any.
class Roster {
  public:
    static constexpr std::size_t kTextBytesMax = 8192;  ///< of a longer text both ends are read

    explicit Roster(std::span<const PupilNames> pupils);

    /// In the order of the text, not overlapping.
    std::vector<Mention> find(std::string_view text) const;

  private:
    using WordId = std::uint32_t;
    using Pupils = std::vector<std::uint32_t>;  ///< ascending
    using Called = std::unordered_map<std::uint64_t, Pupils>;
    static constexpr WordId kNone = 0;

    struct Word {
        std::string letters;
        Pupils forename_of;
        bool surname{false};
        bool ordinary{false};
    };
    /// What one token of a text can be.
    struct Spot {
        WordId word{kNone};
        WordId stem{kNone};  ///< without the s of a possessive
        std::uint32_t group{kNone};
        std::size_t group_tokens{0};
    };

    static std::uint64_t pair_of(std::uint32_t first, std::uint32_t second) {
        return (static_cast<std::uint64_t>(first) << 32U) | second;
    }
    void add(const PupilNames& pupil, std::uint32_t number);
    std::vector<WordId> add_words(const std::vector<std::string>& names);
    std::uint32_t add_group(const std::string& group);
    WordId known(const std::string& letters) const;
    /// Names that one slip makes of these letters.
    std::vector<WordId> nearly(const std::string& letters) const;
    std::vector<Spot> spots_of(const text::Normalised& text) const;
    Spot group_at(std::span<const text::Token> tokens, std::size_t at) const;

    friend class Search;  ///< one search in one text: search.cpp

    std::vector<Word> words_;
    std::unordered_map<std::string, WordId> by_letters_;
    std::unordered_map<std::string, std::vector<WordId>> by_deletion_;  ///< each long name with one letter less
    Called by_full_name_;                                               ///< forename and surname
    Called by_class_;                                                   ///< forename and group
    std::unordered_map<std::string, std::uint32_t> groups_;             ///< tokens, each with a space behind
    std::size_t longest_group_{0};                                      ///< in tokens
};

/// The letters of a word as a Roster knows them: without apostrophes and what else people put in.
std::string letters_of(const text::Token& token);
/// Whether it is a part of a surname that says nothing by itself: "van", "de".
bool is_particle(std::string_view letters);
/// Whether the name is a word that people write without meaning anybody. `letters` as the normaliser writes them.
bool is_ordinary_word(std::string_view letters);

}  // namespace models::names
