//! In a real browser: real DOM built with web-sys, the real `www/snapshot.js` and `www/apply.js`, the core as wasm.
#![cfg(all(target_arch = "wasm32", feature = "dom"))]

use js_sys::{Array, Function, JSON, JsString, Reflect, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element};

wasm_bindgen_test_configure!(run_in_browser);

/// What reads a page, and what hides on it, each with all that it stands on.
const READING: &str = concat!(
    include_str!("../www/names.js"),
    include_str!("../www/dom.js"),
    include_str!("../www/facts.js"),
    include_str!("../www/columns.js"),
    include_str!("../www/snapshot.js")
);
const HIDING: &str = concat!(
    include_str!("../www/dom.js"),
    include_str!("../www/facts.js"),
    include_str!("../www/override.js"),
    include_str!("../www/attributes.js"),
    include_str!("../www/orders.js"),
    include_str!("../www/mark.js"),
    include_str!("../www/harm.js"),
    include_str!("../www/opened.js"),
    include_str!("../www/belongings.js"),
    include_str!("../www/apply.js")
);
const SAMPLE: &str = include_str!("pages/sample/page.html");

/// A document that is not the test runner's own.
fn page(html: &str) -> Document {
    let parse = Function::new_with_args("html", "return new DOMParser().parseFromString(html, 'text/html')");
    parse.call1(&JsValue::NULL, &html.into()).expect("DOMParser").unchecked_into()
}

fn shell(script: &str, name: &str) -> JsValue {
    Function::new_no_args(&format!("{script}; return {name};")).call0(&JsValue::NULL).expect("the script runs alone")
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("a property")
}

fn call(object: &JsValue, name: &str, arguments: &Array) -> JsValue {
    let function: Function = get(object, name).unchecked_into();
    function.apply(object, arguments).unwrap_or_else(|e| panic!("{name}: {e:?}"))
}

/// The page's columns, its text, and the elements that the columns number.
fn snapshot(page: &Document) -> (Vec<u32>, String, Array) {
    let namespace = shell(READING, "UnnagSnapshot");
    let taken = call(&namespace, "snapshotPage", &Array::of1(page));
    let columns: Uint32Array = get(&taken, "columns").unchecked_into();
    let text: JsString = get(&taken, "text").unchecked_into();
    (columns.to_vec(), text.into(), get(&taken, "elements").unchecked_into())
}

fn root(page: &Document) -> Element {
    page.document_element().expect("a root element")
}

#[wasm_bindgen_test]
fn both_walks_of_a_live_page_give_the_same_verdicts() {
    let page = page(SAMPLE);
    let (columns, text, _) = snapshot(&page);
    let walked = unnag::wasm::explain(&columns, text, JsValue::UNDEFINED).expect("columns of the shell");
    let live = unnag::dom::explain_element(&root(&page)).expect("a live element");
    let written = |value: &JsValue| String::from(JSON::stringify(value).expect("plain data"));
    assert!(written(&walked).len() > 1_000);
    assert_eq!(written(&walked), written(&live));
}

#[wasm_bindgen_test]
fn marks_hide_and_undo_gives_the_page_back() {
    let page = page(SAMPLE);
    let before = root(&page).outer_html();
    let (columns, text, elements) = snapshot(&page);
    let plan = unnag::wasm::plan(&columns, text, JsValue::UNDEFINED).expect("columns of the shell");
    let namespace = shell(HIDING, "UnnagApply");
    let marks = Reflect::construct(&get(&namespace, "Marks").unchecked_into::<Function>(), &Array::of1(&page)).expect("Marks");
    call(&marks, "carryOut", &Array::of2(&plan, &elements));
    assert_ne!(root(&page).outer_html(), before);
    assert!(page.query_selector("[data-unnag]").expect("a selector").is_some());
    call(&marks, "undo", &Array::new());
    assert_eq!(root(&page).outer_html(), before);
}

/// The place of the first element of this class.
fn place_of(elements: &Array, class: &str) -> u32 {
    let has = |element: JsValue| element.unchecked_into::<Element>().get_attribute("class").as_deref() == Some(class);
    elements.iter().position(has).expect("an element of the class") as u32
}

#[wasm_bindgen_test]
fn what_the_reader_picked_is_hidden_and_not_written() {
    let page = page(SAMPLE);
    let (columns, text, elements) = snapshot(&page);
    let picked = place_of(&elements, "side__list");
    let sketch = unnag::wasm::sketch(&columns, text.clone(), picked).expect("something to know it by");
    // As it comes back from storage.
    let sketch = String::from(JSON::stringify(&sketch).expect("plain data"));
    let damaged = r#"{ "act": "show", "sketch": { "version": "one", "words": [-1, {}] } }"#;
    let corrections = format!(r#"{{ "corrections": [{damaged}, {{ "act": "hide", "sketch": {sketch} }}] }}"#);
    let settings = JSON::parse(&corrections).expect("JSON");
    let plan =
        unnag::wasm::plan(&columns, text.clone(), settings.clone()).expect("one bad sketch does not take the others along");
    let by_you = |operation: &JsValue| get(operation, "correction") == 1;
    let operations: Array = get(&plan, "operations").unchecked_into();
    let hidden = operations.iter().find(by_you).expect("an operation by the reader");
    assert_eq!(get(&hidden, "element"), picked);
    assert!(operations.iter().any(|operation| get(&operation, "correction").is_null()), "null where it was a verdict");
    let write = |settings: JsValue| unnag::wasm::write(&columns, text.clone(), settings, "text").expect("a text");
    let read = "Low water shows the old mill road";
    assert!(write(JsValue::UNDEFINED).contains(read) && !write(settings).contains(read));
}

#[wasm_bindgen_test]
fn what_cannot_be_sketched_or_written_is_an_error() {
    let (columns, text, _) = snapshot(&page(SAMPLE));
    let code = |error: JsValue| (get(&error, "name"), get(&error, "code"));
    let named = |code: &str| (JsValue::from("UnnagError"), JsValue::from(code));
    assert_eq!(code(unnag::wasm::sketch(&columns, text.clone(), 0).expect_err("the page")), named("WholePage"));
    assert_eq!(code(unnag::wasm::sketch(&columns, text.clone(), 1 << 30).expect_err("no element")), named("BadElement"));
    assert_eq!(code(unnag::wasm::write(&columns, text, JsValue::NULL, "html").expect_err("no format")), named("BadFormat"));
    assert_eq!(code(unnag::wasm::write(&[], String::new(), JsValue::NULL, "text").expect_err("no columns")), named("NotColumns"));
}

#[wasm_bindgen_test]
fn a_malformed_buffer_is_one_error_type() {
    let error = unnag::wasm::plan(&[1, 2, 3], String::new(), JsValue::UNDEFINED).expect_err("no columns");
    assert_eq!(get(&error, "name"), "UnnagError");
    assert_eq!(get(&error, "code"), "NotColumns");
    let settings = JSON::parse(r#"{"mode": 7}"#).expect("JSON");
    let error = unnag::wasm::plan(&[], String::new(), settings).expect_err("no settings");
    assert_eq!(get(&error, "code"), "BadSettings");
}

#[wasm_bindgen_test]
fn halves_of_pairs_cross_without_harm() {
    let page = page("<p id=a>x</p>");
    let set = Function::new_with_args("page", r"page.getElementById('a').textContent = 'a\ud800b\udc00'");
    set.call1(&JsValue::NULL, &page).expect("a text");
    let (columns, text, _) = snapshot(&page);
    let plan = unnag::wasm::plan(&columns, text, JsValue::UNDEFINED).expect("a page");
    assert_eq!(String::from(JSON::stringify(&get(&plan, "operations")).expect("plain data")), "[]");
}
