# docker build -t foresaid . && docker run -p 127.0.0.1:8080:8080 -v foresaid:/data foresaid

FROM golang:1.26-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# SQLite is C, so cgo stays on; both stages are of one Debian, so its C library is the same.
RUN CGO_ENABLED=1 go build -trimpath -ldflags="-s -w" -o /foresaid ./cmd/foresaid

FROM debian:trixie-slim
RUN apt-get update \
	&& apt-get install -y --no-install-recommends ca-certificates tzdata \
	&& rm -rf /var/lib/apt/lists/* \
	&& useradd --system --uid 10001 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin foresaid \
	&& install -d -o foresaid -g foresaid -m 0750 /data
COPY --from=build /foresaid /usr/local/bin/foresaid

# Every network, because inside the container loopback is nobody else's; -p above says who gets in. Deadlines end
# in the container's time zone, UTC, unless FORESAID_TRACKER_TIMEZONE names another. A config.yaml in /data is read.
ENV FORESAID_SERVER_ADDRESS=0.0.0.0:8080 \
	FORESAID_DATABASE_URL=sqlite:/data/foresaid.db
USER foresaid
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["foresaid", "health"]
ENTRYPOINT ["foresaid"]
CMD ["serve"]
