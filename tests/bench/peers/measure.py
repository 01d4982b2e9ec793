#!/usr/bin/python3
"""What others make of the same texts: stock fastText, and two npm word filters.

    measure.py TRAIN.jsonl.gz DEV.jsonl.gz

Trains Debian's `fasttext` on the umbrella flag of the trusted sources (words, word pairs, n-grams of two to five
characters, 16 dimensions, 10 epochs; lower-cased raw text), and asks it and the filters of package.json (`npm ci` here
first) about the trusted sources of the dev file. `gatehouse evaluate DEV` prints the same of Gatehouse as "umbrella".
"""

import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def rows(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["use"] == "train" and row["core"] and row["toxic"] is not None:
                yield " ".join(row["text"].lower().split()), row["toxic"] == 1


def ranked(scored):
    """AUC, average precision, recall at 1 % and at 5 % false alarms."""
    scored = sorted(scored, key=lambda one: -one[0])
    positives = sum(positive for _, positive in scored)
    negatives = len(scored) - positives
    yes = no = area = precision = at_one = at_five = 0
    for _, positive in scored:
        if positive:
            yes += 1
            precision += yes / (yes + no)
        else:
            no += 1
            area += yes
        if no <= 0.01 * negatives:
            at_one = yes / positives
        if no <= 0.05 * negatives:
            at_five = yes / positives
    return area / positives / negatives, precision / positives, at_one, at_five


def fasttext_scores(train, texts):
    with tempfile.TemporaryDirectory() as place:
        lines = pathlib.Path(place, "train.txt")
        lines.write_text("".join(f"__label__{int(positive)} {text}\n" for text, positive in train), encoding="utf-8")
        model = pathlib.Path(place, "model")
        subprocess.run(["fasttext", "supervised", "-input", lines, "-output", model, "-dim", "16", "-lr", "0.1",
                        "-epoch", "10", "-wordNgrams", "2", "-minn", "2", "-maxn", "5", "-bucket", "1000000",
                        "-thread", "1", "-seed", "7", "-verbose", "0"], check=True)
        asked = "".join(text + "\n" for text in texts)
        answers = subprocess.run(["fasttext", "predict-prob", f"{model}.bin", "-", "2"], input=asked, text=True,
                                 check=True, capture_output=True).stdout.splitlines()
    scores = []
    for answer in answers:
        words = answer.split()
        chances = dict(zip(words[::2], map(float, words[1::2])))
        scores.append(chances.get("__label__1", 0.0))
    return scores


def main():
    train, dev = list(rows(sys.argv[1])), list(rows(sys.argv[2]))
    texts = [text for text, _ in dev]
    scores = fasttext_scores(train, texts)
    auc, precision, at_one, at_five = ranked(list(zip(scores, (positive for _, positive in dev))))
    print(f"{len(dev)} texts; stock fastText: AUC {auc:.3f}, average precision {precision:.3f}, "
          f"recall at 1 % {at_one:.3f}, at 5 % {at_five:.3f}")
    said = subprocess.run(["node", HERE / "filters.mjs"], input="".join(text + "\n" for text in texts), text=True,
                          check=True, capture_output=True).stdout.splitlines()
    for column, name in enumerate(("obscenity", "bad-words")):
        objected = [line.split()[column] == "1" for line in said]
        hits = sum(was and positive for was, (_, positive) in zip(objected, dev))
        alarms = sum(objected) - hits
        positives = sum(positive for _, positive in dev)
        print(f"{name}: precision {hits / max(sum(objected), 1):.3f}, recall {hits / positives:.3f}, "
              f"false alarms {alarms / (len(dev) - positives):.3f}")


if __name__ == "__main__":
    main()
