"""Plans that were written: sealed on the way, listed, deleted."""

from __future__ import annotations

from safechat_tui import clock, files
from safechat_tui.age.keys import is_recipient, seal_to
from safechat_tui.age.passphrase import seal_passphrase
from safechat_tui.clean import clean
from safechat_tui.commands.line import Said
from safechat_tui.commands.secret import ask_new
from safechat_tui.config import Config
from safechat_tui.errors import UsageError
from safechat_tui.handout.export import SEALED, exports_in, find_export, remove_export
from safechat_tui.i18n import Translator
from safechat_tui.plain.asking import confirmed
from safechat_tui.plain.output import FAILED, GOOD, write


def sealed(data: bytes, parsed: Said, tr: Translator) -> tuple[bytes, str]:
    """Return a finished plan as the command line wishes it, sealed or not, and what its name ends with.

    Raises:
        UsageError: `bad-recipient`, `needs-terminal`.
        SafeChatError: `not-alike`.
    """
    if not parsed.seal_to and not parsed.seal:
        return data, ""

    if parsed.seal_to and not is_recipient(parsed.seal_to):
        raise UsageError("bad-recipient", value=clean(parsed.seal_to)[:70])
    if parsed.seal_to:
        return seal_to(data, [parsed.seal_to]), SEALED
    return seal_passphrase(data, ask_new(tr)), SEALED


def exports_list(parsed: Said, config: Config, tr: Translator) -> int:
    """List the written plans of the export folder, one a line."""
    files.sweep(config.export_folder)
    lines = [
        tr(
            "exports.line-sealed" if each.sealed else "exports.line",
            name=each.path.name,
            made=tr.date(clock.day_of(each.changed)),
            size=-(-each.size // 1024),
        )
        for each in exports_in(config.export_folder)
    ]
    where = clean(str(config.export_folder))
    first = tr("exports.folder" if lines else "exports.none", folder=where)
    write("\n".join([first, *lines]) + "\n")
    return GOOD


def exports_delete(parsed: Said, config: Config, tr: Translator) -> int:
    """Delete a written plan, after a question unless `--yes` was given."""
    found = find_export(config.export_folder, parsed.name)
    if not parsed.yes and not confirmed(tr("exports.sure", name=found.path.name), tr):
        return FAILED
    remove_export(found)
    write(tr("exports.deleted", name=found.path.name) + "\n")
    return GOOD
