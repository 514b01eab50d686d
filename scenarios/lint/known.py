"""The names that a scenario may use, as they stand in a file."""

CHANNELS = ("phone", "voicemail", "email", "web_form", "walk_in", "social", "text", "ticket")
# A step may write elsewhere than the conversation came in: a private reply, a note for the file, the radio.
STEP_CHANNELS = (*CHANNELS, "message", "note", "radio")
WITH_SUBJECT = ("email", "web_form", "ticket")
FEELINGS = (
    "shouting", "worried", "angry", "grieving", "confused", "ashamed", "frightened", "in_a_hurry", "grateful",
    "suspicious", "calm",
)  # fmt: skip
ACTS = ("say", "hold", "transfer", "ask", "wait", "note", "radio", "walk", "end")
MEDIA = ("image", "audio", "video")
SAMPLES = ("strong", "middling", "weak")
OPTIONS_LEAST, OPTIONS_MOST = 2, 5
