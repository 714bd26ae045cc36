// Counts columns of codes with crossfilter2: run by the bench in Node, in a folder that has it.
// node count_elsewhere.mjs ENGINE FOLDER: one JSON line in, one out, until the input ends.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const crossfilter = createRequire(join(process.cwd(), "/"))("crossfilter2");
const folder = process.argv[3];
const said = JSON.parse(readFileSync(join(folder, "columns.json"), "utf-8"));
const arrays = { uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array };
const columns = {};
for (const [name, one] of Object.entries(said)) {
  const bytes = readFileSync(join(folder, `${name}.bin`));
  columns[name] = new arrays[one.type](bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
const people = crossfilter(Array.from({ length: columns.age.length }, (_, row) => row));
const dimensions = {};
const groups = {};
for (const name of Object.keys(said)) {
  const column = columns[name];
  dimensions[name] = people.dimension((row) => column[row]);
  groups[name] = dimensions[name].group().reduceCount();
}
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
let before = {};
say({ people: columns.age.length });

function put(wanted) {
  for (const name of new Set([...Object.keys(before), ...Object.keys(wanted)])) {
    if (JSON.stringify(before[name]) === JSON.stringify(wanted[name])) continue;
    if (wanted[name] === undefined) {
      dimensions[name].filterAll();
    } else {
      const codes = wanted[name];
      const last = codes[codes.length - 1];
      if (last - codes[0] + 1 === codes.length) {
        dimensions[name].filterRange([codes[0], last + 1]);
      } else {
        const kept = new Set(codes);
        dimensions[name].filterFunction((code) => kept.has(code));
      }
    }
  }
  before = wanted;
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const started = performance.now();
  put(asked.wanted);
  const found = {};
  for (const name of Object.keys(groups)) {
    const counts = new Float64Array(said[name].size);
    for (const one of groups[name].all()) counts[one.key] = one.value;
    found[name] = counts;
  }
  const answer = { ms: performance.now() - started };
  if (asked.whole) answer.counts = Object.fromEntries(Object.entries(found).map(([name, one]) => [name, Array.from(one)]));
  say(answer);
}
