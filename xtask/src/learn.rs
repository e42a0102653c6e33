//! `train` and `eval`: the model from a labelled corpus, and its figures. Neither belongs to building or testing.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::Args;

use crate::project::{self, Project, step};

/// What `cargo xtask train` takes.
#[derive(Args)]
pub struct TrainOptions {
    /// A labelled corpus (pages.jsonl, PID.html.gz, PID.labels.json): the pages that are measured on, too
    #[arg(long)]
    corpus: PathBuf,
    /// Further labelled pages to learn from, in the same format; blocks without a label are unknown
    #[arg(long)]
    also: Vec<PathBuf>,
    /// Pages with their main text (truth.jsonl, ID.html.gz), to learn from which blocks are story
    #[arg(long)]
    main_text: Option<PathBuf>,
    /// Copies of each page that receive appeals from the bank
    #[arg(long, default_value_t = 4)]
    variants: u32,
}

/// What `cargo xtask eval` takes.
#[derive(Args)]
pub struct EvalOptions {
    /// A labelled corpus
    #[arg(long)]
    corpus: PathBuf,
    /// Pages with their main text (truth.jsonl, ID.html.gz)
    #[arg(long)]
    main_text: Option<PathBuf>,
    /// Writes Focus mode's text of every page with main text here, one JSON object a line
    #[arg(long, requires = "main_text")]
    focus: Option<PathBuf>,
    /// Judge by the shipped model even the pages that it was trained on
    #[arg(long)]
    shipped: bool,
    /// Judge the labelled pages once more, without any class or id
    #[arg(long)]
    stripped: bool,
    /// How many misjudged blocks to list, worst first, and how many of the pages that lose most of their main text
    #[arg(long, default_value_t = 0)]
    worst: usize,
    /// JSON instead of a table
    #[arg(long)]
    json: bool,
}

/// Trains the shipped weights. Equal input gives equal weights, bit for bit.
pub fn train(project: &Project, options: &TrainOptions) -> Result<()> {
    let corpus = project::corpus(&options.corpus)?;
    let mut corpora = vec![corpus.clone()];
    for also in &options.also {
        corpora.push(project::corpus(also)?);
    }
    let main_text = options.main_text.as_deref().map(main_text).transpose()?;
    let python = python(project)?;
    let work = work(project);
    std::fs::create_dir_all(&work)?;
    let planted = work.join("planted");
    if planted.exists() {
        std::fs::remove_dir_all(&planted)?;
    }
    let script = |name: &str| {
        let mut command = project.command(&python);
        command.arg(project.root.join("training").join(name));
        command
    };
    let bank = project.root.join("training/appeals");
    let variants = options.variants.to_string();
    step("planting appeals", || {
        project::run(script("plant.py").arg(&corpus).arg(bank).arg(&planted).args(["--variants", &variants]))
    })?;
    corpora.push(planted);
    let dump = |task: &str| {
        let mut command = reader(project, task);
        command.arg(&work).args(&corpora);
        if let Some(folder) = &main_text {
            command.arg("--main-text").arg(folder);
        }
        project::run(&mut command)
    };
    step("computing features", || dump("dump"))?;
    step("fitting the first stage", || project::run(script("fit.py").arg("first").arg(&work)))?;
    step("computing context", || dump("context"))?;
    let weights = project.root.join("src/model/weights.bin");
    step("fitting the second stage", || project::run(script("fit.py").arg("second").arg(&work).arg(weights)))
}

/// Prints the figures of the verdicts on a labelled corpus.
pub fn eval(project: &Project, options: &EvalOptions) -> Result<()> {
    let mut command = reader(project, "measure");
    command.arg(project::corpus(&options.corpus)?).args(["--worst", &options.worst.to_string()]);
    for (flag, wanted) in [("--json", options.json), ("--stripped", options.stripped)] {
        command.args(wanted.then_some(flag));
    }
    if let Some(folder) = &options.main_text {
        command.arg("--main-text").arg(main_text(folder)?);
    }
    if let Some(file) = &options.focus {
        command.arg("--focus").arg(std::path::absolute(file)?);
    }
    if !options.shipped {
        let work = work(project);
        ensure!(
            work.join("second.bin").is_file(),
            "there are no held-out scores: run `cargo xtask train` first, or measure the shipped model with --shipped \
             (on pages that it was trained on, that flatters it)"
        );
        command.arg("--held-out").arg(work);
    }
    project::run(&mut command)
}

/// The program that reads corpora, built for speed.
fn reader(project: &Project, task: &str) -> std::process::Command {
    let mut cargo = project.cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "unnag-training", "--", task]);
    cargo
}

fn work(project: &Project) -> PathBuf {
    project.root.join("target/training")
}

fn main_text(path: &Path) -> Result<PathBuf> {
    let holds = path.join("truth.jsonl").is_file();
    ensure!(holds, "{} is not a folder of pages with main text: it holds no truth.jsonl", path.display());
    Ok(path.canonicalize()?)
}

/// Python with the pinned packages of `training/requirements.txt`, in an environment of its own.
fn python(project: &Project) -> Result<PathBuf> {
    let home = project.root.join("target/python");
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let installed = home.join("installed.txt");
    let wanted = std::fs::read_to_string(project.root.join("training/requirements.txt"))?;
    if std::fs::read_to_string(&installed).is_ok_and(|have| have == wanted) {
        return Ok(python);
    }
    step("installing LightGBM, lxml and NumPy", || {
        project::run(project.command("python3").args(["-m", "venv"]).arg(&home))?;
        let requirements = project.root.join("training/requirements.txt");
        project::run(project.command(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements))
    })?;
    std::fs::write(installed, wanted)?;
    Ok(python)
}
