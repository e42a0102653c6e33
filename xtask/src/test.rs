//! `cargo xtask test`: the named stages, one after the other, and what came of them.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::project::Project;
use crate::stages::{STAGES, Stage};

/// What `test` can be told.
#[derive(Args)]
pub struct Options {
    /// The stages to run; all of them when none is named
    #[arg(value_parser = PossibleValuesParser::new(STAGES.iter().map(|stage| stage.name)))]
    stages: Vec<String>,
    /// List the stages and stop
    #[arg(long)]
    list: bool,
}

/// Runs the stages, all of them even after a failure, and sums up at the end.
pub fn run(project: &mut Project, options: &Options) -> Result<()> {
    if options.list {
        STAGES.iter().for_each(|stage| println!("{:<8} {}", stage.name, stage.about));
        return Ok(());
    }
    let wanted = |stage: &&Stage| options.stages.is_empty() || options.stages.iter().any(|name| name == stage.name);
    let outcomes: Vec<_> = STAGES.iter().filter(wanted).map(|stage| outcome(project, stage)).collect();

    println!("\n{:<8} {:<6} {:>8}", "stage", "result", "seconds");
    for (stage, passed, time) in &outcomes {
        println!("{:<8} {:<6} {:>8.1}", stage.name, if *passed { "ok" } else { "FAILED" }, time.as_secs_f64());
    }
    let failed = outcomes.iter().filter(|(_, passed, _)| !passed).count();
    if failed > 0 {
        bail!("{failed} of {} stages failed", outcomes.len());
    }
    println!("all {} stages passed", outcomes.len());
    Ok(())
}

fn outcome(project: &mut Project, stage: &'static Stage) -> (&'static Stage, bool, Duration) {
    println!("\n── {}: {}", stage.name, stage.about);
    let start = Instant::now();
    let result = (stage.run)(project);
    if let Err(error) = &result {
        eprintln!("{}: {error:#}", stage.name);
    }
    (stage, result.is_ok(), start.elapsed())
}
