#include "models/domain/post_picture.hpp"

#include "models/domain/named.hpp"

namespace models {

namespace {

constexpr Names<PeopleShown, 4> kPeople{{"unsaid", "nobody", "adults_only", "pupils"}};
constexpr Names<Words, 3> kWords{{"read", "waiting", "unreadable"}};
constexpr Names<Framing, 3> kFramings{{"not_identifiable", "group", "identifiable"}};

}  // namespace

std::string_view to_string(PeopleShown people) {
    return kPeople.of(people);
}
std::optional<PeopleShown> people_shown_from(std::string_view name) {
    return kPeople.find(name);
}
std::string_view to_string(Words words) {
    return kWords.of(words);
}
std::optional<Words> words_from(std::string_view name) {
    return kWords.find(name);
}
std::string_view to_string(Framing framing) {
    return kFramings.of(framing);
}
std::optional<Framing> framing_from(std::string_view name) {
    return kFramings.find(name);
}

}  // namespace models
