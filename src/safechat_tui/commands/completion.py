"""Scripts by which shells complete a line: bash, zsh and fish. They run nothing and read no plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from safechat_tui.commands.shapes import PROGRAM
from safechat_tui.commands.tree import FILES, LISTS, Command, Option, command_tree
from safechat_tui.i18n import Translator

_BASH: Final = """\
# Completion of {program} in bash.
_{program}() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD - 1]}} at= word i
    if [[ $cur == = ]]; then
        cur=
    elif [[ $prev == = ]]; then
        prev=${{COMP_WORDS[COMP_CWORD - 2]}}
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${{COMP_WORDS[i]}}
        case "$at/$word" in
{paths}
        esac
    done
    local names= values= list= files=
    case "$at:$prev" in
{options}
    *)
        case "$at" in
{commands}
        esac
        [[ $names && $cur != -* ]] && values=$names
        ;;
    esac
    if [[ $files ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    elif [[ $list ]]; then
        local before=
        [[ $cur == *,* ]] && before=${{cur%,*}},
        compopt -o nospace 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -P "$before" -W "$list" -- "${{cur##*,}}")
    else
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$cur")
    fi
}}
complete -F _{program} {program}
"""

_ZSH: Final = """\
#compdef {program}
# Completion of {program} in zsh.
_{program}() {{
    local at= i
    local -a found
    for ((i = 2; i < CURRENT; i++)); do
        case "$at/${{words[i]}}" in
{paths}
        esac
    done
    case "$at:${{words[CURRENT - 1]}}" in
{options}
    esac
    case "$at" in
{commands}
    esac
    _describe {program} found
}}
if [[ ${{funcstack[1]}} == _{program} ]]; then
    _{program} "$@"
else
    compdef _{program} {program}
fi
"""


def completion(shell: str, tr: Translator | None) -> str:
    """Return the script of a shell.

    Args:
        shell: one of SHELLS.
        tr: the language of the descriptions; none for a script without any, which suits every language.
    """
    tree = command_tree(tr or Translator("en"))
    return _SCRIPTS[shell](tree, described=tr is not None)


def _at(command: Command) -> str:
    return "".join(f"/{word}" for word in command.path)


def _choices(command: Command) -> dict[str, str]:
    """Return what may come next after a command, each with what it does."""
    found = {child.path[-1]: child.help for child in command.under}
    found |= {value: word.help for word in command.words for value in word.values}
    return found | {flag: option.help for option in command.options for flag in option.flags}


def _taking(command: Command) -> Iterable[Option]:
    return (option for option in command.options if option.metavar)


def _paths(tree: Command) -> str:
    names = "|".join(_at(command) for command in tree.walk() if command.path)
    return f'        {names}) at="$at/{{word}}" ;;'


def _script(
    template: str,
    tree: Command,
    word: str,
    *,
    option_line: Callable[[Option], str],
    command_line: Callable[[Command], str],
) -> str:
    """Return a script that looks up what follows each option that takes a value, and each command.

    Args:
        template: the script around both tables.
        tree: the commands.
        word: the word at hand in the words of the shell.
        option_line: what is offered after an option.
        command_line: what is offered after a command.
    """
    options = [
        f"    {'|'.join(f'{_at(command)}:{flag}' for flag in option.flags)}) {option_line(option)} ;;"
        for command in tree.walk()
        for option in _taking(command)
    ]
    return template.format(
        program=PROGRAM,
        paths=_paths(tree).replace("{word}", word),
        options="\n".join(options),
        commands="\n".join(f"{command_line(command)} ;;" for command in tree.walk()),
    )


def _bash(tree: Command, *, described: bool) -> str:
    def option_line(option: Option) -> str:
        if option.dest in FILES:
            return "files=1"
        return f'{"list" if option.dest in LISTS else "values"}="{" ".join(option.values)}"'

    def command_line(command: Command) -> str:
        files = " files=$([[ $cur == -* ]] || echo 1)" if _takes_files(command) else ""
        own = [flag for option in command.options for flag in option.flags]
        names = [name for name in _choices(command) if name not in own]
        return f'        "{_at(command)}") names="{" ".join(names)}" values="{" ".join(own)}"{files}'

    return _script(_BASH, tree, "$word", option_line=option_line, command_line=command_line)


def _takes_files(command: Command) -> bool:
    return any(word.dest in FILES for word in command.words)


def _zsh(tree: Command, *, described: bool) -> str:
    def option_line(option: Option) -> str:
        values = " ".join(option.values)
        if option.dest in FILES:
            return "_files; return"
        if option.dest in LISTS:
            return f"_values -s , {option.dest} {values}; return"
        return f"compadd -- {values}; return"

    def command_line(command: Command) -> str:
        items = " ".join(_zsh_item(name, words, described) for name, words in _choices(command).items())
        files = " [[ $PREFIX == -* ]] || _files;" if _takes_files(command) else ""
        return f'    "{_at(command)}"){files} found=({items})'

    return _script(_ZSH, tree, "${words[i]}", option_line=option_line, command_line=command_line)


def _zsh_item(name: str, words: str, described: bool) -> str:
    return _quoted(f"{name}:{words}" if described else name)


def _fish(tree: Command, *, described: bool) -> str:
    lines = [f"# Completion of {PROGRAM} in fish.", f"complete -c {PROGRAM} -f"]
    for command in tree.walk():
        when = _fish_when(command)
        for child in command.under:
            lines.append(_fish_line(when, f"-a {child.path[-1]}", child.help, described))
        for word in command.words:
            if word.dest in FILES:
                lines.append(_fish_line(when, "-F", "", described))
            elif word.values:
                lines.append(_fish_line(when, f"-a {_quoted(' '.join(word.values))}", word.help, described))
        for option in command.options:
            lines.append(_fish_line(when, _fish_option(option), option.help, described))
    return "\n".join(lines) + "\n"


def _fish_when(command: Command) -> str:
    if not command.path:
        return "__fish_use_subcommand"
    seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in command.path)
    if not command.under:
        return seen
    return (
        f"{seen}; and not __fish_seen_subcommand_from {' '.join(child.path[-1] for child in command.under)}"
    )


def _fish_option(option: Option) -> str:
    flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
    if not option.metavar:
        return flags
    if option.dest in FILES:
        return f"{flags} -r -F"
    if option.dest in LISTS:
        return f"{flags} -x -a {_quoted('(__fish_append , ' + ' '.join(option.values) + ')')}"
    return f"{flags} -x -a {_quoted(' '.join(option.values))}"


def _fish_line(when: str, does: str, words: str, described: bool) -> str:
    said = f" -d {_quoted(words)}" if described and words else ""
    return f"complete -c {PROGRAM} -n {_quoted(when)} {does}{said}"


def _quoted(words: str) -> str:
    """Return words between quotes that a shell leaves alone."""
    return "'" + words.replace("\\", "").replace("'", "’") + "'"


_SCRIPTS: Final[Mapping[str, Callable[..., str]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}
"""What makes the script of each shell."""
