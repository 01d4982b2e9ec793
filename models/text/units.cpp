#include "models/text/units.hpp"

#include "models/text/account_numbers.hpp"
#include "models/text/detectors.hpp"

namespace models::text {

DetectorSymbols::DetectorSymbols(PhraseBook& book)
    : phone{book.symbol("#phone")},
      email{book.symbol("#email")},
      link{book.symbol("#link")},
      shortener{book.symbol("#shortener")},
      mention{book.symbol("#mention")},
      postcode{book.symbol("#postcode")},
      address{book.symbol("#address")},
      sort_code{book.symbol("#sort_code")},
      card_number{book.symbol("#card_number")},
      iban{book.symbol("#iban")},
      insurance_number{book.symbol("#insurance_number")},
      money{book.symbol("#money")},
      time{book.symbol("#time")},
      number{book.symbol("#number")},
      age{book.symbol("#age")},
      year_group{book.symbol("#year_group")},
      titled{book.symbol("#titled")},
      name{book.symbol("#name")},
      caps{book.symbol("#caps")},
      slur{book.symbol("#slur")},
      swear{book.symbol("#swear")},
      sexual{book.symbol("#sexual")},
      insult{book.symbol("#insult")},
      origin_slur{book.symbol("#origin_slur")},
      orientation_slur{book.symbol("#orientation_slur")},
      disability_slur{book.symbol("#disability_slur")},
      strong{book.symbol("#strong")},
      emoji{book.symbol("#emoji")} {}

namespace {

class Reader {
  public:
    Reader(std::span<const Token> tokens, const PhraseBook& book, const DetectorSymbols& detect, const Lexicon& lexicon)
        : tokens_{tokens}, book_{book}, detect_{detect} {
        reading_.terms = lexicon.find(tokens);
    }

    Reading run() {
        while (at_ < tokens_.size()) one();
        return std::move(reading_);
    }

  private:
    void one() {
        const auto rest = tokens_.subspan(at_);
        if (rest[0].kind == TokenKind::sign &&
            rest[0].text == "!") {  // says nothing, and stands between the words of phrases
            ++at_;
            return;
        }
        Unit unit;
        unit.first = at_;
        unit.last = at_ + 1;
        join(rest, unit);
        book_.symbols_of(rest[0].text, unit.symbols);
        if (rest[0].raw != rest[0].text) book_.symbols_of(rest[0].raw, unit.symbols);
        single(rest[0], unit);
        terms(unit);
        at_ = unit.last;
        reading_.units.push_back(std::move(unit));
    }

    /// The longest of what spans several tokens.
    void join(std::span<const Token> rest, Unit& unit) {
        const auto take = [&](std::size_t length, Symbol symbol) {
            if (length == 0) return false;
            unit.last = at_ + length;
            unit.symbols.push_back(symbol);
            return true;
        };
        const auto kind = rest[0].kind;
        if (kind != TokenKind::word && kind != TokenKind::number) return;
        if (take(card_number_at(rest), detect_.card_number) || take(iban_at(rest), detect_.iban)) return;
        if (take(insurance_number_at(rest), detect_.insurance_number)) return;
        if (take(spelt_email_at(rest), detect_.email)) return;
        if (take(phone_at(rest), detect_.phone) || take(sort_code_at(rest), detect_.sort_code)) return;
        if (take(postcode_at(rest), detect_.postcode) || take(address_at(rest), detect_.address)) return;
        if (take(time_at(rest), detect_.time) || take(year_group_at(rest), detect_.year_group)) return;
        take(titled_at(rest), detect_.titled);
    }

    void single(const Token& token, Unit& unit) const {
        const auto put = [&](bool is, Symbol symbol) {
            if (is) unit.symbols.push_back(symbol);
        };
        const int number = small_number(token);
        put(token.kind == TokenKind::number, detect_.number);
        put(number >= 4 && number <= 12, detect_.age);
        put(token.kind == TokenKind::email, detect_.email);
        put(token.kind == TokenKind::link, detect_.link);
        put(token.kind == TokenKind::link && is_shortener(token), detect_.shortener);
        put(token.kind == TokenKind::mention, detect_.mention);
        put(token.kind == TokenKind::pictograph, detect_.emoji);
        put(token.text == "£" || token.text == "$" || token.text == "quid" || token.text == "btc", detect_.money);
        // At the start of a sentence everything has a capital: it proves nothing there.
        put(token.capital && !token.sentence_start && token.text.size() >= 3, detect_.name);
    }

    void terms(Unit& unit) {
        while (next_term_ < reading_.terms.size() && reading_.terms[next_term_].last <= unit.first) ++next_term_;
        if (next_term_ >= reading_.terms.size() || reading_.terms[next_term_].first > unit.first) return;
        const auto& term = reading_.terms[next_term_].term;
        if (reading_.terms[next_term_].first == unit.first)
            unit.last = std::max(unit.last, reading_.terms[next_term_].last);
        constexpr int kStrong = 20;
        if (term.strength >= kStrong) unit.symbols.push_back(detect_.strong);
        if (term.slur() && term.strength >= kStrong) unit.symbols.push_back(detect_.slur);
        switch (term.kind) {
            case TermKind::profanity: unit.symbols.push_back(detect_.swear); break;
            case TermKind::sexual: unit.symbols.push_back(detect_.sexual); break;
            case TermKind::origin:
            case TermKind::religion: unit.symbols.push_back(detect_.origin_slur); break;
            case TermKind::orientation: unit.symbols.push_back(detect_.orientation_slur); break;
            case TermKind::disability: unit.symbols.push_back(detect_.disability_slur); break;
            case TermKind::insult: unit.symbols.push_back(detect_.insult); break;
        }
    }

    std::span<const Token> tokens_;
    const PhraseBook& book_;
    const DetectorSymbols& detect_;
    Reading reading_;
    std::size_t at_{0};
    std::size_t next_term_{0};
};

}  // namespace

Reading read_units(std::span<const Token> tokens, const PhraseBook& book, const DetectorSymbols& detect,
                   const Lexicon& lexicon) {
    return Reader{tokens, book, detect, lexicon}.run();
}

}  // namespace models::text
