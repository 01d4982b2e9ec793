#pragma once

#include "models/image/pixels.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace models::image {

/// Reads what is written in a picture: certificates, labels, shirts, screenshots. It reads in three ways, as no single
/// one finds them all: as a page, as scattered words, and what is nearly white as if it were ink.
class TextReader {
  public:
    /// Loads the letters; before the lock.
    TextReader();
    ~TextReader();
    TextReader(const TextReader&) = delete;
    TextReader& operator=(const TextReader&) = delete;

    /// The lines that could be read in one of the pictures, each once. After some seconds it ends with what it has.
    /// Nothing when it could not look; an empty text only means that none could be read. The pictures are upright.
    std::optional<std::string> read(const std::vector<Pixels>& pictures);

  private:
    struct Letters;
    std::unique_ptr<Letters> letters_;  ///< none: they are not installed
};

}  // namespace models::image
