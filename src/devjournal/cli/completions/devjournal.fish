# devjournal: completion for fish, of `devjournal` and `dj`.
function __devjournal_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    set -l begun (commandline -ct)
    set -l found (env _DEVJOURNAL_COMPLETE=fish $program $words "$begun" 2>/dev/null)
    if test "$found[1]" = '*files'
        __fish_complete_path "$begun"
    else
        string join \n -- $found
    end
end
complete -c devjournal -f -k -a '(__devjournal_complete)'
complete -c dj -f -k -a '(__devjournal_complete)'
