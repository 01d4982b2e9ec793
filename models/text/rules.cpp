#include "models/text/rules.hpp"

#include "models/text/as_meant.hpp"
#include "models/text/rule_file.hpp"
#include "models/text/set_aside.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace models::text {

using runtime::Result;

namespace {

/// The community's languages that are told apart: the word class that knows some words of each.
struct Language {
    std::string_view words;
    std::string_view name;
};
constexpr std::array<Language, 8> kLanguages{{{"@in_welsh", "Welsh"},
                                              {"@in_polish", "Polish"},
                                              {"@in_romanian", "Romanian"},
                                              {"@in_turkish", "Turkish"},
                                              {"@in_urdu", "Urdu"},
                                              {"@in_punjabi", "Punjabi"},
                                              {"@in_ukrainian", "Ukrainian"},
                                              {"@in_arabic", "Arabic"}}};

bool has(const Unit& unit, Symbol symbol) {
    return std::find(unit.symbols.begin(), unit.symbols.end(), symbol) != unit.symbols.end();
}

}  // namespace

struct RuleSet::Body {
    Body(RuleFile file_, Lexicon lexicon_)
        : file{std::move(file_)},
          detect{file.book},
          english{file.book.symbol("@english")},
          foreign{file.book.symbol("@foreign")},
          greeting{file.book.symbol("@greeting")},
          lexicon{std::move(lexicon_)} {
        for (std::size_t i = 0; i < kLanguages.size(); ++i) languages[i] = file.book.symbol(kLanguages[i].words);
    }

    bool is_foreign(const Unit& unit) const {
        return has(unit, foreign) ||
               std::any_of(languages.begin(), languages.end(), [&](Symbol language) { return has(unit, language); });
    }

    RuleFile file;
    DetectorSymbols detect;
    Symbol english;
    Symbol foreign;
    Symbol greeting;
    std::array<Symbol, kLanguages.size()> languages{};
    Lexicon lexicon;
};

namespace {

/// The phrases found of one rule, by role.
using Found = std::array<std::vector<PhraseHit>, kRoles.size()>;

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
    bool doubted{false};
};

/// Of many places where it fires the first without doubt, or else the first; nothing when its words are not there.
std::optional<Place> fires(const Rule& rule, const Found& found, const Spared& spares) {
    constexpr std::size_t kMaxTries = 64;
    const auto& any = of(found, Role::any);
    std::optional<Place> spared;
    std::optional<Place> doubted;
    for (std::size_t i = 0; i < std::min(any.size(), kMaxTries); ++i) {
        const auto& hit = any[i];
        const auto* near = rule.near_required ? closest(hit, of(found, Role::near), rule.within) : &hit;
        const auto* also = rule.also_required ? closest(hit, of(found, Role::also), rule.within) : &hit;
        if (near == nullptr || also == nullptr) continue;
        Place place{std::min({hit.first, near->first, also->first}), std::max({hit.last, near->last, also->last}),
                    exception_near(hit, of(found, Role::unless), rule.within)};
        if (place.exception == nullptr && spares.harmless(rule, hit)) place.exception = &hit;
        place.doubted = exception_near(hit, of(found, Role::doubt), rule.within) != nullptr;
        if (place.exception == nullptr && !place.doubted) return place;
        auto& kept = place.exception == nullptr ? doubted : spared;
        if (!kept) kept = place;
    }
    return doubted ? doubted : spared;
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
        if (!has(unit, greeting) && !has(unit, english)) return false;
        greets = greets || has(unit, greeting);
    }
    return greets;
}

/// Written in another script, or in words of which the English ones are the exception.
template <class IsForeign>
bool unknown_language(const Normalised& text, const std::vector<Unit>& units, Symbol english,
                      const IsForeign& is_foreign) {
    constexpr std::size_t kMinLetters = 8;
    if (text.letters >= kMinLetters && 2 * text.latin_letters < text.letters) return true;
    std::size_t words = 0;
    std::size_t known = 0;
    std::size_t other = 0;
    for (const auto& unit : units) {
        if (text.tokens[unit.first].kind != TokenKind::word) continue;
        ++words;
        if (has(unit, english))
            ++known;
        else if (is_foreign(unit))
            ++other;
    }
    constexpr std::size_t kMinWords = 4;
    constexpr std::size_t kManyWords = 9;
    if (words >= kMinWords && other >= 2 && other > known) return true;
    return words >= kManyWords && known == 0;
}

/// The language most words are of; empty when that are fewer than two, or as many of another.
std::string_view language_of(const std::vector<Unit>& units, const std::array<Symbol, kLanguages.size()>& symbols) {
    std::size_t most = 1;
    std::string_view name;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const auto words = static_cast<std::size_t>(
            std::count_if(units.begin(), units.end(), [&](const Unit& unit) { return has(unit, symbols[i]); }));
        if (words < most) continue;
        name = words > most ? kLanguages[i].name : std::string_view{};
        most = words;
    }
    return name;
}

void say_what_yields(std::vector<Rule>& rules) {
    std::set<Category> with_emergencies;
    for (const auto& rule : rules)
        if (rule.severity == Severity::v4) with_emergencies.insert(rule.category);
    for (auto& rule : rules) {
        if (rule.severity == Severity::v0 || rule.severity >= Severity::v3 || rule.category == Category::criticism)
            continue;
        rule.yields = with_emergencies.contains(rule.category) ? Yields::near_words : Yields::altogether;
    }
}

}  // namespace

Severity RuleHit::severity() const {
    return doubt == Doubt::none ? rule->severity : std::min(rule->severity, Severity::v3);
}

RuleSet::RuleSet(std::unique_ptr<Body> body) : body_{std::move(body)} {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

Result<RuleSet> RuleSet::parse(std::string_view toml, Lexicon lexicon) {
    auto file = read_rule_file(toml);
    if (!file) return tl::unexpected(file.error());
    say_what_yields(file->rules);
    return RuleSet{std::make_unique<Body>(std::move(*file), std::move(lexicon))};
}

int RuleSet::version() const {
    return body_->file.version;
}
const std::vector<Rule>& RuleSet::rules() const {
    return body_->file.rules;
}

RuleFindings RuleSet::apply(const Normalised& text, std::span<const SetAside> aside,
                            const std::function<bool(std::string_view)>& of_language) const {
    const auto& file = body_->file;
    const auto written = as_meant(text.tokens, file, body_->lexicon, of_language);
    auto reading = read_units(written.tokens, file.book, body_->detect, body_->lexicon);
    for (auto& unit : reading.units) {
        written.back_to_text(unit.first, unit.last);
        // A word of another language that was read as an English one is no sign that the text is understood.
        if (written.guessed_in(unit.first, unit.last))
            std::erase_if(unit.symbols, [&](Symbol one) { return one == body_->english || one == body_->greeting; });
    }
    for (auto& term : reading.terms) written.back_to_text(term.first, term.last);

    const Spared spares{aside, text.tokens, reading.units};

    RuleFindings out;
    std::map<std::size_t, Found> found;
    for (const auto& hit : file.book.find(reading.units)) {
        for (const auto who : file.about[hit.phrase]) set(out.about, who);
        for (const auto& use : file.uses[hit.phrase])
            found[use.rule][static_cast<std::size_t>(use.role)].push_back(hit);
    }
    for (auto& [number, phrases] : found) {
        const auto& rule = file.rules[number];
        if (spares.altogether(rule)) continue;
        spares.add_exceptions(rule, phrases[static_cast<std::size_t>(Role::unless)]);
        const auto place = fires(rule, phrases, spares);
        if (!place) continue;
        const auto first = reading.units[place->first].first;
        const auto last = reading.units[place->last - 1].last;
        if (const auto* exception = place->exception)
            out.spared.push_back(
                {&rule, first, last, reading.units[exception->first].first, reading.units[exception->last - 1].last});
        else
            out.hits.push_back({&rule, first, last,
                                place->doubted                    ? Doubt::laughed
                                : written.guessed_in(first, last) ? Doubt::guessed
                                                                  : Doubt::none});
    }
    for (const auto& unit : reading.units)
        for (const auto symbol : unit.symbols)
            out.named = out.named || symbol == body_->detect.titled || symbol == body_->detect.name;
    const auto is_foreign = [&](const Unit& unit) { return body_->is_foreign(unit); };
    out.only_greets = only_greets(text, reading.units, body_->english, body_->greeting);
    out.unknown_language = unknown_language(text, reading.units, body_->english, is_foreign) && !out.only_greets;
    if (out.unknown_language) out.language = language_of(reading.units, body_->languages);
    out.terms = spares.harmful(std::move(reading.terms));
    return out;
}

}  // namespace models::text
