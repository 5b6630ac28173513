//! The command line as the go command reads it: `-flag`, `--flag`, `-flag=x` and `-flag x`.

use std::fmt::Write as _;

/// One flag of a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flag {
    /// Without the dash.
    pub(crate) name: &'static str,
    /// What its value is called in the help; empty for a switch.
    pub(crate) value: &'static str,
    /// One line of help; empty for flags that help does not show.
    pub(crate) help: &'static str,
}

/// A flag with a value.
pub(crate) const fn flag(name: &'static str, value: &'static str, help: &'static str) -> Flag {
    Flag { name, value, help }
}

/// A flag without one.
pub(crate) const fn switch(name: &'static str, help: &'static str) -> Flag {
    Flag { name, value: "", help }
}

/// What stood on the command line.
#[derive(Debug, Default)]
pub(crate) struct Args {
    /// Flags in the order given, with their values (`true` and `false` for switches).
    flags: Vec<(&'static str, String)>,
    /// Everything else.
    pub(crate) rest: Vec<String>,
    /// What belongs to a test program.
    pub(crate) tail: Vec<String>,
}

impl Args {
    /// The value of a flag; the last one counts.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.flags.iter().rev().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }

    /// Whether a switch is on.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }

    /// Adds a flag that a trace recorded.
    pub(crate) fn set(&mut self, name: &'static str, value: &str) {
        self.flags.push((name, value.to_owned()));
    }

    /// A flag's value read by `parse`.
    pub(crate) fn parsed<T>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(value) = self.get(name) else { return Ok(None) };
        parse(value).map(Some).ok_or_else(|| format!("invalid value \"{value}\" for flag -{name}"))
    }

    /// A number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<u64>, String> {
        self.parsed(name, |text| text.replace('_', "").parse().ok())
    }
}

/// Where flags may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Order {
    /// Before everything else: what follows the first other argument is not ours.
    First,
    /// Anywhere.
    Anywhere,
}

/// Reads a command line.
pub(crate) fn parse(flags: &[Flag], order: Order, args: &[String]) -> Result<Args, String> {
    let mut parsed = Args::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let Some(text) = arg.strip_prefix('-').filter(|text| !text.is_empty()) else {
            parsed.rest.push(arg.clone());
            if order == Order::First {
                break;
            }
            continue;
        };
        if text == "-" {
            break;
        }
        let text = text.strip_prefix('-').unwrap_or(text);
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (text, None),
        };
        let Some(flag) = flags.iter().find(|f| f.name == name) else {
            return Err(unknown(name, flags));
        };
        let value = match (value, flag.value.is_empty()) {
            (Some(value), true) if value != "true" && value != "false" => {
                return Err(format!("invalid boolean value \"{value}\" for flag -{name}"));
            }
            (Some(value), _) => value,
            (None, true) => "true".to_owned(),
            (None, false) => {
                args.next().ok_or_else(|| format!("flag needs an argument: -{name}"))?.clone()
            }
        };
        parsed.flags.push((flag.name, value));
    }
    parsed.rest.extend(args.cloned());
    Ok(parsed)
}

/// The message about a flag that is not there, with the nearest one that is.
fn unknown(name: &str, flags: &[Flag]) -> String {
    let mut text = format!("flag provided but not defined: -{name}");
    let near = flags
        .iter()
        .filter(|f| !f.help.is_empty())
        .map(|f| (distance(name, f.name), f.name))
        .min()
        .filter(|&(d, near)| d <= 2 && d < near.len());
    if let Some((_, near)) = near {
        let _ = write!(text, "\nhint: did you mean -{near}?");
    }
    text
}

/// Letters to change, add or leave out to make `a` into `b`.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The help on a list of flags.
pub(crate) fn describe(flags: &[Flag]) -> String {
    let mut out = String::new();
    for flag in flags.iter().filter(|f| !f.help.is_empty()) {
        let left = format!("-{} {}", flag.name, flag.value);
        let _ = writeln!(out, "  {left:24} {}", flag.help);
    }
    out
}

/// A number of bytes: `4096`, `64K`, `256M`, `1G`, also `64KB` and `64KiB`.
pub(crate) fn bytes(text: &str) -> Option<u64> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let n: u64 = text[..digits].parse().ok()?;
    let unit =
        match text[digits..].to_ascii_uppercase().trim_end_matches("IB").trim_end_matches('B') {
            "" => 1,
            "K" => 1 << 10,
            "M" => 1 << 20,
            "G" => 1 << 30,
            _ => return None,
        };
    n.checked_mul(unit)
}

/// A duration as Go writes it (`1h30m`, `2.5s`, `10ms`), in nanoseconds.
pub(crate) fn duration(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut total = 0.0;
    if rest == "0" {
        return Some(0);
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let n: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        total += n * match &rest[..letters] {
            "ns" => 1.0,
            "us" | "µs" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            "m" => 60e9,
            "h" => 3600e9,
            _ => return None,
        };
        rest = &rest[letters..];
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "is in range")]
    (!text.is_empty() && total < 9e18).then_some(total as u64)
}

/// A language version: `go1.21`.
pub(crate) fn language(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.strip_prefix("go").unwrap_or(text).split_once('.')?;
    let minor = minor.split('.').next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// Arguments as a shell reads them.
pub(crate) fn quoted(args: &[String]) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
    let texts: Vec<_> = args
        .iter()
        .map(|arg| {
            if arg.chars().all(plain) && !arg.is_empty() {
                arg.clone()
            } else {
                format!("'{}'", arg.replace('\'', "'\\''"))
            }
        })
        .collect();
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAGS: &[Flag] = &[flag("seed", "N", "seed"), switch("race", "races")];

    fn read(order: Order, args: &[&str]) -> Result<Args, String> {
        let args: Vec<_> = args.iter().map(|a| (*a).to_owned()).collect();
        parse(FLAGS, order, &args)
    }

    #[test]
    fn all_forms_mean_the_same() {
        for form in [&["-seed", "3"][..], &["--seed=3"], &["-seed=3"], &["--seed", "3"]] {
            assert_eq!(read(Order::First, form).expect("valid").number("seed"), Ok(Some(3)));
        }
        assert!(read(Order::First, &["-race"]).expect("valid").has("race"));
        assert!(!read(Order::First, &["-race=false"]).expect("valid").has("race"));
    }

    #[test]
    fn what_follows_the_program_is_its_own() {
        let args = read(Order::First, &["-race", "x.go", "-seed", "y"]).expect("valid");
        assert_eq!(args.rest, ["x.go", "-seed", "y"]);
        let args = read(Order::Anywhere, &["t.gwt", "-seed", "4"]).expect("valid");
        assert_eq!((args.get("seed"), args.rest.len()), (Some("4"), 1));
    }

    #[test]
    fn mistakes_are_named() {
        let of = |args: &[&str]| read(Order::First, args).expect_err("invalid");
        assert!(of(&["-sed", "1"]).contains("did you mean -seed?"));
        assert_eq!(of(&["-seed"]), "flag needs an argument: -seed");
        assert!(of(&["-race=x"]).contains("boolean"));
        let args = read(Order::First, &["-seed", "x"]).expect("valid");
        assert!(args.number("seed").is_err());
    }

    #[test]
    fn sizes_durations_and_versions() {
        assert_eq!(bytes("64K"), Some(65536));
        assert_eq!(bytes("1GiB"), Some(1 << 30));
        assert_eq!(bytes("x"), None);
        assert_eq!(duration("1h30m"), Some(5_400_000_000_000));
        assert_eq!(duration("2.5s"), Some(2_500_000_000));
        assert_eq!(duration("10"), None);
        assert_eq!(language("go1.21"), Some((1, 21)));
        assert_eq!(quoted(&["a b".to_owned(), "c".to_owned()]), "'a b' c");
    }
}
