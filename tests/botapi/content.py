"""What people can send besides words: made-up files, places and contacts, in the Bot API's shapes.
The files hold a few bytes that are no real picture or sound."""

from collections.abc import Callable
from typing import Any

from tests.botapi.world import World, units

Json = dict[str, Any]


def text(words: str) -> Json:
    """A text with the commands in it marked."""
    entities = []
    offset = 0
    for word in words.split(" "):
        if len(word) > 1 and word.startswith("/") and word[1:].replace("@", "").replace("_", "").isascii():
            entities.append({"type": "bot_command", "offset": offset, "length": units(word)})
        offset += units(word) + 1
    return {"text": words, "entities": entities} if entities else {"text": words}


def attachment(world: World, what: str) -> Json:
    """The fields of a message with an attachment.

    Raises:
        KeyError: there is no such kind; see `KINDS`.
    """
    return KINDS[what](world)


def _file(world: World, folder: str, ending: str) -> Json:
    number = world.number()
    body = f"{folder} {number}".encode()
    world.files[f"file-{number}"] = (f"{folder}/file_{number}.{ending}", body)
    return {"file_id": f"file-{number}", "file_unique_id": f"unique-{number}", "file_size": len(body)}


def _photo(world: World) -> Json:
    sizes = ((90, 67), (320, 240))
    return {"photo": [_file(world, "photos", "jpg") | {"width": width, "height": height} for width, height in sizes]}


def _voice(world: World) -> Json:
    return {"voice": _file(world, "voice", "oga") | {"duration": 3, "mime_type": "audio/ogg"}}


def _audio(world: World) -> Json:
    return {"audio": _file(world, "music", "mp3") | {"duration": 3, "mime_type": "audio/mpeg"}}


def _video(world: World) -> Json:
    return {"video": _file(world, "videos", "mp4") | {"width": 320, "height": 240, "duration": 3}}


def _video_note(world: World) -> Json:
    return {"video_note": _file(world, "video_notes", "mp4") | {"length": 240, "duration": 3}}


def _animation(world: World) -> Json:
    moving = _file(world, "animations", "mp4")
    return {"animation": moving | {"width": 320, "height": 240, "duration": 3}, "document": dict(moving)}


def _document(world: World) -> Json:
    return {"document": _file(world, "documents", "pdf") | {"file_name": "paper.pdf", "mime_type": "application/pdf"}}


def _sticker(world: World) -> Json:
    looks = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "👍"}
    return {"sticker": _file(world, "stickers", "webp") | looks}


def _location(_: World) -> Json:
    return {"location": {"latitude": 13.5, "longitude": 100.25}}


def _venue(_: World) -> Json:
    place = {"latitude": 13.5, "longitude": 100.25}
    return {"location": place, "venue": {"location": place, "title": "A market", "address": "A street"}}


def _contact(_: World) -> Json:
    return {"contact": {"phone_number": "+10000000000", "first_name": "Somebody"}}


def _dice(_: World) -> Json:
    return {"dice": {"emoji": "🎲", "value": 4}}


KINDS: dict[str, Callable[[World], Json]] = {
    "photo": _photo,
    "voice": _voice,
    "audio": _audio,
    "video": _video,
    "video_note": _video_note,
    "animation": _animation,
    "document": _document,
    "sticker": _sticker,
    "location": _location,
    "venue": _venue,
    "contact": _contact,
    "dice": _dice,
}
