"""Keeps every word a worker wrote out of the assistant's output, at any log level and also when something breaks.

A library's record is told by place and level, an exception by its kinds and lines; it refuses to pass on a library's
own sentence, because Rasa puts the message, the tracker and the action server's reply into many of them.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import traceback
import warnings
from types import TracebackType
from typing import Any, Dict, Optional, Tuple, Type

import structlog

# Whose sentences are passed on: our own loggers, which carry ids only.
TRUSTED_LOGGER = "helpline"
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
DEEPEST_FRAMES = 12

_make_record = logging.LogRecord


def quiet(level: str) -> None:
    """Take over all output of this process; `level` is a name such as INFO. Call it before Rasa is imported.

    Safe to call twice. Handlers that a library adds later get the same stripped records, since the stripping happens
    where records are made.
    """
    logging.setLogRecordFactory(_stripped_record)
    # What libraries say below a warning is only their place in the code: worth its lines when looking for a fault.
    libraries = level if level == "DEBUG" else max(logging.getLevelName(level), logging.WARNING)
    logging.basicConfig(format=FORMAT, stream=sys.stdout, level=libraries, force=True)
    logging.getLogger(TRUSTED_LOGGER).setLevel(level)
    structlog.configure(
        processors=[_event_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    warnings.showwarning = _show_warning
    sys.excepthook = _excepthook
    threading.excepthook = lambda args: _excepthook(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _log_failure("unraisable", args.exc_value)


def watch_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Let failures of background tasks on `loop` be told like all others: by kind and place."""
    loop.set_exception_handler(lambda _, context: _log_failure("background task", context.get("exception")))


def describe(error: Optional[BaseException]) -> str:
    """The kinds and places of `error` and of what caused it, without any of their sentences."""
    parts = []
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = traceback.extract_tb(error.__traceback__)[-DEEPEST_FRAMES:]
        places = " < ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(frames))
        parts.append(f"{type(error).__name__} at {places or '?'}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return " from ".join(parts) or "no exception"


def _stripped_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _make_record(*args, **kwargs)
    error = record.exc_info[1] if record.exc_info else None
    if not _is_trusted(record.name):
        record.msg, record.args = f"{record.funcName}:{record.lineno}", None
    if record.exc_info:
        record.msg, record.args = f"{record.getMessage()} | {describe(error)}", None
    record.exc_info = record.exc_text = record.stack_info = None
    return record


def _is_trusted(name: str) -> bool:
    return name == TRUSTED_LOGGER or name.startswith(TRUSTED_LOGGER + ".")


def _event_only(_: Any, __: str, event: Dict[str, Any]) -> Tuple[Tuple[str], Dict[str, Any]]:
    kept = {"exc_info": event["exc_info"]} if event.get("exc_info") else {}
    return ("event",), kept


def _show_warning(message: Any, category: Type[Warning], filename: str, lineno: int, *_: Any) -> None:
    if issubclass(category, DeprecationWarning):
        return  # of libraries this environment is pinned to
    logging.getLogger("helpline.warnings").warning("%s at %s:%s", category.__name__, _short(filename), lineno)


def _excepthook(kind: Type[BaseException], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _log_failure("stopped by", error)


def _log_failure(what: str, error: Optional[BaseException]) -> None:
    logging.getLogger("helpline.failures").critical("%s %s", what, describe(error))


def _short(filename: str) -> str:
    return "/".join(filename.replace("\\", "/").split("/")[-3:])
