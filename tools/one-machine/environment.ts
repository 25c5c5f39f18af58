/** Where `npm start` puts its SQS and S3; what the other tools talk to unless told otherwise. */
export const localCloudPort = 4566;

/**
 * The environment of a service on one machine: the local cloud in place of AWS. Variables that are set already stay as
 * they are, and with ENVIRONMENT=production, or an AWS account named, nothing is added.
 */
export function oneMachineEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (env['ENVIRONMENT'] === 'production' || env['AWS_PROFILE'] !== undefined || env['AWS_ACCESS_KEY_ID'] !== undefined) return env;
  return { AWS_ENDPOINT_URL: `http://127.0.0.1:${localCloudPort}`, AWS_S3_BUCKET: 'photos', ...env };
}
