/** Mean seconds of waiting before service; `arrivals` a second, `service` seconds. */
export interface Load {
  readonly arrivals: number;
  readonly service: number;
}

/** M/D/1 by Pollaczek and Khinchine: ρ · s / (2 · (1 − ρ)). */
export function waitOfMD1({ arrivals, service }: Load): number {
  const load = arrivals * service;
  return (load * service) / (2 * (1 - load));
}

/** M/M/c by Erlang C: probability of waiting ÷ (c/s − λ). */
export function waitOfMMc({ arrivals, service }: Load, servers: number): number {
  const offered = arrivals * service;
  // Erlang B by its recursion, which does not overflow; C follows from it.
  let blocked = 1;
  for (let server = 1; server <= servers; server++) blocked = (offered * blocked) / (server + offered * blocked);
  const waits = blocked / (1 - (offered / servers) * (1 - blocked));
  return waits / (servers / service - arrivals);
}
