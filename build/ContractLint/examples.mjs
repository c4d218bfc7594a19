// Checks every example and default of the contract against its schema, event streams included.
// Stricter than the contract itself: a member that the schema does not know is refused, since it is most likely misspelt.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const file = process.argv[2] ?? new URL("../../openapi/openapi.yaml", import.meta.url);
const contract = parse(readFileSync(file, "utf8"));

const composed = new Set();
walk(contract, "", (node) => node.allOf?.forEach((part) => composed.add(part.$ref ? resolve(part.$ref) : part)));
walk(contract, "", (node) => {
  const describesObject = (node.type === "object" || node.type?.includes?.("object")) && node.properties;
  if ((describesObject && node.additionalProperties === undefined || node.allOf) && !composed.has(node)) {
    node.unevaluatedProperties = false;
  }
});

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addFormat("unixtime", { type: "number", validate: Number.isInteger });
ajv.addSchema(contract, "contract");

let checked = 0;
const problems = [];
walk(contract, "", (node, pointer) => {
  if (pointer.startsWith("/components/examples/")) {
    return;
  }
  if (node.schema) {
    const event = pointer.endsWith("/text~1event-stream");
    for (const [name, entry] of Object.entries(node.examples ?? {})) {
      const value = (entry.$ref ? resolve(entry.$ref) : entry).value;
      (event ? checkStream : check)(`${pointer}/schema`, value, `${pointer}/examples/${name}`);
    }
    if ("example" in node) {
      check(`${pointer}/schema`, node.example, `${pointer}/example`);
    }
  } else if (isSchema(pointer)) {
    node.examples?.forEach?.((value, index) => check(pointer, value, `${pointer}/examples/${index}`));
    if ("default" in node) {
      check(pointer, node.default, `${pointer}/default`);
    }
  }
});

for (const problem of problems) {
  console.error(problem);
}
console.log(`${checked} examples and defaults checked, ${problems.length} wrong.`);
process.exitCode = problems.length === 0 && checked > 0 ? 0 : 1;

function check(schema, value, where) {
  checked++;
  const validate = ajv.getSchema(`contract#${encodeURI(schema)}`);
  if (!validate(value)) {
    for (const error of validate.errors.slice(0, 5)) {
      problems.push(`${where}: ${error.instancePath || "the value"} ${error.message} ${JSON.stringify(error.params)}`);
    }
  }
}

/** An event stream: each event's data is one chunk, the last one says [DONE]. */
function checkStream(schema, text, where) {
  const events = text.trimEnd().split("\n\n").map((event) => event.replace(/^data: /, ""));
  if (events.pop() !== "[DONE]") {
    problems.push(`${where}: does not end in [DONE]`);
  }
  events.forEach((event, index) => check(schema, JSON.parse(event), `${where}#${index}`));
}

function isSchema(pointer) {
  return /\/(schema|items|additionalProperties|properties\/[^/]+|(one|any|all)Of\/\d+)$|^\/components\/schemas\/[^/]+$/.test(pointer);
}

function resolve(reference) {
  return reference.slice(2).split("/").reduce((node, key) => node[key.replaceAll("~1", "/").replaceAll("~0", "~")], contract);
}

function walk(node, pointer, visit) {
  if (node === null || typeof node !== "object") {
    return;
  }
  visit(node, pointer);
  for (const [key, child] of Object.entries(node)) {
    walk(child, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, visit);
  }
}
