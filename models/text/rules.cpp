#include "models/text/rules.hpp"

#include "models/text/rule_file.hpp"

#include <algorithm>
#include <map>

namespace models::text {

using runtime::Result;

struct RuleSet::Body {
    Body(RuleFile file_, Lexicon lexicon_)
        : file{std::move(file_)},
          detect{file.book},
          english{file.book.symbol("@english")},
          foreign{file.book.symbol("@foreign")},
          greeting{file.book.symbol("@greeting")},
          lexicon{std::move(lexicon_)} {}

    RuleFile file;
    DetectorSymbols detect;
    Symbol english;
    Symbol foreign;
    Symbol greeting;
    Lexicon lexicon;
};

namespace {

/// The phrases found of one rule, by role.
using Found = std::array<std::vector<PhraseHit>, 4>;

const std::vector<PhraseHit>& of(const Found& found, Role role) {
    return found[static_cast<std::size_t>(role)];
}

/// Units between two phrases; nothing when they overlap.
std::optional<std::size_t> distance(const PhraseHit& a, const PhraseHit& b) {
    if (a.last <= b.first) return b.first - a.last;
    if (b.last <= a.first) return a.first - b.last;
    return std::nullopt;
}

const PhraseHit* closest(const PhraseHit& to, const std::vector<PhraseHit>& candidates, std::size_t within) {
    const PhraseHit* best = nullptr;
    std::size_t best_distance = within + 1;
    for (const auto& candidate : candidates) {
        const auto far = distance(to, candidate);
        if (!far || *far >= best_distance) continue;
        best = &candidate;
        best_distance = *far;
    }
    return best;
}

const PhraseHit* exception_near(const PhraseHit& hit, const std::vector<PhraseHit>& exceptions, std::size_t within) {
    const auto found = std::find_if(exceptions.begin(), exceptions.end(), [&](const PhraseHit& exception) {
        return distance(hit, exception).value_or(0) <= within;
    });
    return found == exceptions.end() ? nullptr : &*found;
}

/// Where a rule fires, or would if it were not for an exception; in units.
struct Place {
    std::size_t first{0};
    std::size_t last{0};
    const PhraseHit* exception{nullptr};
};

/// Of many places where it fires the first; nothing when its words are not there.
std::optional<Place> fires(const Rule& rule, const Found& found) {
    constexpr std::size_t kMaxTries = 64;
    const auto& any = of(found, Role::any);
    std::optional<Place> spared;
    for (std::size_t i = 0; i < std::min(any.size(), kMaxTries); ++i) {
        const auto& hit = any[i];
        const auto* near = rule.near_required ? closest(hit, of(found, Role::near), rule.within) : &hit;
        const auto* also = rule.also_required ? closest(hit, of(found, Role::also), rule.within) : &hit;
        if (near == nullptr || also == nullptr) continue;
        const Place place{std::min({hit.first, near->first, also->first}), std::max({hit.last, near->last, also->last}),
                          exception_near(hit, of(found, Role::unless), rule.within)};
        if (place.exception == nullptr) return place;
        if (!spared) spared = place;
    }
    return spared;
}

void set(About& about, std::size_t who) {
    constexpr std::array<bool About::*, kAboutNames.size()> kMembers{
        &About::pupil,  &About::staff, &About::head, &About::dsl,    &About::governor,
        &About::parent, &About::self,  &About::you,  &About::school, &About::group};
    about.*kMembers[who] = true;
}

/// Nothing but greetings and thanks in a language of the community, perhaps with English between them.
bool only_greets(const Normalised& text, const std::vector<Unit>& units, Symbol english, Symbol greeting) {
    bool greets = false;
    for (const auto& unit : units) {
        if (text.tokens[unit.first].kind != TokenKind::word) continue;
        const auto has = [&](Symbol symbol) {
            return std::find(unit.symbols.begin(), unit.symbols.end(), symbol) != unit.symbols.end();
        };
        if (!has(greeting) && !has(english)) return false;
        greets = greets || has(greeting);
    }
    return greets;
}

/// Written in another script, or in words of which the English ones are the exception.
bool unknown_language(const Normalised& text, const std::vector<Unit>& units, Symbol english, Symbol foreign) {
    constexpr std::size_t kMinLetters = 8;
    if (text.letters >= kMinLetters && 2 * text.latin_letters < text.letters) return true;
    std::size_t words = 0;
    std::size_t known = 0;
    std::size_t other = 0;
    for (const auto& unit : units) {
        const auto has = [&](Symbol symbol) {
            return std::find(unit.symbols.begin(), unit.symbols.end(), symbol) != unit.symbols.end();
        };
        if (text.tokens[unit.first].kind != TokenKind::word) continue;
        ++words;
        if (has(english))
            ++known;
        else if (has(foreign))
            ++other;
    }
    constexpr std::size_t kMinWords = 4;
    constexpr std::size_t kManyWords = 9;
    if (words >= kMinWords && other >= 2 && other > known) return true;
    return words >= kManyWords && known == 0;
}

}  // namespace

RuleSet::RuleSet(std::unique_ptr<Body> body) : body_{std::move(body)} {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

Result<RuleSet> RuleSet::parse(std::string_view toml, Lexicon lexicon) {
    auto file = read_rule_file(toml);
    if (!file) return tl::unexpected(file.error());
    return RuleSet{std::make_unique<Body>(std::move(*file), std::move(lexicon))};
}

int RuleSet::version() const {
    return body_->file.version;
}
const std::vector<Rule>& RuleSet::rules() const {
    return body_->file.rules;
}

RuleFindings RuleSet::apply(const Normalised& text) const {
    const auto& file = body_->file;
    auto aliased = text.tokens;
    for (auto& token : aliased)
        if (const auto found = file.aliases.find(token.text); found != file.aliases.end()) token.text = found->second;
    auto reading = read_units(aliased, file.book, body_->detect, body_->lexicon);

    RuleFindings out;
    std::map<std::size_t, Found> found;
    for (const auto& hit : file.book.find(reading.units)) {
        for (const auto who : file.about[hit.phrase]) set(out.about, who);
        for (const auto& use : file.uses[hit.phrase])
            found[use.rule][static_cast<std::size_t>(use.role)].push_back(hit);
    }
    for (const auto& [number, phrases] : found) {
        const auto place = fires(file.rules[number], phrases);
        if (!place) continue;
        const auto first = reading.units[place->first].first;
        const auto last = reading.units[place->last - 1].last;
        if (const auto* exception = place->exception)
            out.spared.push_back({&file.rules[number], first, last, reading.units[exception->first].first,
                                  reading.units[exception->last - 1].last});
        else
            out.hits.push_back({&file.rules[number], first, last});
    }
    for (const auto& unit : reading.units)
        for (const auto symbol : unit.symbols)
            out.named = out.named || symbol == body_->detect.titled || symbol == body_->detect.name;
    out.unknown_language = unknown_language(text, reading.units, body_->english, body_->foreign) &&
                           !only_greets(text, reading.units, body_->english, body_->greeting);
    out.terms = std::move(reading.terms);
    return out;
}

}  // namespace models::text
