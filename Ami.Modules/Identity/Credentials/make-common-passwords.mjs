// Makes common-passwords.bin: the first five bytes of the SHA-256 of each common password, sorted.
// Source: npm @zxcvbn-ts/language-common 4.1.3 (MIT), its list of the 49,233 most common passwords in lower case.
//   npm pack @zxcvbn-ts/language-common@4.1.3 && tar xzf zxcvbn-ts-language-common-4.1.3.tgz
//   node make-common-passwords.mjs package/src/passwords.json
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const bytes = 5;
const [source] = process.argv.slice(2);
const passwords = new Set(JSON.parse(readFileSync(source, 'utf8')).map((p) => String(p).toLowerCase()).filter((p) => p.length >= 4));
const prefixes = [...new Set([...passwords].map((p) => createHash('sha256').update(p, 'utf8').digest().subarray(0, bytes).toString('hex')))].sort();
writeFileSync(new URL('common-passwords.bin', import.meta.url), Buffer.from(prefixes.join(''), 'hex'));
console.log(`${passwords.size} passwords, ${prefixes.length} prefixes`);
