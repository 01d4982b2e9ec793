#include "models/image/picture_command.hpp"

#include "config/runtime/json_text.hpp"
#include "models/image/file_hash.hpp"
#include "models/image/picture_reader.hpp"

#include <cerrno>
#include <cstring>
#include <iterator>
#include <ostream>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace models::image {

namespace {

/// A file that is open for reading, or the reason why it is not.
class OpenFile {
  public:
    explicit OpenFile(const std::string& path) : file_{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)} {
        struct stat about{};
        if (file_ < 0 || ::fstat(file_, &about) != 0)
            problem_ = std::strerror(errno);
        else if (!S_ISREG(about.st_mode))
            problem_ = "it is no file";
    }
    ~OpenFile() {
        if (file_ >= 0) ::close(file_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int number() const { return file_; }
    const std::string& problem() const { return problem_; }

  private:
    int file_;
    std::string problem_;
};

void append_frame(std::string& line, const Pdq& frame) {
    fmt::format_to(std::back_inserter(line), R"("pdq":"{}","pdq_quality":{})", to_hex(frame.hash), frame.quality);
}

void append_picture(std::string& line, const Picture& picture) {
    line += ',';
    append_frame(line, picture.frames.front());
    if (picture.frames.size() > 1) {
        line += R"(,"frames":[)";
        const char* separator = "{";
        for (const auto& frame : picture.frames) {
            line += separator;
            append_frame(line, frame);
            separator = "},{";
        }
        line += "}]";
    }
    fmt::format_to(std::back_inserter(line), R"(,"gps":{})", picture.gps);
    const auto& people = picture.people;
    line += people ? fmt::format(R"(,"people":{},"largest_person":{:.4f})", people->count, people->largest)
                   : R"(,"people":null,"largest_person":null)";
    line += R"(,"text":)" + (picture.text ? runtime::json_string(*picture.text) : "null");
}

void append_refusal(std::string& line, const std::string& reason) {
    line += R"(,"refused":)" + runtime::json_string(reason);
}

/// The line for one file. unavailable as PictureReader says.
runtime::Result<std::string> line_of(const std::string& path, PictureReader& reader) {
    std::string line = R"({"file":)" + runtime::json_string(path);
    const OpenFile file{path};
    const auto sha256 = file.problem().empty() ? sha256_hex_of_file(file.number()) : runtime::Result<std::string>{};
    if (!file.problem().empty() || !sha256) {
        append_refusal(line, "it cannot be read: " + (sha256 ? file.problem() : sha256.error().message));
        return line + "}\n";
    }
    const auto picture = reader.look(file.number());
    if (!picture) return tl::unexpected(picture.error());
    line += R"(,"sha256":")" + *sha256 + '"';
    if (picture->refused.empty())
        append_picture(line, *picture);
    else
        append_refusal(line, picture->refused);
    return line + "}\n";
}

}  // namespace

std::string picture_help() {
    return "Print what is found in pictures and videos, as JSON Lines, one line for each file:\n"
           "  file         as it was given\n"
           "  sha256       of the file's bytes; missing when they cannot be read\n"
           "  pdq          perceptual hash (PDQ, 64 hex digits) of the picture as people see it: turned as its EXIF\n"
           "               says. For a video or animation, of what is shown first\n"
           "  pdq_quality  0 to 100; below 50 the hash says nothing\n"
           "  frames       pdq and pdq_quality of everything that differs, when more than one picture is in the file:\n"
           "               of an animation each frame; of a video each second, or the key frames beyond two minutes\n"
           "  gps          true when the file says where it was taken\n"
           "  people       about how many are seen; null when nobody could look, which does not mean nobody. One "
           "picture in\n"
           "               ten with people in it is not recognised as one: a person has to answer who is in a "
           "picture.\n"
           "               A video or animation is looked at in up to six places, also for text\n"
           "  largest_person  the largest face or figure as a share of the picture's area\n"
           "  text         what could be read, line by line; null when nobody looked, or it took too long\n"
           "  refused      why the file was not opened; then only file and sha256 stand beside it\n"
           "JPEG, PNG, WebP, GIF, HEIC, AVIF, MP4 and MOV are opened, each in a process without network and files.\n"
           "The exit code is 0, also when files are refused.";
}

Search search_of(bool hashes_only, bool no_text) {
    if (hashes_only) return Search::hashes;
    return no_text ? Search::people : Search::text;
}

int picture_command(const std::vector<std::string>& files, const std::string& program, Search search, std::ostream& out,
                    std::ostream& problems) {
    PictureReader reader{program, search};
    for (const auto& file : files) {
        const auto line = line_of(file, reader);
        if (!line) {
            problems << "picture: " << line.error().message << '\n';
            return 1;
        }
        out << *line << std::flush;
    }
    if (out) return 0;
    problems << "picture: the findings cannot be written\n";
    return 1;
}

}  // namespace models::image
