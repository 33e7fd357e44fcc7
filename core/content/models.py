"""The shape of every content file, checked field by field when it is read. No file is read here."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from core.contracts import Language

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Confidence = Literal["high", "medium", "low"]
Basis = Literal["sourced", "mixed", "unverified"]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
Citation = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+#\S+$")]
Country = Literal["TH", "KH"]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Trilingual(Model):
    """The same words in Khmer, Thai and English."""

    km: Words
    th: Words
    en: Words

    def in_(self, language: Language) -> str:
        """The words in one language."""
        return str(getattr(self, language))


class Provision(Model):
    """One article, section or paragraph, in our own words. `label` is how it is shown ("section 123")."""

    key: Words
    label: Trilingual
    says: Trilingual
    note: Words | None = None


class Party(Model):
    """What a state did about an instrument, and when."""

    status: Words
    year: int | None = None


class Instrument(Model):
    """A law, convention, agreement or declaration."""

    id: Id
    kind: Literal["asean", "un", "ilo", "bilateral", "thai_law", "cambodian_law"]
    title: Trilingual
    short_title: Trilingual
    year: int
    year_be: int | None = None
    binding: bool
    binding_on: Trilingual
    thailand: Party
    cambodia: Party
    url: Words | None
    url_seen: bool
    confidence: Confidence
    basis: Basis
    as_of: date
    provisions: list[Provision]


class Statement(Trilingual):
    """A legal statement: never without the provisions it stands on."""

    cites: list[Citation] = Field(min_length=1)
    confidence: Confidence
    basis: Basis
    as_of: date
    source: Words | None = None


class When(Model):
    """For whom a variant holds; what is left out does not matter."""

    papers: Literal["with", "without"] | None = None
    place: Literal["th", "kh"] | None = None
    sector: Literal["domestic_work", "fishing", "agriculture"] | None = None


class Variant(Model):
    """What is different for some workers. Parts that are left out are as in the answer itself."""

    id: Id
    when: When
    short: Statement
    steps: list[Trilingual] = Field(default_factory=list)
    law: list[Statement] = Field(default_factory=list)
    contacts: list[Id] = Field(default_factory=list)


class Answer(Model):
    """What we say about one intent: in short, the steps, the law, whom to call."""

    intent: Id
    changes_often: bool
    as_of: date
    reviewed_by: str = ""
    expires: date | None = None
    notice: Id | None = None
    short: Statement
    steps: list[Trilingual] = Field(min_length=1)
    law: list[Statement] = Field(min_length=1)
    contacts: list[Id] = Field(min_length=1)
    variants: list[Variant] = Field(default_factory=list)


class Phone(Model):
    """A number seen in public material. `number` is E.164, or a short code that works inside its country only."""

    number: Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{3,15}$")]
    kind: Literal["short_code", "e164", "toll_free_domestic"]
    note: Trilingual | None = None


class Hours(Model):
    """When somebody answers. `always`, or opening times on working days, or only words where no more is known."""

    always: bool = False
    days: list[Annotated[int, Field(ge=0, le=6)]] = Field(default_factory=list, description="0 is Monday")
    opens: Annotated[str, StringConstraints(pattern=r"^\d\d:\d\d$")] | None = None
    closes: Annotated[str, StringConstraints(pattern=r"^\d\d:\d\d$")] | None = None
    note: Trilingual | None = None


class Channel(Model):
    """Another way to reach a contact."""

    kind: Literal["email", "line", "telegram", "app", "booklet", "facebook"]
    value: Words


class Contact(Model):
    """An office, hotline, embassy or organisation. `verified` is the date of a test call, empty until it was made."""

    id: Id
    name: Trilingual
    kind: Words
    country: Country
    provinces: list[Words]
    phones: list[Phone] = Field(default_factory=list)
    hours: Hours | None = None
    languages: list[Words]
    url: Words | None = None
    address: Trilingual | None = None
    channels: list[Channel] = Field(default_factory=list)
    serves: list[Id] = Field(min_length=1)
    dialable_from: Country | Literal["anywhere"] | None = None
    note: Trilingual | None = None
    source: Words
    as_of: date
    confidence: Confidence
    verified: date | None = None

    @property
    def reachable(self) -> bool:
        """True when a worker can do something with it: call, write, open a page or go there."""
        return bool(self.phones or self.channels or self.url or self.address)


class Place(Model):
    """A name on the map. `also` are other spellings; `careful` are spellings that are ordinary words too."""

    name: Trilingual
    also: list[Words] = Field(default_factory=list)
    careful: list[Words] = Field(default_factory=list)


class Province(Place):
    """A province of Thailand or Cambodia, by ISO 3166-2 code, with towns that are known by their own name."""

    code: Annotated[str, StringConstraints(pattern=r"^(TH|KH)-\d+$")]
    border: bool = False
    towns: list[Place] = Field(default_factory=list)


class HigherArea(Model):
    """A town or district with a higher minimum wage than its province."""

    town: Words
    baht_per_day: int


class MinimumWage(Model):
    """The daily minimum of one province, as last seen."""

    province: Words
    baht_per_day: int
    effective: date
    as_of: date
    confidence: Confidence
    basis: Basis
    higher: list[HigherArea] = Field(default_factory=list)


class OfficeWords(Model):
    """What workers call a kind of office, and which contacts they mean."""

    office: Id
    words: list[Words] = Field(min_length=1)
    contacts: list[Id] = Field(min_length=1)


class Notice(Model):
    """A dated message about the situation, shown with the answers that name it. Changed in one place."""

    id: Id
    text: Trilingual
    cites: list[Citation] = Field(default_factory=list)
    source: Words
    as_of: date
    until: date | None = None
