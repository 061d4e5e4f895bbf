# The bot in a container: Python, the pinned run-time set, Nutgraf itself; no compiler, no root, all state in /data.

FROM python:3.11.14-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/build && python -m venv --without-pip /opt/nutgraf
# Before the code, so that a changed line of code does not download everything again.
COPY requirements/build.txt requirements/run.txt requirements/
RUN /opt/build/bin/pip install --require-hashes --only-binary :all: --no-deps -r requirements/build.txt \
    && /opt/build/bin/pip --python /opt/nutgraf/bin/python install \
        --require-hashes --only-binary :all: --no-deps -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY config config
COPY knowledge knowledge
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir wheels . \
    && /opt/build/bin/pip --python /opt/nutgraf/bin/python install --no-deps wheels/*.whl \
    && /opt/nutgraf/bin/nutgraf --version

FROM python:3.11.14-slim-bookworm
LABEL org.opencontainers.image.title="Nutgraf" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --system --gid 10001 nutgraf \
    && useradd --system --uid 10001 --gid nutgraf --no-create-home --home-dir /data nutgraf \
    && install --directory --owner nutgraf --group nutgraf --mode 0700 /data
COPY --from=build /opt/nutgraf /opt/nutgraf
ENV PATH=/opt/nutgraf/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NUTGRAF_DATA_DIR=/data
USER 10001:10001
WORKDIR /data
VOLUME /data
# Settings, data folder, index and time zones; a container without a token is unfinished, not unhealthy.
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m --retries=3 CMD ["nutgraf", "doctor", "--json"]
ENTRYPOINT ["nutgraf"]
CMD ["run"]
