// Checks that whatever a user can meet in the contract is described: operations, parameters, bodies, responses, headers,
// schemas, properties, variants of unions and enum values, and that deprecated ones say what to use instead.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const file = process.argv[2] ?? new URL("../../openapi/openapi.yaml", import.meta.url);
const contract = parse(readFileSync(file, "utf8"));
const missing = [];

for (const [path, item] of Object.entries(contract.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    const pointer = `${path} ${method}`;
    need(operation, pointer, "summary");
    need(operation, pointer);
    for (const parameter of operation.parameters ?? []) {
      need(parameter, `${pointer} ${parameter.name}`);
      schema(parameter.schema, `${pointer} ${parameter.name}`, false);
    }
    if (operation.requestBody) {
      need(operation.requestBody, `${pointer} request body`);
      media(operation.requestBody, `${pointer} request body`);
    }
    for (const [status, response] of Object.entries(operation.responses).filter(([, response]) => !response.$ref)) {
      need(response, `${pointer} ${status}`);
      media(response, `${pointer} ${status}`);
    }
  }
}
for (const [name, value] of Object.entries(contract.components.schemas)) {
  schema(value, name, true);
}
for (const kind of ["responses", "headers", "securitySchemes"]) {
  for (const [name, value] of Object.entries(contract.components[kind] ?? {})) {
    need(value, `${kind}/${name}`);
  }
}
for (const [name, value] of Object.entries(contract.components.examples ?? {})) {
  need(value, `examples/${name}`, "summary");
}

for (const entry of missing) {
  console.error(entry);
}
console.log(missing.length === 0 ? "Everything is described." : `${missing.length} descriptions are missing.`);
process.exitCode = missing.length === 0 ? 0 : 1;

function media(owner, where) {
  for (const content of Object.values(owner.content)) {
    schema(content.schema, where, false);
  }
}

function schema(node, where, described) {
  if (described) {
    need(node, where);
  }
  if (node.deprecated) {
    need(node, where, "x-deprecation");
  }
  for (const value of node.enum ?? []) {
    need(node["x-enum-descriptions"] ?? {}, `${where} = ${value}`, String(value));
  }
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    schema(property, `${where}.${name}`, true);
  }
  for (const item of [node.items, node.additionalProperties].filter((item) => typeof item === "object")) {
    schema(item, `${where}[]`, false);
  }
  const variants = (node.oneOf ?? node.anyOf ?? node.allOf ?? []).filter((variant) => variant.type !== "null");
  variants.forEach((variant, index) => schema(variant, `${where} variant ${index + 1}`, variants.length > 1 && !variant.$ref));
}

function need(node, where, member = "description") {
  if (typeof node[member] !== "string" || node[member].trim() === "") {
    missing.push(`${where}: ${member} is missing`);
  }
}
