// How a Roster reads one text: the longest name that begins at each token, from left to right.

#include "models/names/roster.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace models::names {

class Search {
  public:
    Search(const Roster& roster, const text::Normalised& text)
        : roster_{roster}, tokens_{text.tokens}, spots_{roster.spots_of(text)} {
        for (std::size_t i = 0; i < spots_.size(); ++i)
            if (spots_[i].group != Roster::kNone) groups_.push_back(i);
    }

    std::vector<Mention> run() {
        for (std::size_t at = 0; at < tokens_.size();) {
            while (next_group_ < groups_.size() && groups_[next_group_] + kNear < at) ++next_group_;
            at += step(at);
        }
        return std::move(mentions_);
    }

  private:
    using WordId = Roster::WordId;
    using Pupils = Roster::Pupils;
    using Words = std::vector<WordId>;
    static constexpr std::size_t kNear = 8;           ///< tokens between a name and the class it goes with
    static constexpr std::size_t kNameTokensMax = 4;  ///< "Luc van der Veer"

    /// The forename and who is called so.
    struct Found {
        WordId forename{Roster::kNone};
        Pupils pupils;
    };

    /// Adds the name that begins at `at`, if one does, and says how many tokens to go on.
    std::size_t step(std::size_t at) {
        for (std::size_t length = kNameTokensMax; length >= 2; --length) {
            const auto found = full_name(at, at + length - 1);
            if (found.pupils.empty()) continue;
            add(at, at + length - 1, found, true);
            return length;
        }
        for (const auto word : exact(at)) {
            const auto& pupils = roster_.words_[word].forename_of;
            if (pupils.empty()) continue;
            const Found found{word, pupils};
            if (!roster_.words_[word].ordinary || !of_class(at, found).empty()) add(at, at, found, false);
            break;
        }
        return 1;
    }

    void add(std::size_t first, std::size_t last, const Found& found, bool full) {
        Mention mention{tokens_[first].begin, tokens_[last].end, full, false, {}};
        auto of_class = this->of_class(first, found);
        mention.with_class = !of_class.empty();
        const auto& pupils = mention.with_class ? of_class : found.pupils;
        mention.pupils.assign(pupils.begin(), pupils.end());
        mentions_.push_back(std::move(mention));
    }

    Words exact(std::size_t at) const {
        Words words;
        for (const auto id : {spots_[at].word, spots_[at].stem})
            if (id != Roster::kNone) words.push_back(id);
        return words;
    }
    Words nearly(std::size_t at) const {
        if (tokens_[at].kind != text::TokenKind::word) return {};
        return roster_.nearly(letters_of(tokens_[at]));
    }

    /// Whether two words stand together so that they can be one name, with a middle name, an initial or particles
    /// between them.
    bool together(std::size_t first, std::size_t last) const {
        for (auto i = first + 1; i <= last; ++i) {
            const bool initial = tokens_[i - 1].text.size() == 1;
            if (tokens_[i].new_line || (tokens_[i].sentence_start && !initial)) return false;
        }
        std::size_t others = 0;
        for (auto i = first + 1; i < last; ++i) {
            if (is_particle(tokens_[i].text)) continue;
            ++others;
            if (!middle_name(i)) return false;
        }
        return others <= 1;
    }
    bool middle_name(std::size_t at) const {
        const auto words = exact(at);
        const auto forename = [this](WordId id) { return !roster_.words_[id].forename_of.empty(); };
        return tokens_[at].text.size() == 1 || tokens_[at].capital || std::any_of(words.begin(), words.end(), forename);
    }

    Found full_name(std::size_t first, std::size_t last) const {
        if (last >= tokens_.size() || !together(first, last)) return {};
        const auto a = exact(first);
        const auto b = exact(last);
        if (a.empty() && b.empty()) return {};
        const bool capitals = tokens_[first].capital && tokens_[last].capital;
        auto found = named(a, b, capitals);
        if (!found.pupils.empty() || last - first > 1) return found;
        // One of the two may have slipped; the other one has to be right.
        if (b.empty()) return named(a, nearly(last), capitals);
        return a.empty() ? named(nearly(first), b, capitals) : found;
    }

    /// Two words of which one is a forename and the other a surname of the same pupil. Where both are ordinary words
    /// ("rose green") capitals have to say that a name is meant.
    Found named(const Words& first, const Words& last, bool capitals) const {
        for (const auto a : first) {
            for (const auto b : last) {
                if (roster_.words_[a].ordinary && roster_.words_[b].ordinary && !capitals) continue;
                for (const auto& [forename, surname] : {std::pair{a, b}, std::pair{b, a}}) {
                    const auto found = roster_.by_full_name_.find(Roster::pair_of(forename, surname));
                    if (found != roster_.by_full_name_.end()) return {forename, found->second};
                }
            }
        }
        return {};
    }

    /// Those of them whose class is named near `at`. An ordinary word at the beginning of a sentence, or without a
    /// capital, is only a name in "Will in Kestrels".
    Pupils of_class(std::size_t at, const Found& found) const {
        const bool plain =
            roster_.words_[found.forename].ordinary && (!tokens_[at].capital || tokens_[at].sentence_start);
        for (auto i = next_group_; i < groups_.size() && groups_[i] <= at + kNear; ++i) {
            const auto place = groups_[i];
            if (plain && !introduced(at, place)) continue;
            const auto called = roster_.by_class_.find(Roster::pair_of(found.forename, spots_[place].group));
            if (called == roster_.by_class_.end()) continue;
            Pupils both;
            std::set_intersection(found.pupils.begin(), found.pupils.end(), called->second.begin(),
                                  called->second.end(), std::back_inserter(both));
            if (!both.empty()) return both;
        }
        return {};
    }

    /// "Will in Kestrels", "Rose from the Kestrels"
    bool introduced(std::size_t name, std::size_t group) const {
        static constexpr std::array<std::string_view, 3> kIn{"in", "from", "of"};
        if (name + 1 >= group || group > name + 3) return false;
        const auto& word = tokens_[name + 1].text;
        return std::find(kIn.begin(), kIn.end(), word) != kIn.end();
    }

    const Roster& roster_;
    const std::vector<text::Token>& tokens_;
    std::vector<Roster::Spot> spots_;
    std::vector<std::size_t> groups_;  ///< tokens at which a class is named
    std::size_t next_group_{0};        ///< the first of them that is not too far behind
    std::vector<Mention> mentions_;
};

std::vector<Mention> Roster::find(std::string_view text) const {
    const auto normalised = text::normalise(text, kTextBytesMax);
    return Search{*this, normalised}.run();
}

}  // namespace models::names
