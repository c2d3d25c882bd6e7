# The portal and its worker: one image, two commands (compose.yaml).
#
# Built in two steps: what installs packages stays behind, and with it pip and everything that could compile.
FROM debian:13-slim AS built

RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*

COPY requirements/run.txt /opt/loket/requirements/run.txt
# Wheels alone, each with a hash that the lock knows: nothing is compiled, and a changed package is refused.
RUN python3 -m venv /opt/loket/.venv \
    && /opt/loket/.venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: \
        -r /opt/loket/requirements/run.txt \
    && /opt/loket/.venv/bin/pip uninstall --yes pip

COPY . /opt/loket
WORKDIR /opt/loket
# In the image, so that the portal needs to write nothing there. The key is for this step alone.
RUN LOKET_PRODUCTION=1 LOKET_SECRET_KEY=only-for-collectstatic-0123456789-abcdefghijklmnopqrstuvwxyz \
    LOKET_HOSTS=localhost LOKET_FROM_EMAIL=loket@localhost DATABASE_URL=sqlite:////nowhere/loket.sqlite3 \
    .venv/bin/python manage.py collectstatic --noinput


FROM debian:13-slim

# What WeasyPrint and the report need, and the programs for backups: no compiler, no pip.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 postgresql-client \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
        fonts-inter fonts-noto-core fonts-symbola fonts-droid-fallback fonts-nanum \
        fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin loket \
    && install --directory --owner loket --group loket --mode 700 /var/lib/loket /var/backups/loket

# Owned by root: what serves the portal can't change it.
COPY --from=built /opt/loket /opt/loket
WORKDIR /opt/loket
USER 10001:10001

ENV LOKET_PRODUCTION=1 \
    LOKET_LOG=json \
    LOKET_DOCUMENTS=/var/lib/loket/documents \
    MALLOC_ARENA_MAX=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD [".venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/gezond', timeout=4)"]
CMD [".venv/bin/python", "-m", "gunicorn", "-c", "python:loket_eval.running.gunicorn_settings", "--bind", "0.0.0.0:8000"]
