#include "moderation/store/store.hpp"
