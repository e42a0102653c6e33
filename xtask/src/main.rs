//! Unnag's own commands, called as `cargo xtask NAME`: set up, build, run, shots, test, package, soak, audit, train, eval, compare, bench.

mod archive;
mod audit;
mod bench;
mod browsers;
mod budget;
mod build;
mod compare;
mod dist;
mod glue;
mod learn;
mod package;
mod pins;
mod project;
mod run;
mod setup;
mod shots;
mod soak;
mod stages;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use project::Project;

#[derive(Parser)]
#[command(name = "cargo xtask", about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install all that the other commands need: wasm target, pinned tools, npm packages, browsers, drivers
    Setup,
    /// Build the extension: www/pkg, dist/chromium, dist/firefox
    Build,
    /// Open a browser with the extension on a page, list what was hidden, take pictures before and after
    Run(run::Options),
    /// Take pictures of every screen, in docs/shots
    Shots(shots::Options),
    /// Run the checks and tests, all of them or the named stages
    Test(test::Options),
    /// Write the zip files that the stores take, and one of the sources, to dist
    Package(package::Options),
    /// Look for what breaks it: fuzzers, undo on every page, ends of the background, very many tabs, hours in fast motion
    Soak(soak::Options),
    /// Hold what the project is built from to deny.toml, to its pins, and to published advisories
    Audit(audit::Options),
    /// Train the weights from a labelled corpus
    Train(learn::TrainOptions),
    /// Measure the verdicts on a labelled corpus
    Eval(learn::EvalOptions),
    /// Compare what the extension hides on pages of a labelled corpus with what the command line hides
    Compare(compare::Options),
    /// Measure time, memory and size beside what one would use instead, natively and in both browsers
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match perform(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    let mut project = Project::locate()?;
    match task {
        Task::Setup => setup::everything(&mut project),
        Task::Build => build::extension(&mut project),
        Task::Run(options) => run::run(&mut project, &options),
        Task::Shots(options) => shots::run(&mut project, &options),
        Task::Test(options) => test::run(&mut project, &options),
        Task::Package(options) => package::run(&mut project, &options),
        Task::Soak(options) => soak::run(&mut project, &options),
        Task::Audit(options) => audit::run(&mut project, &options),
        Task::Compare(options) => compare::run(&mut project, &options),
        Task::Bench(options) => bench::run(&mut project, &options),
        Task::Train(options) => learn::train(&project, &options),
        Task::Eval(options) => learn::eval(&project, &options),
    }
}
