//! The script that wasm-bindgen writes, without what the extension never calls: the loader that fetches the module over the network.

use anyhow::{Context, Result};

/// Parts that go, each from its first words up to the words that follow it.
const CUTS: [(&str, &str); 3] = [
    // Where the page's script came from. A page can name an element so that reading this fails.
    ("    let script_src;\n", "    /**\n"),
    ("    async function __wbg_load(", "    function initSync("),
    ("    let __wbg_init_promise;\n", "    return Object.assign(__wbg_init, "),
];

/// What the script hands out: the loader with everything else on it, and everything else alone.
const EXPORTS: (&str, &str) = ("Object.assign(__wbg_init, { initSync }, exports)", "Object.assign(exports, { initSync })");

/// The script without its loader; an error where wasm-bindgen writes it otherwise than it did.
pub fn without_loader(script: &str) -> Result<String> {
    let mut rest = script.to_owned();
    for (first, next) in CUTS {
        let start = rest.find(first).with_context(|| changed(first))?;
        let length = rest[start..].find(next).with_context(|| changed(next))?;
        rest.replace_range(start..start + length, "");
    }
    let (old, new) = EXPORTS;
    let start = rest.find(old).with_context(|| changed(old))?;
    rest.replace_range(start..start + old.len(), new);
    Ok(rest)
}

fn changed(words: &str) -> String {
    format!("wasm-bindgen's script has changed: it holds no {:?} where xtask/src/glue.rs looks for it", words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
let wasm_bindgen = (function(exports) {
    let script_src;
    if (document.currentScript !== null) {}

    /**
     * Plans.
     */
    class Planning {}

    async function __wbg_load(module, imports) {}

    function initSync(module) {}

    let __wbg_init_promise;
    async function __wbg_init(module_or_path) { fetch(module_or_path); }

    return Object.assign(__wbg_init, { initSync }, exports);
})({ __proto__: null });
";

    #[test]
    fn the_loader_is_gone_and_the_rest_stays() {
        let left = "\
let wasm_bindgen = (function(exports) {
    /**
     * Plans.
     */
    class Planning {}

    function initSync(module) {}

    return Object.assign(exports, { initSync });
})({ __proto__: null });
";
        assert_eq!(without_loader(SCRIPT).unwrap(), left);
    }

    #[test]
    fn another_script_is_an_error() {
        let error = without_loader(&SCRIPT.replace("__wbg_load", "__wbg_read")).unwrap_err().to_string();
        assert!(error.contains("async function __wbg_load("), "{error}");
    }
}
