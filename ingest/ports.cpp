#include "ingest/ports.hpp"
