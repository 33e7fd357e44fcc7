# Rasa with a trained model inside: what is deployed is what was measured. Train before building (`make train`).
FROM python:3.10-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc g++ && rm -rf /var/lib/apt/lists/* \
 && pip install --no-cache-dir uv==0.13.9 && useradd --create-home helpline
WORKDIR /app
COPY bot/requirements.lock bot/
RUN uv pip install --system --no-cache --compile-bytecode --require-hashes -r bot/requirements.lock
COPY bot bot
COPY language language
COPY nlu_data nlu_data
COPY content/provinces.yml content/
COPY config.yml .
COPY models models
ENV PYTHONPATH=/app PYTHONUNBUFFERED=1 RASA_TELEMETRY_ENABLED=false
USER helpline
CMD ["python", "-m", "bot.serve"]
