"""`safechat settings`: what is in force and from which file, and what is wrong with the files."""

from __future__ import annotations

import os
from pathlib import Path

from safechat_tui.clean import clean
from safechat_tui.commands.parser import Asked, Command
from safechat_tui.commands.problems import place
from safechat_tui.config import KEPT_SAFE, RULES, Config, settings_files
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import Translator
from safechat_tui.plain.output import DONE, FAILED, write
from safechat_tui.settings_file import line_of
from safechat_tui.text.toml import in_toml


def show(asked: Asked) -> None:
    """Tell each setting that is in force, with the file it comes from."""
    config, tr = asked.config, asked.tr
    rows = [
        (f"{key} = {in_toml(getattr(config, key), tr('settings.none'))}", _origin(key, config, tr))
        for key in RULES
    ]
    width = max(len(said) for said, _ in rows) + 2
    write("".join(f"{said:{width}}{origin}\n" for said, origin in rows))


def check(asked: Asked) -> int:
    """Tell what is wrong with the settings, at its line, with what may be written; then what was read."""
    config, tr = asked.config, asked.tr
    lines = [_told(trouble, tr) for trouble in config.troubles]
    if config.guarded:
        lines.append(tr("error.settings-guarded"))
    elif lines:
        lines.append(tr("error.settings-usual"))
    everyone, own = settings_files()
    for key in sorted(config.overruled):
        where, file = place(own, line_of(own, key)), clean(str(everyone))
        lines.append(tr("content.line", place=where, words=tr("settings.overruled", key=key, file=file)))
    wrong = {file_in_trouble(trouble) for trouble in config.troubles}
    for path in (everyone, own):
        if not os.path.lexists(path):
            lines.append(tr("settings.absent", file=clean(str(path))))
        elif clean(str(path)) not in wrong:
            lines.append(tr("settings.good", file=clean(str(path))))
    write("\n".join(lines) + "\n")
    return FAILED if config.troubles or config.overruled else DONE


def file_in_trouble(trouble: SafeChatError) -> str:
    """Return the settings file that a trouble is about; the user's own where it names none."""
    return str(trouble.params.get("leads_to") or trouble.params.get("file") or settings_files()[1])


def _told(trouble: SafeChatError, tr: Translator) -> str:
    path, key = Path(file_in_trouble(trouble)), str(trouble.params.get("key", ""))
    where = place(path, line_of(path, key) if key else 0)
    params = trouble.params if "leads_to" in trouble.params else {**trouble.params, "file": where}
    words = [tr(f"error.{trouble.code}", **params)]
    if trouble.params.get("meant"):
        words.append(tr("error.meant", meant=trouble.params["meant"]))
    return " ".join((*words, tr(f"error.{trouble.code}.hint", **params)))


def _origin(key: str, config: Config, tr: Translator) -> str:
    """Return where a setting comes from, and whether a user may change it."""
    if config.guarded and key in KEPT_SAFE:
        return tr("settings.safe")
    if key not in config.origins:
        return tr("settings.usual")
    file = clean(str(config.origins[key]))
    return tr("settings.from-locked", file=file) if key in config.locked else tr("settings.from", file=file)


COMMANDS = (Command("settings show", show), Command("settings check", check))
