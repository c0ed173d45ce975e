"""Completion in shells: the scripts, and the names that are completed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checklist.errors import ChecklistError
from checklist.files.discovery import is_folder
from checklist.states import BY_CODE

if TYPE_CHECKING:
    from checklist.questionnaire.questionnaire import Questionnaire

_BASH = r"""
_checklist_completion() {
    local IFS=$'\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \
        _CHECKLIST_COMPLETE=complete_bash "$1" 2> /dev/null ) )
}

complete -o default -o filenames -F _checklist_completion checklist
"""

_ZSH = r"""
#compdef checklist

_checklist_completion() {
    eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" \
        _CHECKLIST_COMPLETE=complete_zsh checklist 2> /dev/null)
}

compdef _checklist_completion checklist
"""

_FISH = r"""
function _checklist_completion
    set --local found (env _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) \
        _TYPER_COMPLETE_FISH_ACTION=get-args _CHECKLIST_COMPLETE=complete_fish \
        checklist 2> /dev/null)
    if test -n "$found"
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end

complete --command checklist --no-files --arguments '(_checklist_completion)'
"""

_POWERSHELL = r"""
Register-ArgumentCompleter -Native -CommandName checklist -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $Env:_CHECKLIST_COMPLETE = "complete_powershell"
    $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
    $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
    checklist 2> $null | Where-Object { $_ } | ForEach-Object {
        $value, $help = $_ -split ":::"
        $text = if ($value -match "[()]") { "'$value'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, "ParameterValue", $help)
    }
    $Env:_CHECKLIST_COMPLETE = ""
    $Env:_TYPER_COMPLETE_ARGS = ""
    $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = ""
}
"""

SCRIPTS: Mapping[str, str] = {
    "bash": _BASH.strip(),
    "zsh": _ZSH.strip(),
    "fish": _FISH.strip(),
    "powershell": _POWERSHELL.strip(),
}
"""The script of each shell. Where nothing is completed, the shell offers files."""


def complete_set(ctx: typer.Context) -> Iterator[str]:
    """Yield the ids of the question sets."""
    for questionnaire in _questionnaires(ctx):
        yield from (part.id for part in questionnaire.sets)


def complete_recommendation(ctx: typer.Context) -> Iterator[str]:
    """Yield the recommendations: `10(b)`."""
    for questionnaire in _questionnaires(ctx):
        yield from questionnaire.recommendations


def complete_name(ctx: typer.Context) -> Iterator[str]:
    """Yield the ids of sets and questions, the numbers of questions, and the recommendations."""
    for questionnaire in _questionnaires(ctx):
        yield from (part.id for part in questionnaire.sets)
        yield from questionnaire.questions
        yield from questionnaire.numbers.values()
        yield from questionnaire.recommendations


def complete_code(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """Yield the codes of findings, the last behind those that are typed before a comma."""
    from checklist.checks.codes import ALL_LETTERS, OF_QUESTIONNAIRES, OF_REPORTS, codes

    letters = {"lint": OF_QUESTIONNAIRES, "validate": OF_REPORTS}.get(
        ctx.info_name or "", ALL_LETTERS
    )
    begun, comma, _ = incomplete.rpartition(",")
    for code in codes(letters, _questionnaires(ctx)):
        yield f"{begun}{comma}{code}"


def complete_state() -> Iterator[str | tuple[str, str]]:
    """Yield the names of the States, and their codes with the names."""
    for state in BY_CODE.values():
        yield state.name
        yield state.code, state.name


def _questionnaires(ctx: typer.Context) -> "Iterator[Questionnaire]":
    """Yield the questionnaire that is named before the cursor, or the shipped one; none if wrong.

    It is not linted: that takes longer than a person waits for a completion.
    """
    from checklist.questionnaire.loading import load, shipped  # commands that run need neither

    name = ctx.params.get("questionnaire")
    try:
        yield load(Path(name)) if name is not None and is_folder(name) else shipped(name)
    except ChecklistError:
        return
