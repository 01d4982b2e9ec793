// One text a line on standard input; for each a line "obscenity bad-words", 1 where the filter objects.
import {createInterface} from "node:readline";
import {Filter} from "bad-words";
import {RegExpMatcher, englishDataset, englishRecommendedTransformers} from "obscenity";

const matcher = new RegExpMatcher({...englishDataset.build(), ...englishRecommendedTransformers});
const filter = new Filter();
for await (const line of createInterface({input: process.stdin})) {
    console.log(`${matcher.hasMatch(line) ? 1 : 0} ${filter.isProfane(line) ? 1 : 0}`);
}
