# The README's run command in a container:
#
#   docker build -t zhibiao .
#   docker run --read-only --tmpfs /tmp -v zhibiao:/data -p 127.0.0.1:8000:8000 zhibiao
#
# The first start migrates the database in the volume and ingests seeds/; later starts find both done.

FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python3 -m venv --without-pip /opt/zhibiao
COPY requirements.lock ./
RUN python3 -m pip --python /opt/zhibiao/bin/python install --no-cache-dir -r requirements.lock
COPY LICENSE README.md pyproject.toml ./
COPY app app
COPY migrations migrations
RUN python3 -m pip --python /opt/zhibiao/bin/python install --no-cache-dir --no-deps .

FROM python:3.11-slim-bookworm
ENV PATH=/opt/zhibiao/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ZHIBIAO_DATABASE_URL=sqlite:////data/zhibiao.db
# A font for Chinese characters in PNG charts: 5 MB, Apache-2.0 or GPL-3+ with font exception. Debian's archive
# keeps only the newest version of a package, so a pinned one would soon be gone.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-wqy-microhei \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --no-log-init --uid 10001 --no-create-home --home-dir /nonexistent zhibiao \
    && install --directory --owner=zhibiao /data
COPY --from=build /opt/zhibiao /opt/zhibiao
WORKDIR /srv
COPY seeds seeds
USER 10001
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["zhibiao", "serve", "seeds", "--host", "0.0.0.0"]
