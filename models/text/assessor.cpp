#include "models/text/assessor.hpp"
