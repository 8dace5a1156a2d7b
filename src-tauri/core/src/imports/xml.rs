//! XML with a guard: events with their place, and small trees of elements by local name.
//! Leaves out namespaces (banks get them wrong; the names of the elements are enough) and refuses
//! document types, entities of the file's own, deep nesting and anything not well-formed.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use crate::imports::statement::{Currency, Refused};

/// Elements within elements; the schemas of ISO 20022 stay below 20.
const DEPTH: usize = 64;
/// Elements of one entry: a batch of about 60,000 payments, and 100 MB of memory.
const ELEMENTS: usize = 2_000_000;
/// Attributes of one element; their check for duplicates compares each with each.
const ATTRIBUTES: usize = 64;

/// What comes next in the file.
pub enum Piece<'a> {
    /// An element begins: local name and the tag with its attributes.
    Open(&'a str, BytesStart<'a>),
    /// The element with that local name ends.
    Close(&'a str),
    Text(Cow<'a, str>),
    End,
}

/// Reads a text piece by piece.
pub struct Reader<'a> {
    text: &'a str,
    inner: quick_xml::Reader<&'a [u8]>,
    /// Local names of the elements that are open.
    open: Vec<&'a str>,
    rooted: bool,
    /// Where the piece last given begins.
    from: usize,
    /// An offset with its line and column: they are counted on from here, since a bank may well
    /// write a whole year into one line.
    mark: (usize, u32, u32),
    line_end: char,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut inner = quick_xml::Reader::from_str(text);
        inner.config_mut().expand_empty_elements = true;
        let line_end = if text.contains('\n') { '\n' } else { '\r' };
        Self { text, inner, open: vec![], rooted: false, from: 0, mark: (0, 1, 1), line_end }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Line and column, from 1, of where the piece last given begins.
    pub fn place(&mut self) -> (u32, u32) {
        self.place_of(self.from)
    }

    fn place_of(&mut self, at: usize) -> (u32, u32) {
        if at < self.mark.0 {
            self.mark = (0, 1, 1);
        }
        let (from, mut line, mut column) = self.mark;
        let at = self.text.floor_char_boundary(at);
        for c in self.text.get(from..at).unwrap_or("").chars() {
            if c == self.line_end {
                (line, column) = (line.saturating_add(1), 1);
            } else {
                column = column.saturating_add(1);
            }
        }
        self.mark = (at, line, column);
        (line, column)
    }

    fn refuse(&mut self, at: usize, reason: impl Into<String>) -> Refused {
        let (line, column) = self.place_of(at);
        Refused::new(line, column, reason)
    }

    fn offset(&self) -> usize {
        usize::try_from(self.inner.buffer_position()).unwrap_or(usize::MAX).min(self.text.len())
    }

    /// The next piece; comments and processing instructions are passed over.
    pub fn next(&mut self) -> Result<Piece<'a>, Refused> {
        loop {
            self.from = self.offset();
            let from = self.from;
            let event = match self.inner.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = usize::try_from(self.inner.error_position()).unwrap_or(from);
                    let why = match error {
                        // The parser finds out at the end of the file only.
                        quick_xml::Error::Syntax(_) => "the file breaks off within this markup",
                        _ => "this is not well-formed XML",
                    };
                    return Err(self.refuse(at, format!("{why}: {error}")));
                }
            };
            match event {
                Event::Start(tag) => return self.open(tag),
                Event::End(_) => {
                    return Ok(Piece::Close(self.open.pop().unwrap_or("")));
                }
                Event::Text(text) => {
                    let text = text.into_inner();
                    if !self.open.is_empty() {
                        return Ok(Piece::Text(text));
                    }
                    if let Some(i) = text.find(|c: char| !c.is_whitespace() && c != '\u{feff}') {
                        let reason = if self.rooted {
                            "there is text after the end of the document"
                        } else {
                            "this is not XML: there is text where the document should begin"
                        };
                        return Err(self.refuse(from + i, reason));
                    }
                }
                Event::CData(text) => return Ok(Piece::Text(text.into_inner())),
                Event::GeneralRef(entity) => return self.entity(&entity).map(Piece::Text),
                Event::DocType(_) => {
                    return Err(self.refuse(
                        from,
                        "the file has a document type (DTD), which can hide entity bombs; \
                         bank statements need none, so such files are not read",
                    ));
                }
                Event::Eof => return self.end(),
                _ => {}
            }
        }
    }

    fn open(&mut self, tag: BytesStart<'a>) -> Result<Piece<'a>, Refused> {
        let from = self.from;
        if self.open.is_empty() && self.rooted {
            return Err(self.refuse(from, "a second document begins here"));
        }
        if self.open.len() >= DEPTH {
            let reason = format!("elements are nested more than {DEPTH} deep");
            return Err(self.refuse(from, reason));
        }
        if !tag.attributes_raw().trim_ascii().is_empty() {
            for (i, attribute) in tag.attributes().enumerate() {
                let wrong = match attribute {
                    Ok(_) if i < ATTRIBUTES => continue,
                    Ok(_) => format!("an element has more than {ATTRIBUTES} attributes"),
                    Err(error) => format!("this is not well-formed XML: {error}"),
                };
                return Err(self.refuse(from, wrong));
            }
        }
        self.rooted = true;
        // Cut from the text rather than from the tag, which does not lend its name for long.
        let length = tag.name().as_ref().len();
        let name = self.text.get(from + 1..from + 1 + length).unwrap_or("");
        let name = local(name);
        self.open.push(name);
        Ok(Piece::Open(name, tag))
    }

    fn entity(
        &mut self,
        entity: &quick_xml::events::BytesRef<'a>,
    ) -> Result<Cow<'a, str>, Refused> {
        let from = self.from;
        match entity.resolve_char_ref() {
            Ok(Some(c)) => return Ok(Cow::Owned(c.to_string())),
            Ok(None) => {}
            Err(_) => return Err(self.refuse(from, "a character reference names no letter")),
        }
        match quick_xml::escape::resolve_predefined_entity(entity) {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => {
                let name: String = entity.chars().take(40).collect();
                Err(self.refuse(from, format!("the entity &{name}; is not defined by XML itself")))
            }
        }
    }

    fn end(&mut self) -> Result<Piece<'a>, Refused> {
        let at = self.text.len();
        if !self.open.is_empty() {
            return Err(self.refuse(at, "the file breaks off: not every element is closed"));
        }
        if !self.rooted {
            return Err(self.refuse(at, "the file holds no XML element"));
        }
        Ok(Piece::End)
    }

    /// The whole element whose beginning was given last.
    pub fn tree(&mut self, name: &'a str, tag: &BytesStart<'a>) -> Result<Tree<'a>, Refused> {
        let (start, (line, column)) = (self.from, self.place());
        let mut nodes = vec![Node::new(name, tag)];
        let mut open = vec![0];
        while let Some(&top) = open.last() {
            match self.next()? {
                Piece::Open(..) if nodes.len() >= ELEMENTS => {
                    let reason = format!("one entry has more than {ELEMENTS} elements");
                    return Err(self.refuse(self.from, reason));
                }
                Piece::Open(name, tag) => {
                    open.push(nodes.len());
                    nodes.push(Node::new(name, &tag));
                }
                // Between elements stands only the indentation.
                Piece::Text(_) if nodes.len() - 1 != top => {}
                Piece::Text(text) if nodes[top].text.is_empty() => nodes[top].text = text,
                Piece::Text(text) => nodes[top].text.to_mut().push_str(&text),
                Piece::Close(_) => {
                    nodes[top].end = nodes.len();
                    open.pop();
                }
                // `next` refuses an end with elements open.
                Piece::End => break,
            }
        }
        let raw = self.text.get(start..self.offset()).unwrap_or("");
        Ok(Tree { nodes, raw, line, column })
    }
}

/// The name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

struct Node<'a> {
    name: &'a str,
    text: Cow<'a, str>,
    /// One past the last node inside: nodes stand in the order of the file.
    end: usize,
    currency: Option<Currency>,
}

impl<'a> Node<'a> {
    fn new(name: &'a str, tag: &BytesStart<'a>) -> Self {
        let value = tag.try_get_attribute("Ccy").ok().flatten();
        let currency = value.and_then(|a| currency(&a.value));
        Self { name, text: Cow::Borrowed(""), end: usize::MAX, currency }
    }
}

/// Three letters as a currency.
pub fn currency(code: &str) -> Option<Currency> {
    let code: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_alphabetic).then(|| Currency(code.map(|b| b.to_ascii_uppercase())))
}

/// One element with all inside it.
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// As it stands in the file.
    pub raw: &'a str,
    pub line: u32,
    pub column: u32,
}

impl<'a> Tree<'a> {
    pub fn root(&self) -> Element<'_, 'a> {
        Element { nodes: &self.nodes, at: 0 }
    }
}

/// One element of a tree.
#[derive(Clone, Copy)]
pub struct Element<'t, 'a> {
    nodes: &'t [Node<'a>],
    at: usize,
}

impl<'t, 'a> Element<'t, 'a> {
    /// The elements directly inside.
    pub fn children(self) -> impl Iterator<Item = Element<'t, 'a>> {
        let end = self.nodes[self.at].end.min(self.nodes.len());
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            let at = (next < end).then_some(next)?;
            next = self.nodes[at].end;
            Some(Element { nodes: self.nodes, at })
        })
    }

    /// Those directly inside with this name.
    pub fn all(self, name: &str) -> impl Iterator<Item = Element<'t, 'a>> {
        self.children().filter(move |e| e.nodes[e.at].name == name)
    }

    /// The first along a path such as `AmtDtls/TxAmt/Amt`.
    pub fn get(self, path: &str) -> Option<Element<'t, 'a>> {
        path.split('/').try_fold(self, |e, name| e.all(name).next())
    }

    /// Its own text, trimmed; None when there is none.
    pub fn text(self) -> Option<&'t str> {
        Some(self.nodes[self.at].text.trim()).filter(|t| !t.is_empty())
    }

    /// The text at a path.
    pub fn text_at(self, path: &str) -> Option<&'t str> {
        self.get(path)?.text()
    }

    /// The text at the first of several paths that has any.
    pub fn first_text(self, paths: &[&str]) -> Option<&'t str> {
        paths.iter().find_map(|path| self.text_at(path))
    }

    /// The attribute `Ccy`.
    pub fn currency(self) -> Option<Currency> {
        self.nodes[self.at].currency
    }
}
