// usage: npm run keys -- create --name N --scopes read,index,search,admin [--prefix P] [--per-minute N] | list | revoke ID
// Looks after the API keys in the catalog: on this machine, or in the Postgres that DATABASE_URL names.
import { parseArgs } from 'node:util';
import { type ApiKey, ApiKeys, keyScopes, type NewApiKey, openCatalog } from '@facerec/catalog';
import { loadSettings } from '@facerec/settings';
import { runTool, UsageError } from './cli/cli';
import { table } from './cli/table';
import { oneMachineEnvironment } from './one-machine/environment';

const usage = 'npm run keys -- create --name N --scopes read,index,search,admin [--prefix P] [--per-minute N] | list | revoke ID';

type Action = (keys: ApiKeys) => Promise<void>;

runTool(usage, async () => {
  const action = readArguments();
  const catalog = await openCatalog(loadSettings(oneMachineEnvironment(process.env)).catalog);
  await action(new ApiKeys(catalog)).finally(() => catalog.close());
});

function readArguments(): Action {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, scopes: { type: 'string' }, prefix: { type: 'string' }, 'per-minute': { type: 'string' } },
  });
  const [verb, id, ...more] = positionals;
  if (more.length > 0 || (id !== undefined && verb !== 'revoke')) throw new UsageError(`"${positionals.slice(verb === 'revoke' ? 2 : 1).join(' ')}" is too much.`);
  switch (verb) {
    case 'create': {
      const facts = readKey({ ...values, perMinute: values['per-minute'] });
      return (keys) => create(keys, facts);
    }
    case 'list': return list;
    case 'revoke': {
      if (id === undefined) throw new UsageError('Name the key by its id; "list" shows them.');
      return (keys) => revoke(keys, id);
    }
    default: throw new UsageError(verb === undefined ? 'Say what to do.' : `"${verb}" is not something this tool does.`);
  }
}

function readKey({ name = '', scopes = '', prefix, perMinute }: { name?: string; scopes?: string; prefix?: string; perMinute?: string }): NewApiKey {
  const asked = scopes.split(',').map((scope) => scope.trim());
  const known = keyScopes.filter((scope) => asked.includes(scope));
  if (!/^[^\p{Cc}]{1,100}$/u.test(name.trim())) throw new UsageError('--name must say in 1 to 100 characters whose key it is.');
  if (known.length !== asked.length) throw new UsageError(`--scopes must be some of ${keyScopes.join(', ')}, each once, separated by commas.`);
  if (prefix !== undefined && !/^[a-zA-Z0-9_-]{1,100}$/.test(prefix)) throw new UsageError('--prefix must be 1 to 100 of A-Z, a-z, 0-9, "_" and "-".');
  if (perMinute !== undefined && !/^[1-9]\d{0,6}$/.test(perMinute)) throw new UsageError('--per-minute must be a whole number from 1 to 9999999.');
  return { name: name.trim(), scopes: known, collectionPrefix: prefix, perMinute: perMinute === undefined ? undefined : Number(perMinute) };
}

async function create(keys: ApiKeys, facts: NewApiKey): Promise<void> {
  const { key, issued } = await keys.issue(facts);
  // The key alone on stdout, so that a script can put it where it belongs.
  console.error(`key ${issued.id} of "${issued.name}" (${issued.scopes.join(', ')}); it is shown this once and is good within seconds:`);
  console.log(key);
}

async function list(keys: ApiKeys): Promise<void> {
  const rows = (await keys.list()).map(rowOf);
  console.log(rows.length === 0 ? 'There are no keys.' : table([['id', 'name', 'ends in', 'scopes', 'collections', 'per minute', 'created', 'revoked'], ...rows]));
}

async function revoke(keys: ApiKeys, id: string): Promise<void> {
  const revoked = await keys.revoke(id);
  if (revoked === undefined) throw new Error(`there is no key "${id}"; "list" shows them.`);
  console.log(`key ${id} of "${revoked.name}" is revoked: every API refuses it within seconds.`);
}

function rowOf({ id, name, lastFour, scopes, collectionPrefix, perMinute, createdAt, revokedAt }: ApiKey): string[] {
  return [
    id, name, lastFour, scopes.join(), collectionPrefix === '' ? 'all' : `${collectionPrefix}*`, perMinute?.toString() ?? 'default', createdAt.toISOString(),
    revokedAt?.toISOString() ?? '',
  ];
}
