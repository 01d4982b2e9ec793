#!/usr/bin/env bash
# A whole assessment (normalising, rules, every model, reasons, JSON) against a bare `fasttext predict-prob` with one of
# the models, on the same texts and one core: `assess_bench.sh BUILD_DIRECTORY`.
# The texts are the invented ones of models/golden, repeated; TEXTS=N sets how many (100,000).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
gatehouse=$(realpath "$1")/gatehouse
model=$root/models/artefacts/threat.ftz
core=$(taskset -pc $$ | sed 's/.*: //; s/[,-].*//')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

/usr/bin/python3 - "$root" "$work" "${TEXTS:-100000}" <<'PYTHON'
import itertools, json, pathlib, sys
root, work, wanted = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
golden = sorted((root / "models/golden").glob("*.jsonl"))
texts = [" ".join(json.loads(line)["text"].split()) for file in golden
         for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
with open(work / "texts.jsonl", "w", encoding="utf-8") as lines, \
        open(work / "texts.txt", "w", encoding="utf-8") as plain:
    for number, text in enumerate(itertools.islice(itertools.cycle([text for text in texts if text]), wanted)):
        lines.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
        plain.write(text + "\n")
(work / "one.jsonl").write_text('{"id": 0, "text": "What time is pick up?"}\n')
(work / "one.txt").write_text("What time is pick up?\n")
PYTHON

# seconds INPUT COMMAND...: the shortest of three runs on one core; its output must have a line for every one of INPUT.
seconds() {
    local input=$1
    shift
    /usr/bin/python3 - "$core" "$input" "$work/out" "$@" <<'PYTHON'
import subprocess, sys, time
core, source, target, *command = sys.argv[1:]
best = float("inf")
for _ in range(3):
    with open(source, "rb") as given, open(target, "wb") as out:
        began = time.monotonic()
        subprocess.run(["taskset", "-c", core, *command], stdin=given, stdout=out, check=True)
        best = min(best, time.monotonic() - began)
    with open(source, "rb") as given, open(target, "rb") as out:
        if sum(1 for _ in given) != sum(1 for _ in out):
            sys.exit(f"{command[0]} did not answer every line")
print(best)
PYTHON
}

# Loading the models is taken out: it is what the same program needs for a single text.
whole=$(seconds "$work/texts.jsonl" "$gatehouse" assess)
whole_start=$(seconds "$work/one.jsonl" "$gatehouse" assess)
stock=$(seconds "$work/texts.txt" fasttext predict-prob "$model" -)
stock_start=$(seconds "$work/one.txt" fasttext predict-prob "$model" -)
/usr/bin/python3 - "$(wc -l <"$work/texts.txt")" "$whole" "$whole_start" "$stock" "$stock_start" <<'PYTHON'
import sys
count, whole, whole_start, stock, stock_start = (float(given) for given in sys.argv[1:])
ours, theirs = count / max(whole - whole_start, 1e-3), count / max(stock - stock_start, 1e-3)
print(f"{count:.0f} texts, one core: gatehouse assess {ours:.0f}/s; fasttext predict-prob threat.ftz {theirs:.0f}/s "
      f"(ratio {ours / theirs:.3f})")
print(f"loading: gatehouse assess {whole_start * 1000:.0f} ms, fasttext {stock_start * 1000:.0f} ms")
PYTHON
