/** Where the vectors are: one serverless index with metric cosine; its namespaces are the collections. */
export interface PineconeVectorStoreOptions {
  /** PINECONE_API_KEY, of the project that holds the index. */
  readonly apiKey: string;
  /** PINECONE_INDEX_NAME */
  readonly index: string;
  /** Length of an embedding, 1..20,000; the index must have the same. */
  readonly dimension: number;
  /** PINECONE_INDEX_HOST, address of the index (data plane); default: the one that the control plane names. */
  readonly host?: string;
  /** PINECONE_CONTROLLER_HOST, address of the control plane; default: https://api.pinecone.io. */
  readonly controllerUrl?: string;
  /** Where a missing index is created; without it a missing index is an error. */
  readonly createIfMissing?: { readonly cloud: 'aws' | 'gcp' | 'azure'; readonly region: string };
  /** Longest wait for one answer, ms; default 10,000. */
  readonly timeoutMs?: number;
  /** Longest time for one request with all its repetitions, ms; default 30,000. Searches and pings get 5,000 at most. */
  readonly giveUpAfterMs?: number;
}
