// Verifies access tokens with jose against a key set: first argument its address, then tokens. Prints one line of JSON per token.
import { createRemoteJWKSet, jwtVerify } from 'jose';

const [keySet, ...tokens] = process.argv.slice(2);
const keys = createRemoteJWKSet(new URL(keySet));
for (const token of tokens) {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: 'https://ami.local',
      audience: 'ami',
      algorithms: ['ES256'],
      typ: 'JWT',
      requiredClaims: ['sub', 'exp', 'nbf', 'iat', 'sid', 'jti'],
    });
    console.log(JSON.stringify({ sub: payload.sub, kid: protectedHeader.kid }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.code }));
  }
}
