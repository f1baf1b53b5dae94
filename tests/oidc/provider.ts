// An OpenID provider (oidc-provider) on a free port of 127.0.0.1, driven by the test beside it.
//
//   prints "listening <port>" when it serves; ends when its standard input closes
//   GET /test/tokens?client=c&sub=s   logs s in by the code flow with PKCE, as a browser would, and answers
//                                     {id_token, access_token}
//   POST /test/rotate                 from now on signs with new keys, under the same issuer
import { createHash, generateKeyPairSync, randomBytes, randomUUID, type KeyPairKeyObjectResult } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type ClientMetadata, type JWKS } from 'oidc-provider';

const redirectUri = 'https://client.test/callback';
const server = createServer();
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address() as AddressInfo;
const issuer = `http://127.0.0.1:${port}`;

function signingKeys(): JWKS {
  const jwk = (pair: KeyPairKeyObjectResult, alg: string): JWKS['keys'][number] =>
    ({ ...pair.privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg, use: 'sig' }) as JWKS['keys'][number];
  return {
    keys: [
      jwk(generateKeyPairSync('rsa', { modulusLength: 2048 }), 'RS256'),
      jwk(generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ES256'),
    ],
  };
}

function client(client_id: string, alg: 'RS256' | 'ES256'): ClientMetadata {
  return {
    client_id,
    token_endpoint_auth_method: 'none',
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: alg,
  };
}

function makeProvider(): Provider {
  return new Provider(issuer, {
    jwks: signingKeys(),
    clients: [client('waymark', 'RS256'), client('waymark-ec', 'ES256'), client('another', 'RS256')],
    cookies: { keys: [randomUUID()] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'locale'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/test/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: `${sub}@example.org`,
        email_verified: !sub.startsWith('unverified'),
        name: 'Ana Gomez',
        locale: 'es',
      }),
    }),
  });
}

/** Says yes to whatever the provider asks of a person. */
async function consent(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: String(params.login_hint) } });
  }
  const grant = new provider.Grant({ accountId: session?.accountId, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  const result = { consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

/** The browser's part: follows redirects with cookies until the client's address comes. */
async function codeFor(clientId: string, sub: string, challenge: string): Promise<string> {
  const jar = new Map<string, string>();
  const parameters = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    login_hint: sub,
  });
  let url = `${issuer}/auth?${parameters}`;
  for (let step = 0; step < 10; step += 1) {
    if (url.startsWith(redirectUri)) return new URL(url).searchParams.get('code') ?? '';
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${answer.status} ${await answer.text()}`);
    url = new URL(location, url).href;
  }
  throw new Error('too many redirects');
}

async function tokens(clientId: string, sub: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const code = await codeFor(clientId, sub, createHash('sha256').update(verifier).digest('base64url'));
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: clientId,
      code_verifier: verifier,
    }),
  });
  return answer.text();
}

let provider = makeProvider();

async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const url = new URL(request.url ?? '/', issuer);
  if (url.pathname === '/test/rotate') {
    provider = makeProvider();
    return response.end();
  }
  if (url.pathname === '/test/tokens') {
    return response.end(await tokens(url.searchParams.get('client') ?? '', url.searchParams.get('sub') ?? ''));
  }
  if (url.pathname.startsWith('/test/interaction/')) return consent(provider, request, response);
  return provider.callback()(request, response);
}

server.on('request', (request, response) => {
  serve(request, response).catch((error: Error) => {
    response.statusCode = 500;
    response.end(String(error.stack));
  });
});
process.stdin.resume().on('end', () => process.exit(0));
console.log(`listening ${port}`);
