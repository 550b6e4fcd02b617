/** A shell, and what it must be told so that it completes `grantry`. Each asks `grantry __complete`, so that no flag is ever stale. */
export interface ShellScript {
  readonly shell: string;
  /** How it is switched on for good. */
  readonly install: readonly string[];
  readonly script: string;
}

const bash = `# bash completion for grantry
_grantry() {
  local word
  local -a words
  # bash breaks words at "=" and ":"; the line is taken as it stands, up to the cursor.
  read -r -a words <<<"\${COMP_LINE:0:COMP_POINT}"
  [[ "\${COMP_LINE:0:COMP_POINT}" == *[[:space:]] ]] && words+=("")
  word="\${words[\${#words[@]}-1]}"
  COMPREPLY=()
  local line offered
  while IFS=$'\\t' read -r offered line; do
    [[ -n "$offered" ]] || continue
    [[ "$offered" == *=* && "$word" == *=* ]] && offered="\${offered#*=}"
    COMPREPLY+=("$offered")
  done < <("\${words[0]}" __complete "\${words[@]:1}" 2>/dev/null)
}
complete -o default -F _grantry grantry
`;

const zsh = `#compdef grantry
# zsh completion for grantry
_grantry() {
  local -a offered
  local word meaning
  while IFS=$'\\t' read -r word meaning; do
    [[ -n "$word" ]] && offered+=("\${word//:/\\\\:}\${meaning:+:$meaning}")
  done < <("\${words[1]}" __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#offered} )); then
    _describe -V 'grantry' offered
  else
    _files
  fi
}
if [[ "\${funcstack[1]}" == _grantry ]]; then
  _grantry "$@"
else
  compdef _grantry grantry
fi
`;

const fish = `# fish completion for grantry
function __grantry_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l word (commandline --cut-at-cursor --current-token)
    set -l offered ($words[1] __complete $words[2..-1] "$word" 2>/dev/null)
    if test (count $offered) -gt 0
        printf '%s\\n' $offered
    else
        __fish_complete_path "$word"
    end
end
complete --command grantry --no-files --keep-order --arguments '(__grantry_complete)'
`;

const powershell = `# PowerShell completion for grantry
Register-ArgumentCompleter -Native -CommandName grantry -ScriptBlock {
    param($word, $tree, $cursor)
    # What stands before the word; what comes after the cursor has no say in it.
    $words = @($tree.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.Extent.Text })
    $before = @($words | Select-Object -Skip 1)
    # Arguments of native commands lose empty text unless it is quoted.
    $typed = if ($word) { $word } elseif ($PSNativeCommandArgumentPassing -in 'Standard', 'Windows') { '' } else { '""' }
    & $words[0] __complete @before $typed 2>$null | ForEach-Object {
        $offered, $meaning = $_ -split "\`t", 2
        if (-not $meaning) { $meaning = $offered }
        [System.Management.Automation.CompletionResult]::new($offered, $offered, 'ParameterValue', $meaning)
    }
}
`;

/** Every shell there is completion for. */
export const shellScripts: readonly ShellScript[] = [
  { shell: 'bash', install: ["echo 'source <(grantry completion bash)' >>~/.bashrc"], script: bash },
  { shell: 'zsh', install: ["echo 'source <(grantry completion zsh)' >>~/.zshrc"], script: zsh },
  { shell: 'fish', install: ['grantry completion fish >~/.config/fish/completions/grantry.fish'], script: fish },
  { shell: 'powershell', install: ['grantry completion powershell >>$PROFILE'], script: powershell },
];
