'use strict';
// Sends what is in the editor, shows what comes back, and lists the schema's types by introspection. Everything goes
// by server-sent events, so that queries and subscriptions take the same way.
const at = (id) => document.getElementById(id);
const endpoint = location.pathname;
let stop;

function headers(accept) {
  const fields = { accept, 'content-type': 'application/json', 'accept-language': at('language').value };
  const token = at('token').value.trim();
  if (token) fields.authorization = `Bearer ${token}`;
  return fields;
}

async function* events(body) {
  const decoder = new TextDecoder();
  let buffered = '';
  for await (const bytes of body) {
    buffered += decoder.decode(bytes, { stream: true });
    for (let end = buffered.indexOf('\n\n'); end >= 0; end = buffered.indexOf('\n\n')) {
      const lines = buffered.slice(0, end).split('\n');
      buffered = buffered.slice(end + 2);
      const field = (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      if (field('event') === 'next') yield JSON.parse(field('data'));
    }
  }
}

const show = (value) => {
  const text = JSON.stringify(value, null, 2);
  at('response').textContent = at('response').textContent ? `${at('response').textContent}\n\n${text}` : text;
};

async function run() {
  stop?.abort();
  stop = new AbortController();
  at('stop').disabled = false;
  at('response').textContent = '';
  at('status').textContent = 'Running…';
  const started = performance.now();
  try {
    const variables = JSON.parse(at('variables').value.trim() || '{}');
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: headers('text/event-stream, application/graphql-response+json;q=0.9'),
      body: JSON.stringify({ query: at('query').value, variables }),
      signal: stop.signal,
    });
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      for await (const event of events(response.body)) show(event);
    } else {
      show(await response.json());
    }
    at('status').textContent = `${response.status}, ${Math.round(performance.now() - started)} ms`;
  } catch (problem) {
    at('status').textContent = problem.name === 'AbortError' ? 'Stopped.' : String(problem.message);
  } finally {
    at('stop').disabled = true;
  }
}

const typeText = (type) =>
  type.kind === 'NON_NULL' ? `${typeText(type.ofType)}!` : type.kind === 'LIST' ? `[${typeText(type.ofType)}]` : type.name;

function describe(entry) {
  const args = entry.args?.length ? `(${entry.args.map((arg) => `${arg.name}: ${typeText(arg.type)}`).join(', ')})` : '';
  return entry.name + args + (entry.type ? `: ${typeText(entry.type)}` : '');
}

function element(tag, text, children = []) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function typeEntry(type) {
  const entries = type.fields ?? type.inputFields ?? type.enumValues ?? type.possibleTypes ?? [];
  const list = element('ul', '', entries.map((entry) =>
    element('li', describe(entry), entry.description ? [element('small', entry.description)] : [])));
  const parts = [element('summary', type.name)];
  if (type.description) parts.push(element('small', type.description));
  return element('details', '', [...parts, list]);
}

async function loadSchema() {
  const ref = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
  const query = `{ __schema { types { name kind description possibleTypes { name } enumValues { name description }
    inputFields { name description type { ${ref} } }
    fields { name description type { ${ref} } args { name type { ${ref} } } } } } }`;
  const response = await fetch(endpoint, {
    method: 'POST', headers: headers('application/graphql-response+json'), body: JSON.stringify({ query }),
  });
  const { data } = await response.json();
  const types = data.__schema.types.filter((type) => !type.name.startsWith('__'));
  const draw = () => {
    const wanted = at('search').value.toLowerCase();
    at('types').replaceChildren(...types.filter((type) => JSON.stringify(type).toLowerCase().includes(wanted)).map(typeEntry));
  };
  at('search').addEventListener('input', draw);
  draw();
}

at('query').value = sessionStorage.getItem('query') ?? '{\n  __typename\n}\n';
at('query').addEventListener('input', () => sessionStorage.setItem('query', at('query').value));
at('run').addEventListener('click', run);
at('stop').addEventListener('click', () => stop?.abort());
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
});
loadSchema().catch((problem) => { at('status').textContent = `The schema could not be read: ${problem.message}`; });
