// Checks every example and default of the contract against its schema, event streams included.
import { Contract, eventsOf, walk } from "./contract.mjs";

const contract = new Contract(process.argv[2] ?? new URL("../../openapi/openapi.yaml", import.meta.url));
let checked = 0;
const problems = [];
walk(contract.root, "", (node, pointer) => {
  if (pointer.startsWith("/components/examples/")) {
    return;
  }
  if (node.schema) {
    const event = pointer.endsWith("/text~1event-stream");
    for (const [name, entry] of Object.entries(node.examples ?? {})) {
      (event ? checkStream : check)(`${pointer}/schema`, contract.follow(entry).value, `${pointer}/examples/${name}`);
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
  problems.push(...contract.faults(schema, value).map((fault) => `${where}: ${fault}`));
}

/** An event stream: each event's data is one chunk, the last one says [DONE]. */
function checkStream(schema, text, where) {
  const events = eventsOf(text);
  if (events.pop() !== "[DONE]") {
    problems.push(`${where}: does not end in [DONE]`);
  }
  events.forEach((event, index) => check(schema, JSON.parse(event), `${where}#${index}`));
}

function isSchema(pointer) {
  return /\/(schema|items|additionalProperties|properties\/[^/]+|(one|any|all)Of\/\d+)$|^\/components\/schemas\/[^/]+$/.test(pointer);
}
