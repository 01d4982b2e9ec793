#include "models/journal/journal_entry.hpp"
