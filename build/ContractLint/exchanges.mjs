// Answers questions on standard input, one JSON object a line, about exchanges between a client and a server:
//   {"kind":"request","operation":…,"query":{…},"body":…}         → {"faults":[…]}
//   {"kind":"response","operation":…,"status":200,"body":…}       → {"faults":[…]}   ("stream": the text of the events, in place of body)
//   {"kind":"coverage"}                                           → {"missing":[…],"exercised":N}
// The judge is the contract itself, not what the client was generated from.
import { createInterface } from "node:readline";
import { Contract, escapePointer, eventsOf } from "./contract.mjs";

const contract = new Contract(process.argv[2] ?? new URL("../../openapi/openapi.yaml", import.meta.url));
const methods = ["get", "post", "put", "patch", "delete"];
const operations = new Map();
for (const [path, item] of Object.entries(contract.root.paths)) {
  for (const method of methods.filter((name) => item[name])) {
    operations.set(item[method].operationId, {
      pointer: `/paths/${escapePointer(path)}/${method}`,
      operation: item[method],
      parameters: [...(item[method].parameters ?? []), ...(item.parameters ?? [])].map((parameter) => contract.follow(parameter)),
    });
  }
}

const exercised = new Set();
const answers = { request: judgeRequest, response: judgeResponse, coverage: reportCoverage };
createInterface({ input: process.stdin }).on("line", (line) => {
  const question = JSON.parse(line);
  console.log(JSON.stringify(answers[question.kind](question)));
});

function judgeRequest({ operation: id, query, body }) {
  const { pointer, operation, parameters } = operations.get(id);
  exercised.add(`operation ${id}`);
  const faults = Object.entries(query ?? {}).flatMap(([name, value]) => judgeParameter(id, parameters, name, value));
  const media = operation.requestBody?.content["application/json"];
  if (!media) {
    return { faults: body === undefined || body === null ? faults : [...faults, "a body where none is due"] };
  }
  const schema = `${pointer}/requestBody/content/application~1json/schema`;
  mark("request", schema, body);
  return { faults: [...faults, ...contract.faults(schema, body)] };
}

function judgeParameter(id, parameters, name, text) {
  const parameter = parameters.find((known) => known.in === "query" && (known.name === name || name.startsWith(`${known.name}[`)));
  if (!parameter) {
    return [`the query parameter '${name}' is not in the contract`];
  }
  exercised.add(`parameter ${id}.${parameter.name}`);
  if (name !== parameter.name) {
    return parameter.style === "deepObject" ? [] : [`the query parameter '${name}' is no map`];
  }
  const schema = contract.follow(parameter.schema);
  const value = schema.type === "integer" ? Number(text) : text;
  const validate = contract.ajv.compile({ ...schema });
  return validate(value) ? [] : validate.errors.map((error) => `the query parameter '${name}' ${error.message}`);
}

function judgeResponse({ operation: id, status, body, stream }) {
  const { pointer, operation } = operations.get(id);
  let response = operation.responses[status];
  if (!response) {
    return { faults: [`the status ${status} is not in the contract`] };
  }
  exercised.add(`status ${id} ${status}`);
  const base = response.$ref ? response.$ref.slice(1) : `${pointer}/responses/${status}`;
  response = contract.follow(response);
  const type = stream === undefined ? "application/json" : "text/event-stream";
  if (!response.content?.[type]) {
    return { faults: [`${type} is not in the contract for ${status}`] };
  }
  const schema = `${base}/content/${escapePointer(type)}/schema`;
  if (stream === undefined) {
    mark("response", schema, body);
    return { faults: contract.faults(schema, body) };
  }
  exercised.add(`stream ${id}`);
  const events = eventsOf(stream);
  const faults = events.pop() === "[DONE]" ? [] : ["the stream does not end in [DONE]"];
  events.forEach((event, index) => {
    const chunk = JSON.parse(event);
    mark("response", schema, chunk);
    faults.push(...contract.faults(schema, chunk).map((fault) => `chunk ${index}: ${fault}`));
  });
  return { faults };
}

function reportCoverage() {
  const wanted = new Set();
  // What a new edition has just brought, and nobody has described, has no examples yet either: lint asks for the description first.
  for (const [id, { pointer, operation, parameters }] of [...operations].filter(([, { operation }]) => operation.description)) {
    wanted.add(`operation ${id}`);
    parameters.filter((parameter) => parameter.in === "query" && parameter.description).forEach((parameter) => wanted.add(`parameter ${id}.${parameter.name}`));
    if (operation.requestBody) {
      enumerate("request", `${pointer}/requestBody/content/application~1json/schema`, wanted, new Set());
    }
    for (const [status, response] of Object.entries(operation.responses)) {
      wanted.add(`status ${id} ${status}`);
      const base = response.$ref ? response.$ref.slice(1) : `${pointer}/responses/${status}`;
      for (const type of Object.keys(contract.follow(response).content ?? {})) {
        if (type === "text/event-stream") {
          wanted.add(`stream ${id}`);
        }
        enumerate("response", `${base}/content/${escapePointer(type)}/schema`, wanted, new Set());
      }
    }
  }
  return { missing: [...wanted].filter((item) => !exercised.has(item)).sort(), exercised: [...wanted].filter((item) => exercised.has(item)).length };
}

/** Visits the parts of a schema: each member and each variant by its own pointer. */
function parts(pointer) {
  let schema = contract.at(pointer);
  while (schema.$ref && !schema.properties) {
    pointer = schema.$ref.slice(1);
    schema = contract.at(pointer);
  }
  const isNull = (variant) => contract.follow(variant).type === "null";
  return {
    pointer,
    members: Object.keys(schema.properties ?? {}).map((name) => ({ name, pointer: `${pointer}/properties/${escapePointer(name)}` })),
    variants: ["oneOf", "anyOf"].flatMap((word) => (schema[word] ?? []).map((variant, index) => ({ isNull: isNull(variant), pointer: `${pointer}/${word}/${index}` }))),
    composed: (schema.allOf ?? []).map((_, index) => `${pointer}/allOf/${index}`),
    items: schema.items ? `${pointer}/items` : null,
    values: typeof schema.additionalProperties === "object" ? `${pointer}/additionalProperties` : null,
  };
}

function enumerate(side, at, wanted, seen) {
  const schema = parts(at);
  if (seen.has(schema.pointer)) {
    return;
  }
  seen.add(schema.pointer);
  for (const member of schema.members.filter(({ pointer }) => contract.at(pointer).description)) {
    wanted.add(`${side} member ${member.pointer}`);
    enumerate(side, member.pointer, wanted, seen);
  }
  for (const variant of schema.variants.filter((entry) => !entry.isNull && (schema.variants.length === 1 || contract.follow(contract.at(entry.pointer)).description))) {
    wanted.add(`${side} variant ${variant.pointer}`);
    enumerate(side, variant.pointer, wanted, seen);
  }
  [...schema.composed, schema.items, schema.values].filter(Boolean).forEach((pointer) => enumerate(side, pointer, wanted, seen));
}

function mark(side, at, value) {
  const schema = parts(at);
  for (const variant of schema.variants) {
    if (contract.faults(variant.pointer, value).length === 0) {
      exercised.add(`${side} variant ${variant.pointer}`);
      mark(side, variant.pointer, value);
    }
  }
  schema.composed.forEach((pointer) => mark(side, pointer, value));
  if (Array.isArray(value)) {
    value.forEach((item) => schema.items && mark(side, schema.items, item));
  } else if (value !== null && typeof value === "object") {
    for (const member of schema.members.filter(({ name }) => name in value)) {
      exercised.add(`${side} member ${member.pointer}`);
      mark(side, member.pointer, value[member.name]);
    }
    if (schema.values) {
      Object.values(value).forEach((item) => mark(side, schema.values, item));
    }
  }
}
