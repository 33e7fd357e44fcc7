# Web, worker, actions and migrate: everything but Rasa.
FROM python:3.12-slim
RUN pip install --no-cache-dir uv==0.13.9 && useradd --create-home helpline
WORKDIR /app
COPY requirements.lock .
RUN uv pip install --system --no-cache --compile-bytecode --require-hashes -r requirements.lock
COPY core core
COPY language language
COPY channels channels
COPY escalation escalation
COPY actions actions
COPY helpline helpline
COPY content content
COPY deploy/helpline /usr/local/bin/helpline
ENV PYTHONPATH=/app PYTHONUNBUFFERED=1
USER helpline
CMD ["helpline", "web"]
