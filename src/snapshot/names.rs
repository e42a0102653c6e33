//! The names that cross the boundary as codes. `www/names.js` holds the same lists; a test compares them.

/// Longest attribute value that crosses, in UTF-16 units. A `data:` address can be megabytes and says nothing after its start.
pub const MAX_ATTRIBUTE_UNITS: usize = 512;
/// Longest text run that crosses, in UTF-16 units: far above any paragraph, so that one node cannot fill the memory.
pub const MAX_RUN_UNITS: usize = 65_536;

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident, $(#[$list_doc:meta])* $list:ident: $($variant:ident = $name:literal),* $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each variant is the name that stands beside it")]
        pub enum $kind { $($variant),* }

        $(#[$list_doc])*
        pub const $list: &[&str] = &[$($name),*];

        impl $kind {
            const ALL: &[$kind] = &[$($kind::$variant),*];

            /// The variant with this code, `None` above the last.
            pub fn from_code(code: u32) -> Option<Self> {
                Self::ALL.get(code as usize).copied()
            }

            /// The name as HTML writes it.
            pub fn name(self) -> &'static str {
                $list[self as usize]
            }

            /// The variant with this name, compared as it stands.
            pub fn from_name(name: &str) -> Option<Self> {
                $list.iter().position(|n| *n == name).map(|at| Self::ALL[at])
            }
        }
    };
}

names! {
    /// An element's tag, as far as the core tells tags apart.
    Tag,
    /// Tag names by code; code 0 is every tag that is not listed.
    TAGS:
    Other = "", Html = "html", Head = "head", Body = "body", Title = "title", Meta = "meta", Link = "link", Base = "base",
    Main = "main", Article = "article", Section = "section", Aside = "aside", Nav = "nav", Header = "header", Footer = "footer",
    Div = "div", P = "p", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Hgroup = "hgroup",
    Ul = "ul", Ol = "ol", Li = "li", Dl = "dl", Dt = "dt", Dd = "dd", Menu = "menu",
    Table = "table", Caption = "caption", Thead = "thead", Tbody = "tbody", Tfoot = "tfoot", Tr = "tr", Td = "td", Th = "th",
    Colgroup = "colgroup", Col = "col", Figure = "figure", Figcaption = "figcaption", Blockquote = "blockquote", Pre = "pre",
    Address = "address", Center = "center", Details = "details", Summary = "summary", Dialog = "dialog", Search = "search",
    Form = "form", Fieldset = "fieldset", Legend = "legend", Label = "label", Input = "input", Button = "button",
    Select = "select", Option = "option", Textarea = "textarea", Output = "output", Progress = "progress", Meter = "meter",
    Iframe = "iframe", Img = "img", Picture = "picture", Source = "source", Video = "video", Audio = "audio", Track = "track",
    Canvas = "canvas", Svg = "svg", Math = "math", Object = "object", Embed = "embed", Map = "map", Area = "area",
    A = "a", Span = "span", B = "b", Strong = "strong", I = "i", Em = "em", U = "u", S = "s", Small = "small", Sub = "sub",
    Sup = "sup", Code = "code", Kbd = "kbd", Samp = "samp", Var = "var", Cite = "cite", Q = "q", Abbr = "abbr", Dfn = "dfn",
    Time = "time", Mark = "mark", Ins = "ins", Del = "del", Bdi = "bdi", Bdo = "bdo", Ruby = "ruby", Rt = "rt", Rp = "rp",
    Data = "data", Font = "font", Br = "br", Wbr = "wbr", Hr = "hr", Slot = "slot",
    Script = "script", Style = "style", Template = "template", Noscript = "noscript",
}

names! {
    /// An attribute that the core reads.
    Attribute,
    /// Attribute names by code; code 0 is the local name of an element that [`TAGS`] does not list.
    ATTRIBUTES:
    LocalName = "", Class = "class", Id = "id", Role = "role", AriaLabel = "aria-label", AriaModal = "aria-modal",
    AriaHidden = "aria-hidden", Href = "href", Src = "src", Type = "type", Name = "name", Placeholder = "placeholder",
    Value = "value", Alt = "alt", Title = "title", Style = "style", Hidden = "hidden", Rel = "rel", Action = "action",
    Lang = "lang", Dir = "dir", Itemprop = "itemprop", Itemtype = "itemtype", Content = "content", Property = "property",
    Open = "open", Width = "width", Height = "height",
}

/// Elements whose children do not cross: their text is never laid out as text of the page.
pub const CLOSED: &[Tag] = &[
    Tag::Script,
    Tag::Style,
    Tag::Template,
    Tag::Noscript,
    Tag::Svg,
    Tag::Math,
    Tag::Iframe,
    Tag::Object,
    Tag::Canvas,
    Tag::Video,
    Tag::Audio,
    Tag::Select,
    Tag::Textarea,
];
