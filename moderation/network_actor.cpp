#include "moderation/network_actor.hpp"
