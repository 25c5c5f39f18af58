/** An answer other than 2xx, in the shape of the plane that gives it. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: string | object;
  readonly headers: Record<string, string>;

  constructor(status: number, body: string | object, headers: Record<string, string> = {}) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** google.rpc.Code, as the data plane numbers its errors. */
const rpcCodes: Record<number, number> = { 400: 3, 404: 5, 408: 4, 409: 6, 429: 8, 500: 13, 502: 14, 503: 14, 504: 4 };

/** Data plane: {"code":3,"message":"…","details":[]} */
export function rpcError(status: number, message: string, headers?: Record<string, string>): ApiError {
  return new ApiError(status, { code: rpcCodes[status] ?? 2, message, details: [] }, headers);
}

/** Control plane: {"status":404,"error":{"code":"NOT_FOUND","message":"…"}} */
export function controlError(status: number, code: string, message: string): ApiError {
  return new ApiError(status, { status, error: { code, message } });
}
