// Fails when what a first visit downloads (document, entry, frame, first page, all they import, styles, font) exceeds its budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KB = 1024;
const root = new URL('../../wwwroot/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('assets/manifest.json', root), 'utf8'));
const shell = ['index.html', 'src/app/shell/Shell.tsx'];
const journeys = {
  visitor: {
    budget: 250,
    keys: ['index.html', 'src/app/shell/PublicFrame.tsx', 'src/app/pages/LandingPage.tsx'],
  },
  'signed in': { budget: 250, keys: [...shell, 'src/app/pages/HomePage.tsx'] },
  'symbol page': { budget: 360, keys: [...shell, 'src/app/pages/symbol/SymbolPage.tsx'] },
};

function filesOf(keys) {
  const files = new Set(['index.html', 'theme.js', 'favicon.svg']);
  const visited = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk)
      throw new Error(`The build has no chunk for ${key}; correct the journeys in scripts/check-size.mjs.`);
    if (visited.has(key)) return;
    visited.add(key);
    files.add(chunk.file);
    chunk.css?.forEach((file) => files.add(file));
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  for (const { file } of Object.values(manifest))
    if (file.includes('inter-latin-wght-normal')) files.add(file);
  return files;
}

function sizeOf(file) {
  const bytes = readFileSync(new URL(file, root));
  return file.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 6 }).length;
}

let over = false;
for (const [name, { budget, keys }] of Object.entries(journeys)) {
  const total = [...filesOf(keys)].reduce((sum, file) => sum + sizeOf(file), 0) / KB;
  over ||= total > budget;
  console.log(`First load, ${name}: ${total.toFixed(1)} KB compressed (budget ${budget} KB)`);
}
if (over) {
  console.error('First load is over budget.');
  process.exit(1);
}
