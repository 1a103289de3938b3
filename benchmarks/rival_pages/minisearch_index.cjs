// Writes MiniSearch's index of documents.json: node minisearch_index.cjs OPTIONS DOCUMENTS INDEX
"use strict";

const fs = require("node:fs");
const MiniSearch = require("minisearch");

const [options, documents, index] = process.argv.slice(2);
const read = (path) => JSON.parse(fs.readFileSync(path, "utf8"));
const made = new MiniSearch(read(options));
made.addAll(read(documents));
fs.writeFileSync(index, JSON.stringify(made));
