"""The reviewed facts: instruments, answers, contacts, provinces, notices. Loaded and validated in one place for all."""

from core.content.library import Content, load
from core.content.models import Answer, Contact, Instrument, Province, Trilingual

__all__ = ["Answer", "Contact", "Content", "Instrument", "Province", "Trilingual", "load"]
