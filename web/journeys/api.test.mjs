// The OpenAPI document against the schema of OpenAPI 3.1, and its examples against its own schemas.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import { startDemo } from './demo.mjs';

let demo;
let document;
before(async () => {
  demo = await startDemo();
  document = await (await fetch(demo.manifest.openapi_url)).json();
});
after(async () => {
  await demo?.stop();
});

test('the document is what OpenAPI 3.1 asks for', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  assert.ok(valid, JSON.stringify(errors, null, 1));
  assert.match(document.openapi, /^3\.1\./);
  const broken = structuredClone(document);
  delete broken.info.title;
  assert.equal((await new Validator().validate(broken)).valid, false, 'the validator finds what is wrong');
});

/** A validator of this schema of the document. */
function shape(schema) {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'document', ...document });
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')));
}

test('each example is what its schema says', () => {
  let examples = 0;
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    for (const example of [schema.example, ...(schema.examples ?? [])].filter((one) => one !== undefined)) {
      const fits = shape(schema);
      assert.ok(fits(example), `${name}: ${JSON.stringify(fits.errors)}`);
      examples += 1;
    }
  }
  assert.ok(examples > 15, `${examples} examples`);
});

test('what the lists answer is what the document says', async () => {
  const { manifest } = demo;
  const person = manifest.people.find(({ roles }) => roles.includes('leader'));
  const pair = manifest.pairs.find(({ leader }) => leader === person.id);
  const held = manifest.one_on_ones.find((one) => one.pair === pair.id && one.status === 'held');
  const ids = { pairs: pair.id, 'one-on-ones': held.id };
  let asked = 0;
  for (const [path, { get }] of Object.entries(document.paths)) {
    const address = path.replace(/([\w-]+)\/\{\w+\}/, (whole, before) => `${before}/${ids[before] ?? whole}`);
    if (get === undefined || address.includes('{')) continue;
    const answer = await fetch(manifest.base_url + address, { headers: { authorization: `Bearer ${person.api_token}` } });
    const kind = answer.headers.get('content-type').split(';')[0];
    const told = get.responses[answer.status];
    const described = told.$ref ? document.components.responses[told.$ref.split('/').at(-1)] : told;
    const fits = shape(described.content[kind].schema);
    const body = await (kind.endsWith('json') ? answer.json() : answer.text());
    assert.ok(fits(body), `GET ${address} (${answer.status}): ${JSON.stringify(fits.errors)}`);
    asked += 1;
  }
  assert.ok(asked > 12, `${asked} addresses`);
});
