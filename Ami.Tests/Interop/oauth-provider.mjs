// An OAuth provider for tests: oauth2-mock-server, and beside it a desk that decides who is there and what goes wrong.
// Prints one line of JSON with both addresses. `POST /next` at the desk sets what the next sign-ins meet; `GET /seen` tells what the last exchange sent.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { OAuth2Server } from 'oauth2-mock-server';

// Ends with whoever started it, however that ends.
process.stdin.on('end', () => process.exit()).resume();

let next = {};
let seen = {};

const provider = new OAuth2Server();
await provider.issuer.keys.generate('RS256');
await provider.start(0, '127.0.0.1');
const address = `http://127.0.0.1:${provider.address().port}`;
provider.issuer.url = address;

provider.service.on('beforeAuthorizeRedirect', ({ url }) => {
  if (next.error) {
    url.searchParams.delete('code');
    url.searchParams.set('error', next.error);
  }
  if (next.state) url.searchParams.set('state', next.state);
});
provider.service.on('beforeTokenSigning', (token) => Object.assign(token.payload, next.claims));
provider.service.on('beforeUserinfo', (answer) => {
  answer.body = next.person ?? {};
  answer.statusCode = next.personStatus ?? 200;
});

async function text(request) {
  let all = '';
  for await (const part of request) all += part;
  return all;
}

function json(response, body, status = 200) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

const faults = {
  hang: () => undefined,
  drop: (response) => response.destroy(),
  failed: (response) => json(response, { error: 'server_error' }, 500),
  refused: (response) => json(response, { error: 'invalid_grant' }, 400),
  garbage: (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('<html>not json'),
  empty: (response) => json(response, {}),
};

const desk = createServer(async (request, response) => {
  const path = new URL(request.url, address).pathname;
  if (path === '/next') {
    next = JSON.parse(await text(request));
    return json(response, {});
  }
  if (path === '/seen') return json(response, seen);
  if (path === '/emails') return json(response, next.emails ?? []);
  if (path === '/token') {
    const body = await text(request);
    seen = Object.fromEntries(new URLSearchParams(body));
    if (next.fault) return faults[next.fault](response);
    const answer = await fetch(`${address}/token`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body });
    const tokens = await answer.json();
    if (next.forged && tokens.id_token) tokens.id_token = next.forged === 'none' ? unsigned(tokens.id_token) : tampered(tokens.id_token);
    return json(response, tokens, answer.status);
  }
  return json(response, {}, 404);
});

function tampered(token) {
  const [header, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  return [header, Buffer.from(JSON.stringify({ ...claims, sub: 'somebody-else' })).toString('base64url'), signature].join('.');
}

function unsigned(token) {
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
}

desk.listen(0, '127.0.0.1');
await once(desk, 'listening');
console.log(JSON.stringify({ provider: address, desk: `http://127.0.0.1:${desk.address().port}` }));
