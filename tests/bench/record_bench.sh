#!/usr/bin/env bash
# Recording comments against redis-benchmark: `record_bench.sh BUILD_DIRECTORY`.
set -euo pipefail
exec "$1/tests/bench/bench_record"
