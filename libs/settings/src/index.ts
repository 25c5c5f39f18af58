export { SettingsError } from './errors';
export { loadSettings } from './load-settings';
export type { LocalCredentials, Settings } from './settings';
