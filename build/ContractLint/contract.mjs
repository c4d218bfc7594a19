// Reads a contract for an independent JSON Schema validator, and makes it stricter than it is written:
// a member that no schema knows is refused, since it is most likely misspelt.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

// Spec: an item of this list is a ChatCompletionResponseMessage, whose role can only be "assistant". But the operation lists the messages of the
// request, and the provider's own example has one of a user: the role is not judged.
const messageList = "/paths/~1chat~1completions~1{completion_id}~1messages/get/responses/200/";

export class Contract {
  constructor(file) {
    this.root = parse(readFileSync(file, "utf8"));
    const composed = new Set();
    walk(this.root, "", (node) => node.allOf?.forEach((part) => composed.add(this.follow(part))));
    walk(this.root, "", (node) => {
      const describesObject = (node.type === "object" || node.type?.includes?.("object")) && node.properties;
      if ((describesObject && node.additionalProperties === undefined || node.allOf) && !composed.has(node)) {
        node.unevaluatedProperties = false;
      }
    });
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(this.ajv);
    this.ajv.addFormat("unixtime", { type: "number", validate: Number.isInteger });
    this.ajv.addSchema(this.root, "contract");
  }

  /** Lists what is wrong with a value by the schema at a pointer; nothing when it is right. */
  faults(pointer, value) {
    const validate = this.ajv.getSchema(`contract#${encodeURI(pointer)}`);
    const judged = pointer.startsWith(messageList) ? { ...value, data: value?.data?.map((item) => ({ ...item, role: "assistant" })) } : value;
    return validate(judged)
      ? []
      : validate.errors.slice(0, 5).map((error) => `${error.instancePath || "the value"} ${error.message} ${JSON.stringify(error.params)}`);
  }

  follow(node) {
    return node?.$ref ? this.follow(this.at(node.$ref.slice(1))) : node;
  }

  at(pointer) {
    return pointer.slice(1).split("/").reduce((node, key) => node[key.replaceAll("~1", "/").replaceAll("~0", "~")], this.root);
  }
}

export function escapePointer(key) {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function walk(node, pointer, visit) {
  if (node === null || typeof node !== "object") {
    return;
  }
  visit(node, pointer);
  for (const [key, child] of Object.entries(node)) {
    walk(child, `${pointer}/${escapePointer(key)}`, visit);
  }
}

/** Splits an event stream into the data of its events. */
export function eventsOf(text) {
  return text.trimEnd().split(/\n\n|\r\n\r\n/).map((event) => event.replace(/^data: /, ""));
}
