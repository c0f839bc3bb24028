# The Lojal server: docs/container.md. All packages are JavaScript and WebAssembly, so one build serves every processor.
FROM --platform=$BUILDPLATFORM node:22.20.0-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit
COPY . .
RUN npm run build -- --quiet
RUN node scripts/server-folder.js /app

FROM node:22.20.0-bookworm-slim
# The embedded database makes a folder of its own in the volume, because a volume may hold other files (lost+found).
ENV NODE_ENV=production LOJAL_HOST=0.0.0.0 LOJAL_PORT=4174 LOJAL_FOLDER=/data/lojal
WORKDIR /app
COPY --from=build /app ./
RUN mkdir -p /data && chown 1000:1000 /data && chmod 700 /data
# The user `node` of the image, by number: orchestrators check that the number is not 0.
USER 1000:1000
VOLUME /data
EXPOSE 4174
# Whether the process responds. A database that is away is no reason to restart it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LOJAL_PORT}/apps/lojal/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli/command.js"]
CMD ["serve"]
