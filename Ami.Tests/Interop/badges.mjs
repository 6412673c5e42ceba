// Verifies badges with the Digital Credentials Consortium's verifier, as it is. Argument: a file with { documents, badges }: what there is on the network, by
// address, and what is to be verified. Nothing else is fetched. Prints one line of JSON per badge.
import { readFile } from 'node:fs/promises';

const { documents, badges } = JSON.parse(await readFile(process.argv[2], 'utf8'));
// Its own words about what it could not fetch, such as a schema, are no verdicts.
console.log = console.error = console.warn = () => {};
globalThis.fetch = async (asked) => {
  const address = String(asked.url ?? asked);
  return address in documents
    ? new Response(JSON.stringify(documents[address]), { headers: { 'content-type': 'application/json' } })
    : new Response('', { status: 404 });
};
const { verifyCredential } = await import('@digitalcredentials/verifier-core');
for (const credential of badges) {
  const { log = [], errors = [] } = await verifyCredential({ credential, knownDIDRegistries: [] });
  const step = (id) => log.find((one) => one.id === id);
  const verdict = {
    signature: step('valid_signature')?.valid ?? false,
    status: step('revocation_status')?.valid ?? false,
    errors: [...errors, ...log.flatMap(({ error }) => (error ? [error] : []))].map(({ name }) => name),
  };
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
