#include "notifier/ports.hpp"
