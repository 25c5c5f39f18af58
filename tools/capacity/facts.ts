/** What the model takes for given besides infra/scaling.json, each with its source. "Assumed" means: nobody measured it here. */

/** 53 faces in 40 photos of all kinds. Measured: the photos that the CPU figures of the pipeline come from. */
export const FACES_PER_PHOTO = 1.325;
/** 512 float32, the id and the metadata that the indexer writes. Measured on one record. */
export const RECORD_BYTES = 2_600;
/** The same record as JSON on its way to Pinecone. Measured on one record. */
export const WIRE_BYTES = 11_300;

/** libs/catalog: lease, noted ids, commit, release, receipt; two reads come with them. Counted in the code. */
export const CATALOG_WRITES_PER_PHOTO = 5;
/** Single-row writes a second for each Aurora capacity unit. Assumed: measure it with the real database. */
export const WRITES_PER_ACU = 500;
/** infra/envs/production, `database.max_capacity`; a unit has 2 GiB of memory. */
export const MAX_ACU = 16;
export const ACU_BYTES = 2 * 2 ** 30;

/** Pinecone, "Rate limits": for each namespace, on every plan; support raises them on request. */
export const PINECONE_UPSERTS_PER_S = 100;
export const PINECONE_UPSERT_BYTES_PER_S = 50e6;
/** Pinecone, "Rate limits": read units a second for each index; a query takes one for each GB of its namespace, at least 0.25 ("Understanding cost"). */
export const PINECONE_READ_UNITS_PER_S = 2_000;
/** Pinecone, "Understanding cost": one for each KB of an upsert request, at least five. */
export const PINECONE_MIN_WRITE_UNITS = 5;

/** AWS, "Best practices design patterns: optimizing Amazon S3 performance": GETs a second for each prefix. */
export const S3_GETS_PER_S = 5_500;

/** One row of the embedded store: 512 int8 in memory; on disk 258 MB for 100,000. Measured. */
export const EMBEDDED_ROW_BYTES = 512;
export const EMBEDDED_DISK_BYTES = 2_580;
/** Its exact scan of a million rows on two threads (16–22 ms), and its cold open. Measured. */
export const EMBEDDED_SCAN_S_PER_MILLION = 0.019;
export const EMBEDDED_OPEN_S_PER_MILLION = 5.6;
/** What a search may take before it feels slow, and the memory of an ordinary machine. Chosen. */
export const SEARCH_S = 1;
export const MACHINE_BYTES = 16 * 2 ** 30;

/** Share of impostor pairs above a cosine, compact pack, LFW. Measured on 1.28 million pairs. */
export const FALSE_MATCHES = [{ cosine: 0.332, share: 1e-3 }, { cosine: 0.405, share: 1e-4 }, { cosine: 0.479, share: 1e-5 }] as const;
/** Default threshold of a search with the compact pack (models/manifest.json). */
export const SEARCH_COSINE = 0.45;

/** One upsert request that is not refused. Assumed. */
export const UPSERT_S = 0.05;
/**
 * Seconds of a photo at work that are not CPU: S3 0.06, round trips to Postgres 0.01, SQS 0.02. Assumed; two photos at work for each
 * worker hide them only while they are shorter than the CPU time.
 */
export const WAITING_S_AT_WORK = 0.09;
