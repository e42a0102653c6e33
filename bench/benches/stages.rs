//! The core's stages one by one, on a generated page: `cargo bench --package unnag-bench`.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use unnag::Settings;
use unnag::block::Blocks;
use unnag::features::{Page, matrix};
use unnag::html::Document;
use unnag::model::Model;
use unnag_bench::generated;

/// Elements of the pages: those of the growth rows.
const SIZES: [usize; 3] = [5_000, 20_000, 100_000];

/// Before each measurement.
const WARM_UP: Duration = Duration::from_millis(500);

fn stages(criterion: &mut Criterion) {
    for size in SIZES {
        let html = generated::page(size);
        let document = Document::parse(&html);
        let snapshot = document.snapshot();
        let blocks = Blocks::of(snapshot);
        let page = Page::of(snapshot, &blocks);
        let features = matrix(&page);
        let model = Model::shipped().expect("the weights are of this version");
        let settings = Settings::default();
        let mut bench = |name: &str, work: &dyn Fn()| {
            criterion.bench_function(&format!("{name}, {size} elements"), |bencher| bencher.iter(work));
        };
        bench("html5ever's parse", &|| {
            black_box(parse_document(RcDom::default(), ParseOpts::default()).one(&*html));
        });
        bench("parse and snapshot", &|| drop(black_box(Document::parse(&html))));
        bench("blocks", &|| drop(black_box(Blocks::of(snapshot))));
        bench("sums of the page", &|| drop(black_box(Page::of(snapshot, &blocks))));
        bench("features", &|| drop(black_box(matrix(&page))));
        bench("scores", &|| drop(black_box(model.score(&page, &features, false))));
        bench("plan", &|| drop(black_box(unnag::plan(snapshot, &settings))));
    }
}

criterion_group!(name = benches; config = Criterion::default().sample_size(10).warm_up_time(WARM_UP); targets = stages);
criterion_main!(benches);
