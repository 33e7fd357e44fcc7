"""What the assistant can decide to do, as rasa-sdk custom actions. Pure: tracker in, things to say and requests out.
They hold no database, no key and no word: the service carries out and renders."""
