# devjournal: completion for bash, of `devjournal` and `dj`.
_devjournal() {
    local value about typed cut=
    COMPREPLY=()
    typed="${COMP_LINE:0:COMP_POINT}"
    typed="${typed##*[[:space:]]}"
    # Bash takes what stands behind `=` for a word of its own.
    [[ $COMP_WORDBREAKS == *=* && $typed == *=* ]] && cut="${typed%=*}="
    while IFS=$'\t' read -r value about; do
        if [[ $value == '*files' ]]; then
            compopt -o default 2>/dev/null
            COMPREPLY=()
            return
        fi
        COMPREPLY+=("${value#"$cut"}")
    done < <(_DEVJOURNAL_COMPLETE=bash "$1" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -F _devjournal devjournal dj
