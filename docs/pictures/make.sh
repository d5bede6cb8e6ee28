#!/usr/bin/env bash
# Makes the pictures of the README anew, in both languages: six screens, and page one of a plan as it is printed.
# Needs Xvfb, xterm, xdotool, ImageMagick, poppler-utils and the font DejaVu Sans Mono. Look at them afterwards.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
program=$PWD/.venv/bin/safechat
pictures=$PWD/docs/pictures
work=$(mktemp -d)
jobs=()
trap 'kill "${jobs[@]}" 2>/dev/null; rm -rf "$work"' EXIT

# What somebody sees who has worked with the program before.
umask 077
mkdir -p "$work"/{config,data}/safechat
printf 'guide = "messages"\nkeep = "plain"\nregion = "qc"\n' >"$work/config/safechat/settings.toml"
touch "$work/data/safechat/welcomed"
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data HOME=$work

exec 3>"$work/display"
Xvfb -displayfd 3 -screen 0 900x700x24 -nolisten tcp 2>/dev/null &
jobs+=($!)
until [[ -s $work/display ]]; do sleep 0.1; done
DISPLAY=:$(<"$work/display")
export DISPLAY

keys() { for key in "$@"; do xdotool key "$key"; sleep 0.5; done; }

# The keys that lead from one picture to the next: the opening, a question answered, the card of urgent help, what she
# wants, a strategy with its card, the plan.
declare -A steps=(
    [0-opening]=""
    [1-question]="1 Return Return Return Down space"
    [2-urgent]="exclam"
    [3-wants]="Escape 2 space Return space Return Return Return space"
    [4-strategies]="3 space Down space Down Down space"
    [5-plan]="4 Next"
)
for lang in en fr; do
    SAFECHAT_LANG=$lang xterm -fa "DejaVu Sans Mono" -fs 11 -geometry 80x24+0+0 -bw 0 -bg "#1b1b1f" -fg "#e6e6e6" \
        -e "$program" &
    jobs+=($!)
    sleep 4
    for name in 0-opening 1-question 2-urgent 3-wants 4-strategies 5-plan; do
        # The words are keys, one each.
        # shellcheck disable=SC2086
        keys ${steps[$name]}
        sleep 1
        import -window root -crop "$(xdotool search --class xterm getwindowgeometry | awk '/Geometry/ {print $2}')+0+0" \
            +repage "$work/$lang-$name.png"
    done
    keys ctrl+x
    sleep 1
    montage "$work/$lang"-?-*.png -tile 2x -geometry +6+6 -background white -colors 16 -strip \
        "PNG8:$pictures/screens-$lang.png"
    "$program" handout --lang $lang --steps legal.capture-alert,legal.screenshots,contact.mute,access.passwords,removal.report,stop.block \
        --goals stop,record --platforms snapchat --region qc --parts plan --format pdf -o "$work/$lang.pdf" >/dev/null
    pdftoppm -r 72 -gray -png -singlefile "$work/$lang.pdf" "$work/page"
    convert "$work/page.png" -bordercolor "#999999" -border 1 -colors 16 -strip "PNG8:$pictures/page-one-$lang.png"
done
