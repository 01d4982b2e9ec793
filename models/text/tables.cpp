// The two look-up tables of folding. The first is sorted by code point: it is searched by bisection.

#include "models/text/fold.hpp"

#include <algorithm>
#include <array>

namespace models::text {

namespace {

struct Lookalike {
    char32_t c;
    char latin;
};

// Folded (lower-case) letters of other scripts that are drawn like a Latin letter, as used to slip past filters.
constexpr std::array kLookalikes{
    Lookalike{0x00A1, 'i'}, Lookalike{0x00A2, 'c'}, Lookalike{0x00F0, 'd'}, Lookalike{0x00F8, 'o'},
    Lookalike{0x0111, 'd'}, Lookalike{0x0127, 'h'}, Lookalike{0x0131, 'i'}, Lookalike{0x0138, 'k'},
    Lookalike{0x0142, 'l'}, Lookalike{0x0167, 't'}, Lookalike{0x0180, 'b'}, Lookalike{0x0188, 'c'},
    Lookalike{0x0199, 'k'}, Lookalike{0x01BF, 'p'}, Lookalike{0x0251, 'a'}, Lookalike{0x0261, 'g'},
    Lookalike{0x0262, 'g'}, Lookalike{0x0268, 'i'}, Lookalike{0x0269, 'i'}, Lookalike{0x026A, 'i'},
    Lookalike{0x0274, 'n'}, Lookalike{0x0280, 'r'}, Lookalike{0x028B, 'v'}, Lookalike{0x028F, 'y'},
    Lookalike{0x0299, 'b'}, Lookalike{0x029C, 'h'}, Lookalike{0x029F, 'l'}, Lookalike{0x03B1, 'a'},
    Lookalike{0x03B2, 'b'}, Lookalike{0x03B3, 'y'}, Lookalike{0x03B5, 'e'}, Lookalike{0x03B7, 'n'},
    Lookalike{0x03B9, 'i'}, Lookalike{0x03BA, 'k'}, Lookalike{0x03BC, 'u'}, Lookalike{0x03BD, 'v'},
    Lookalike{0x03BF, 'o'}, Lookalike{0x03C1, 'p'}, Lookalike{0x03C3, 'o'}, Lookalike{0x03C4, 't'},
    Lookalike{0x03C5, 'u'}, Lookalike{0x03C7, 'x'}, Lookalike{0x03C9, 'w'}, Lookalike{0x0430, 'a'},
    Lookalike{0x0432, 'b'}, Lookalike{0x0433, 'r'}, Lookalike{0x0435, 'e'}, Lookalike{0x043A, 'k'},
    Lookalike{0x043C, 'm'}, Lookalike{0x043D, 'h'}, Lookalike{0x043E, 'o'}, Lookalike{0x043F, 'n'},
    Lookalike{0x0440, 'p'}, Lookalike{0x0441, 'c'}, Lookalike{0x0442, 't'}, Lookalike{0x0443, 'y'},
    Lookalike{0x0445, 'x'}, Lookalike{0x0448, 'w'}, Lookalike{0x044C, 'b'}, Lookalike{0x0454, 'e'},
    Lookalike{0x0455, 's'}, Lookalike{0x0456, 'i'}, Lookalike{0x0458, 'j'}, Lookalike{0x0475, 'v'},
    Lookalike{0x04AF, 'y'}, Lookalike{0x04BB, 'h'}, Lookalike{0x04CF, 'l'}, Lookalike{0x0501, 'd'},
    Lookalike{0x051B, 'q'}, Lookalike{0x051D, 'w'}, Lookalike{0x0570, 'h'}, Lookalike{0x0578, 'n'},
    Lookalike{0x057D, 'u'}, Lookalike{0x0581, 'g'}, Lookalike{0x0585, 'o'}, Lookalike{0x1D00, 'a'},
    Lookalike{0x1D04, 'c'}, Lookalike{0x1D05, 'd'}, Lookalike{0x1D07, 'e'}, Lookalike{0x1D0A, 'j'},
    Lookalike{0x1D0B, 'k'}, Lookalike{0x1D0D, 'm'}, Lookalike{0x1D0F, 'o'}, Lookalike{0x1D18, 'p'},
    Lookalike{0x1D1B, 't'}, Lookalike{0x1D1C, 'u'}, Lookalike{0x1D20, 'v'}, Lookalike{0x1D21, 'w'},
    Lookalike{0x1D22, 'z'}, Lookalike{0x20AC, 'e'}, Lookalike{0xA730, 'f'}, Lookalike{0xA731, 's'},
};

struct Pictograph {
    char32_t c;
    std::string_view name;
};

constexpr std::array kPictographs{
    Pictograph{0x2620, "skull"},      Pictograph{0x2694, "swords"},     Pictograph{0x26B0, "coffin"},
    Pictograph{0x2764, "heart"},      Pictograph{0x1F346, "aubergine"}, Pictograph{0x1F34C, "banana"},
    Pictograph{0x1F351, "peach"},     Pictograph{0x1F400, "rat"},       Pictograph{0x1F40D, "snake"},
    Pictograph{0x1F412, "monkey"},    Pictograph{0x1F435, "monkey"},    Pictograph{0x1F437, "pig"},
    Pictograph{0x1F440, "eyes"},      Pictograph{0x1F44A, "fist"},      Pictograph{0x1F47F, "devil"},
    Pictograph{0x1F480, "skull"},     Pictograph{0x1F48A, "pill"},      Pictograph{0x1F48B, "kiss"},
    Pictograph{0x1F4A3, "bomb"},      Pictograph{0x1F4A6, "drops"},     Pictograph{0x1F4A9, "poo"},
    Pictograph{0x1F4B0, "money"},     Pictograph{0x1F4F8, "camera"},    Pictograph{0x1F525, "fire"},
    Pictograph{0x1F52A, "knife"},     Pictograph{0x1F52B, "gun"},       Pictograph{0x1F595, "finger"},
    Pictograph{0x1F5E1, "knife"},     Pictograph{0x1F602, "laugh"},     Pictograph{0x1F609, "wink"},
    Pictograph{0x1F60D, "hearteyes"}, Pictograph{0x1F60F, "smirk"},     Pictograph{0x1F618, "kiss"},
    Pictograph{0x1F621, "angry"},     Pictograph{0x1F92C, "swearing"},  Pictograph{0x1F90F, "small"},
    Pictograph{0x1F910, "zipped"},    Pictograph{0x1F916, "robot"},     Pictograph{0x1F921, "clown"},
    Pictograph{0x1F922, "disgust"},   Pictograph{0x1F923, "laugh"},     Pictograph{0x1F92E, "disgust"},
    Pictograph{0x1F975, "hotface"},   Pictograph{0x1FA78, "blood"},     Pictograph{0x1FA93, "axe"},
};

}  // namespace

char32_t latin_lookalike(char32_t c) {
    if (c < 0x80) return c;
    if (c >= 0x1F150 && c <= 0x1F169) return U'a' + (c - 0x1F150);  // negative circled letters
    if (c >= 0x1F170 && c <= 0x1F189) return U'a' + (c - 0x1F170);  // negative squared letters
    const auto* found = std::lower_bound(kLookalikes.begin(), kLookalikes.end(), c,
                                         [](const Lookalike& row, char32_t wanted) { return row.c < wanted; });
    if (found == kLookalikes.end() || found->c != c) return c;
    return static_cast<char32_t>(found->latin);
}

std::string_view pictograph_name(char32_t c) {
    // Few rows, and few characters get here: a plain walk keeps the table free of an order to maintain.
    for (const auto& row : kPictographs)
        if (row.c == c) return row.name;
    return {};
}

}  // namespace models::text
