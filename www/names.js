/** The names that cross the boundary by code, as in `src/snapshot/names.rs`; a test compares them. */
const UnnagNames = (() => {
  /** Tag names by code. */
  const TAGS = [
    "", "html", "head", "body", "title", "meta", "link", "base",
    "main", "article", "section", "aside", "nav", "header", "footer",
    "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup",
    "ul", "ol", "li", "dl", "dt", "dd", "menu",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
    "colgroup", "col", "figure", "figcaption", "blockquote", "pre",
    "address", "center", "details", "summary", "dialog", "search",
    "form", "fieldset", "legend", "label", "input", "button",
    "select", "option", "textarea", "output", "progress", "meter",
    "iframe", "img", "picture", "source", "video", "audio", "track",
    "canvas", "svg", "math", "object", "embed", "map", "area",
    "a", "span", "b", "strong", "i", "em", "u", "s", "small", "sub",
    "sup", "code", "kbd", "samp", "var", "cite", "q", "abbr", "dfn",
    "time", "mark", "ins", "del", "bdi", "bdo", "ruby", "rt", "rp",
    "data", "font", "br", "wbr", "hr", "slot",
    "script", "style", "template", "noscript",
  ];

  /** Attribute names by code; code 0 is the local name of an element that `TAGS` does not list. */
  const ATTRIBUTES = [
    "", "class", "id", "role", "aria-label", "aria-modal",
    "aria-hidden", "href", "src", "type", "name", "placeholder",
    "value", "alt", "title", "style", "hidden", "rel", "action",
    "lang", "dir", "itemprop", "itemtype", "content", "property",
    "open", "width", "height",
  ];

  /** Elements whose children do not cross. */
  const CLOSED = [
    "script", "style", "template", "noscript", "svg", "math", "iframe",
    "object", "canvas", "video", "audio", "select", "textarea",
  ];

  return Object.freeze({ TAGS, ATTRIBUTES, CLOSED });
})();
