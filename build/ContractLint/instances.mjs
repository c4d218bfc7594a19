// Validates instances against JSON Schemas: node instances.mjs FILE, a JSON array of { type, schema, instances: [text, …] }.
// Prints one line for each fault; an instance is given as text, so that it is judged as it is sent.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }));

for (const { type, schema, instances } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  let validate;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    console.log(`${type}: the schema is not valid: ${error.message}`);
    continue;
  }

  for (const instance of instances) {
    if (!validate(JSON.parse(instance))) {
      console.log(`${type}: ${instance}: ${ajv.errorsText(validate.errors)}`);
    }
  }
}
