# The indexer. Build it from the repository's root: docker buildx bake -f docker/docker-bake.hcl indexer
FROM node:24-bookworm-slim AS build
WORKDIR /src
ENV NX_DAEMON=false
COPY .npmrc package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
# The models first: of 41 MB fetched, 7 MB stay, checked by their SHA-256.
RUN --mount=type=cache,target=/root/.npm npm run models -- install compact && npx nx pack indexer

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data HEARTBEAT_FILE=/tmp/indexer-heartbeat
# The only two places that are written to: with these as volumes the rest may be read-only.
RUN mkdir /data && chown node:node /data
VOLUME ["/data", "/tmp"]
WORKDIR /app
COPY --from=build /src/models models
COPY --from=build /src/dist/packed/indexer .
USER node
# It beats at every poll and every finished photo; two minutes are far above the slowest of both.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "process.exit(Date.now() - fs.statSync(process.env.HEARTBEAT_FILE).mtimeMs < 120_000 ? 0 : 1)"]
# How many workers fit is read from the container's own memory limit.
# The flags: photos outside the heap are freed sooner, and a worker takes 5 MB less (ARCHITECTURE.md).
CMD ["node", "--max-semi-space-size=2", "--no-parallel-scavenge", "--heap-growing-percent=100", "--no-node-snapshot", "--expose-gc", "main.js"]
