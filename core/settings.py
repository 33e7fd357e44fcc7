"""Every setting, typed, from environment variables that start with HELPLINE_ (or a .env file).
It refuses to start production with a default secret, and tells which setting is wrong."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import SetupError

REQUIRED_IN_PRODUCTION = ("database_url", "message_keys", "fingerprint_key", "bot_token")


class Settings(BaseSettings):
    """See .env.example for the meaning of each; a test keeps the two equal."""

    model_config = SettingsConfigDict(env_prefix="HELPLINE_", env_file=".env", extra="ignore")

    environment: Literal["development", "production"] = "development"
    var_dir: Path = Path("var")
    database_url: str = ""
    redis_url: str = ""

    message_keys: SecretStr = SecretStr("")
    fingerprint_key: SecretStr = SecretStr("")
    bot_token: SecretStr = SecretStr("")
    tracker_keys: SecretStr = SecretStr("")

    bot_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    bot_timeout_seconds: float = Field(default=8.0, gt=0)
    urgent_bot_timeout_seconds: float = Field(default=1.5, gt=0)
    bot_patience_seconds: float = Field(default=60.0, ge=0)

    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8000, gt=0, lt=65536)
    bot_port: int = Field(default=5005, gt=0, lt=65536)
    actions_port: int = Field(default=5055, gt=0, lt=65536)
    public_url: str = ""
    simulator: bool | None = None

    telegram_token: SecretStr = SecretStr("")
    telegram_webhook_secret: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"

    quiet_seconds: float = Field(default=1.0, ge=0)
    turn_lease_seconds: float = Field(default=45.0, gt=0)
    turns_at_once: int = Field(default=8, gt=0)
    owner_answer_minutes: float = Field(default=15.0, gt=0)

    @property
    def database(self) -> str:
        """The SQLAlchemy URL: the one that was set, else SQLite under `var_dir`."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var_dir / 'helpline.db'}"

    @property
    def simulator_open(self) -> bool:
        """The simulator is open in development and closed in production, unless it was set."""
        return self.environment == "development" if self.simulator is None else self.simulator


def load() -> Settings:
    """Read the settings.

    Raises:
        SetupError: names each setting that is wrong or missing, and what to do.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        wrong = "; ".join(f"HELPLINE_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise SetupError(f"a setting is wrong. {wrong}. Correct it in the environment or in .env") from None
    _refuse_missing_secrets(settings)
    return settings


def _refuse_missing_secrets(settings: Settings) -> None:
    def text(name: str) -> str:
        value = getattr(settings, name)
        return value.get_secret_value() if isinstance(value, SecretStr) else str(value)

    needed = list(REQUIRED_IN_PRODUCTION) if settings.environment == "production" else []
    if text("telegram_token") and settings.public_url:
        needed.append("telegram_webhook_secret")
    missing = [f"HELPLINE_{name.upper()}" for name in needed if not text(name)]
    if missing:
        raise SetupError(f"these must be set: {', '.join(missing)}. See .env.example")
