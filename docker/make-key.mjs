// usage: node make-key.mjs KEY_FILE DIGEST_FILE
// Makes a key for the api once, writes its SHA-256 where the api reads it, and prints it.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [keyFile, digestFile] = process.argv.slice(2);
if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 });
const key = readFileSync(keyFile, 'utf8');
writeFileSync(digestFile, createHash('sha256').update(key).digest('hex'));
process.stdout.write(`API key: ${key}\n`);
