#include "models/names/roster.hpp"

#include <algorithm>
#include <array>

namespace models::names {

namespace {

// Names that are also words, months, places or trades. Sorted.
constexpr std::array<std::string_view, 238> kOrdinary{
    "abbey",    "amber",   "angel",    "april",    "archer",   "art",     "ash",     "asia",   "august",    "autumn",
    "baker",    "bay",     "bear",     "bell",     "berry",    "bill",    "birch",   "bird",   "bishop",    "black",
    "blaze",    "blossom", "blue",     "bonny",    "brand",    "bridge",  "brook",   "brooks", "brown",     "buddy",
    "bush",     "butler",  "carol",    "carter",   "chance",   "charity", "chase",   "cherry", "china",     "christian",
    "clay",     "cliff",   "clover",   "cole",     "cook",     "cooper",  "coral",   "cross",  "crystal",   "daisy",
    "dale",     "dawn",    "day",      "dean",     "destiny",  "dove",    "drake",   "drew",   "duke",      "dusty",
    "earnest",  "eden",    "ember",    "ernest",   "faith",    "fern",    "field",   "fields", "fife",      "finch",
    "fisher",   "flint",   "flora",    "florence", "ford",     "forest",  "fox",     "frank",  "gale",      "garland",
    "gene",     "gill",    "ginger",   "glen",     "glory",    "grace",   "grant",   "gray",   "green",     "grey",
    "guy",      "hall",    "harmony",  "hart",     "hazel",    "heath",   "heather", "heaven", "henna",     "heron",
    "hill",     "hills",   "holly",    "honey",    "hope",     "hunter",  "india",   "iris",   "ivory",     "ivy",
    "jade",     "jasmine", "jay",      "jet",      "jewel",    "journey", "joy",     "june",   "king",      "knight",
    "lake",     "lane",    "lark",     "laurel",   "liberty",  "lily",    "long",    "lord",   "love",      "maple",
    "march",    "mark",    "marsh",    "mason",    "may",      "melody",  "mercy",   "miles",  "mill",      "mills",
    "moon",     "moor",    "noble",    "north",    "ocean",    "olive",   "opal",    "page",   "paris",     "park",
    "parker",   "pat",     "patience", "peace",    "pearl",    "penny",   "piper",   "poppy",  "porter",    "price",
    "primrose", "prince",  "rain",     "ray",      "reed",     "reef",    "rich",    "ridge",  "river",     "rob",
    "robin",    "rock",    "rocky",    "rose",     "rosemary", "rowan",   "royal",   "ruby",   "rusty",     "saffron",
    "sage",     "sailor",  "saint",    "sandy",    "savannah", "scarlet", "scout",   "sharp",  "shepherd",  "short",
    "singer",   "sky",     "skye",     "smith",    "sonny",    "sparrow", "spencer", "star",   "stella",    "sterling",
    "stone",    "storm",   "summer",   "sun",      "sunny",    "swan",    "sweet",   "taylor", "teal",      "temple",
    "trinity",  "troy",    "true",     "trust",    "tune",     "turner",  "tyler",   "vale",   "valentine", "victor",
    "victory",  "violet",  "wade",     "walker",   "ward",     "wells",   "west",    "white",  "wilde",     "will",
    "willow",   "winter",  "wise",     "wood",     "woods",    "worth",   "wren",    "young"};
static_assert(std::is_sorted(kOrdinary.begin(), kOrdinary.end()));

// Sorted.
constexpr std::array<std::string_view, 18> kParticles{"al", "bin", "da",  "de", "del", "der", "di",  "do",  "dos",
                                                      "du", "el",  "ibn", "la", "le",  "st",  "van", "von", "y"};
static_assert(std::is_sorted(kParticles.begin(), kParticles.end()));

}  // namespace

bool is_particle(std::string_view letters) {
    return std::binary_search(kParticles.begin(), kParticles.end(), letters);
}

bool is_ordinary_word(std::string_view letters) {
    return std::binary_search(kOrdinary.begin(), kOrdinary.end(), letters);
}

}  // namespace models::names
