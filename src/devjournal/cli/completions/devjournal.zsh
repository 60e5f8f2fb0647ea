#compdef devjournal dj
# devjournal: completion for zsh, of `devjournal` and `dj`.
_devjournal() {
    local value about
    local -a whole begun
    while IFS=$'\t' read -r value about; do
        if [[ $value == '*files' ]]; then
            _files
            return
        elif [[ $value == *= ]]; then
            begun+=("$value${about:+:$about}")
        else
            whole+=("$value${about:+:$about}")
        fi
    done < <(_DEVJOURNAL_COMPLETE=zsh "${(Q)words[1]}" "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    (( $#whole )) && _describe -V 'devjournal' whole
    (( $#begun )) && _describe -V 'devjournal' begun -S ''
}
if [[ $funcstack[1] == _devjournal ]]; then
    _devjournal "$@"
else
    compdef _devjournal devjournal dj
fi
