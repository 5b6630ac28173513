//! `goweave completion SHELL`.

use super::{COMMANDS, usage};
use crate::cli::Args;
use crate::{Status, printer};
use std::fmt::Write as _;

/// Prints a script that completes commands, flags and files.
pub(super) fn completion(args: Args) -> Status {
    let script = match args.rest.first().map(String::as_str) {
        Some("bash") => bash(),
        Some("zsh") => format!("autoload -U +X bashcompinit && bashcompinit\n{}", bash()),
        Some("fish") => fish(),
        Some(shell) => return usage("completion", &format!("unknown shell {shell}")),
        None => return usage("completion", "which shell?"),
    };
    printer::out(&script);
    Status::OK
}

fn names() -> String {
    COMMANDS.iter().map(|c| c.name).collect::<Vec<_>>().join(" ")
}

fn bash() -> String {
    let mut cases = String::new();
    for command in COMMANDS.iter().filter(|c| !c.flags.is_empty()) {
        let flags = command.flags.iter().filter(|f| !f.help.is_empty());
        let words: Vec<_> = flags.map(|f| format!("-{}", f.name)).collect();
        let _ = writeln!(cases, "    {}) words=\"{}\" ;;", command.name, words.join(" "));
    }
    format!(
        "_goweave() {{\n  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" words=\"\"\n  \
         if [ \"$COMP_CWORD\" -eq 1 ]; then\n    words=\"{}\"\n  else\n    \
         case \"${{COMP_WORDS[1]}}\" in\n{cases}    esac\n  fi\n  \
         COMPREPLY=($(compgen -W \"$words\" -- \"$word\") $(compgen -f -- \"$word\"))\n}}\n\
         complete -o filenames -F _goweave goweave\n",
        names()
    )
}

fn fish() -> String {
    let mut out = String::new();
    for command in COMMANDS {
        let _ = writeln!(
            out,
            "complete -c goweave -n __fish_use_subcommand -f -a {} -d '{}'",
            command.name, command.about
        );
        for flag in command.flags.iter().filter(|f| !f.help.is_empty()) {
            let _ = writeln!(
                out,
                "complete -c goweave -n '__fish_seen_subcommand_from {}' -o {} -d '{}'",
                command.name,
                flag.name,
                flag.help.replace('\'', "\\'")
            );
        }
    }
    out
}
