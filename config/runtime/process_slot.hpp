#pragma once

#include <string>

namespace runtime {

/// A place among the processes that share a directory, with a name that outlives the process: whoever starts
/// after a crash gets the place of the dead one, and with it what that one held (leases, jobs).
///
/// A place is a file that its process keeps locked. The kernel lets go of the lock with the process, however
/// that ends, so two living processes never have one name. The name is drawn when the place is first taken and
/// belongs to this machine: a copy of the directory elsewhere gives other names.
class ProcessSlot {
  public:
    static constexpr int kPlacesMax = 64;  ///< of one kind

    /// Takes the first free place of `kind`, which is part of a file name, in `directory`, which is made.
    /// Throws std::runtime_error that says what to do when the directory cannot be used or no place is free.
    ProcessSlot(const std::string& directory, const std::string& kind);
    /// Leaves the place to the next one.
    ~ProcessSlot();

    ProcessSlot(const ProcessSlot&) = delete;
    ProcessSlot& operator=(const ProcessSlot&) = delete;

    const std::string& name() const { return name_; }

  private:
    /// False when another process holds it.
    bool take(const std::string& file);

    int lock_{-1};
    std::string name_;
};

}  // namespace runtime
