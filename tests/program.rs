//! Runs the program as a person does: a command line in, exit code and pages out.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The root of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own for a test, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A run to come.
pub(crate) struct Run {
    args: Vec<String>,
    stdin: String,
    folder: PathBuf,
    env: Vec<(String, String)>,
}

/// A run that was.
pub(crate) struct Ran {
    shown: String,
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A run of the program with these arguments, split at blanks, in the package's root.
pub(crate) fn sekisho(args: &str) -> Run {
    sekisho_with(&args.split_whitespace().collect::<Vec<_>>())
}

/// As [`sekisho`], with each argument as it is.
pub(crate) fn sekisho_with(args: &[&str]) -> Run {
    let args = args.iter().map(ToString::to_string).collect();
    Run { args, stdin: String::new(), folder: root().to_owned(), env: Vec::new() }
}

impl Run {
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        folder.clone_into(&mut self.folder);
        self
    }

    pub(crate) fn stdin(mut self, text: &str) -> Self {
        text.clone_into(&mut self.stdin);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn run(self) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sekisho"))
            .args(&self.args)
            .current_dir(&self.folder)
            .env_remove("SEKISHO_LANG")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .envs(self.env)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // a program that ends before it reads has closed the other end; that is its right
        child.stdin.take().unwrap().write_all(self.stdin.as_bytes()).ok();
        let out = child.wait_with_output().unwrap();
        Ran {
            shown: format!("$ sekisho {}", self.args.join(" ")),
            code: out.status.code().expect("the program was not killed"),
            stdout: String::from_utf8(out.stdout).unwrap(),
            stderr: String::from_utf8(out.stderr).unwrap(),
        }
    }
}

impl Ran {
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        let Self { shown, stdout, stderr, .. } = &self;
        assert_eq!(self.code, code, "{shown}\n{stdout}{stderr}");
        self
    }

    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        let Self { shown, stdout, stderr, .. } = &self;
        let said = stdout.contains(text) || stderr.contains(text);
        assert!(said, "`{text}` is not said\n{shown}\n{stdout}{stderr}");
        self
    }

    #[track_caller]
    pub(crate) fn never_says(self, text: &str) -> Self {
        let Self { shown, stdout, stderr, .. } = &self;
        let said = stdout.contains(text) || stderr.contains(text);
        assert!(!said, "`{text}` is said\n{shown}\n{stdout}{stderr}");
        self
    }

    /// Compares command line, pages and exit code with `tests/cli/NAME.txt`.
    #[track_caller]
    pub(crate) fn looks_like(self, name: &str) -> Self {
        let Self { shown, stdout, stderr, code } = &self;
        let stderr = if stderr.is_empty() { String::new() } else { format!("-- stderr\n{stderr}") };
        let page = format!("{shown}\n{stdout}{stderr}-- exit {code}\n");
        same(&root().join("tests/cli").join(format!("{name}.txt")), &page);
        self
    }
}

/// Compares a file with what it should hold; with `UPDATE=1` it is written.
#[track_caller]
pub(crate) fn same(path: &Path, page: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, page).unwrap();
        return;
    }
    let held = fs::read_to_string(path).unwrap_or_default();
    // a pack's hash changes with every word of its rules; what a page says is what is held here
    let (held, page) = (&without_hashes(&held), &without_hashes(page));
    assert!(held == page, "{} is not what it was\n{}", path.display(), difference(held, page));
}

/// The text with every hash, whole or short, written as `HASH`.
fn without_hashes(text: &str) -> String {
    let is_hash = |word: &str| {
        let hex = word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        hex && (word.len() == 12 || word.len() == 64)
    };
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    words
        .map(|word| {
            let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            if is_hash(bare) { word.replace(bare, "HASH") } else { word.to_owned() }
        })
        .collect()
}

/// The first lines that differ.
fn difference(held: &str, page: &str) -> String {
    let (mut old, mut new) = (held.lines(), page.lines());
    let mut out = String::new();
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (before, after) if before == after => {}
            (before, after) => {
                let (before, after) = (before.unwrap_or(""), after.unwrap_or(""));
                writeln!(out, "{number}\n- {before}\n+ {after}").unwrap();
                if out.lines().count() > 30 {
                    break;
                }
            }
        }
    }
    out + "`UPDATE=1 cargo test` writes it anew\n"
}
