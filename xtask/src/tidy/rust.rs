//! What rules need to know of a Rust file: its functions, types, tests and tokens.

use super::{Finding, tree::Tree};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::ops::RangeInclusive;
use std::str::FromStr;
use syn::visit::{self, Visit};

/// One function with a body.
#[derive(Debug)]
pub struct Function {
    pub name: String,
    pub line: usize,
    /// From `fn` to the closing brace.
    pub length: usize,
    pub is_async: bool,
    /// The last word of the first argument's type: `SignedIn` of `access::SignedIn<Writes>`.
    pub first_argument: Option<String>,
}

/// A parsed file.
#[derive(Debug)]
pub struct Rust {
    pub tokens: TokenStream,
    pub functions: Vec<Function>,
    /// Names of structs, enums, traits and type aliases, with their lines.
    pub types: Vec<(String, usize)>,
    tests: Vec<RangeInclusive<usize>>,
}

impl Rust {
    pub fn parse(text: &str) -> syn::Result<Rust> {
        let file = syn::parse_file(text)?;
        let tokens = TokenStream::from_str(text)?;
        let mut seen = Rust { tokens, functions: Vec::new(), types: Vec::new(), tests: Vec::new() };
        seen.visit_file(&file);
        Ok(seen)
    }

    /// Whether a line belongs to code that only tests compile.
    pub fn is_test_line(&self, line: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&line))
    }

    pub fn test_lines(&self, text: &str) -> usize {
        (1..=text.lines().count()).filter(|line| self.is_test_line(*line)).count()
    }

    fn function(
        &mut self,
        signature: &syn::Signature,
        block: &syn::Block,
        attrs: &[syn::Attribute],
    ) {
        let line = signature.fn_token.span.start().line;
        let end = block.brace_token.span.close().end().line;
        if is_for_tests(attrs) {
            self.tests.push(line..=end);
        }
        self.functions.push(Function {
            name: signature.ident.to_string(),
            line,
            length: end + 1 - line,
            is_async: signature.asyncness.is_some(),
            first_argument: signature.inputs.first().and_then(type_word),
        });
    }

    fn named(&mut self, ident: &syn::Ident) {
        self.types.push((ident.to_string(), ident.span().start().line));
    }
}

impl<'a> Visit<'a> for Rust {
    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        if let (true, Some((braces, _))) = (is_for_tests(&module.attrs), &module.content) {
            let begin = module.mod_token.span.start().line;
            self.tests.push(begin..=braces.span.close().end().line);
        }
        visit::visit_item_mod(self, module);
    }

    fn visit_item_fn(&mut self, function: &'a syn::ItemFn) {
        self.function(&function.sig, &function.block, &function.attrs);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'a syn::ImplItemFn) {
        self.function(&function.sig, &function.block, &function.attrs);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'a syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.function(&function.sig, block, &function.attrs);
        }
        visit::visit_trait_item_fn(self, function);
    }

    fn visit_item_struct(&mut self, item: &'a syn::ItemStruct) {
        self.named(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'a syn::ItemEnum) {
        self.named(&item.ident);
    }

    fn visit_item_trait(&mut self, item: &'a syn::ItemTrait) {
        self.named(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'a syn::ItemType) {
        self.named(&item.ident);
    }
}

/// `#[cfg(test)]`, `#[test]`, `#[tokio::test]`.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        let last = path.segments.last().map(|segment| segment.ident.to_string());
        match (last.as_deref(), &attribute.meta) {
            (Some("test"), _) => true,
            (Some("cfg"), syn::Meta::List(list)) => mentions_test(list.tokens.clone()),
            _ => false,
        }
    })
}

/// `test` or `all(test, …)`, but not `not(test)`.
fn mentions_test(tokens: TokenStream) -> bool {
    let mut negated = false;
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => {
            negated = ident == "not";
            ident == "test"
        }
        TokenTree::Group(group) => !negated && mentions_test(group.stream()),
        _ => false,
    })
}

fn type_word(argument: &syn::FnArg) -> Option<String> {
    let syn::FnArg::Typed(typed) = argument else { return None };
    let mut kind = &*typed.ty;
    while let syn::Type::Reference(reference) = kind {
        kind = &reference.elem;
    }
    let syn::Type::Path(path) = kind else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

/// A call or macro found among tokens: `.name(…)`, `name!(…)`.
pub struct Call {
    pub name: String,
    pub line: usize,
    pub is_macro: bool,
    pub is_method: bool,
    pub arguments: TokenStream,
}

/// Every call and macro in the tokens, inner ones too, also inside other macros.
pub fn calls(tokens: &TokenStream) -> Vec<Call> {
    let mut found = Vec::new();
    walk(tokens, &mut |list, index| found.extend(call_at(list, index)));
    found
}

fn call_at(list: &[TokenTree], index: usize) -> Option<Call> {
    let TokenTree::Ident(name) = &list[index] else { return None };
    let bang = is_punct(list.get(index + 1), '!');
    let TokenTree::Group(group) = list.get(index + 1 + usize::from(bang))? else { return None };
    if !bang && group.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    Some(Call {
        name: name.to_string(),
        line: name.span().start().line,
        is_macro: bang,
        is_method: index > 0 && is_punct(list.get(index - 1), '.'),
        arguments: group.stream(),
    })
}

/// Visits each token with its neighbours, in every group.
pub fn walk(tokens: &TokenStream, visit: &mut dyn FnMut(&[TokenTree], usize)) {
    let list: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (index, token) in list.iter().enumerate() {
        visit(&list, index);
        if let TokenTree::Group(group) = token {
            walk(&group.stream(), visit);
        }
    }
}

pub fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// The text of a string literal, plain or raw.
pub fn string_of(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let source = literal.to_string();
    if !source.starts_with(['"', 'r']) {
        return None;
    }
    syn::parse_str::<syn::LitStr>(&source).ok().map(|literal| literal.value())
}

/// Every string literal with its line.
pub fn strings(tokens: &TokenStream) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    walk(tokens, &mut |list, index| {
        let line = list[index].span().start().line;
        found.extend(string_of(&list[index]).map(|text| (text, line)));
    });
    found
}

/// A file that cannot be parsed hides from all other rules.
pub fn parses(tree: &Tree, findings: &mut Vec<Finding>) {
    let broken = tree.files.iter().filter(|file| file.extension() == "rs" && file.rust.is_none());
    // Programs that must not compile are allowed to be strange, but they do parse.
    findings.extend(broken.map(|file| Finding {
        rule: "parses",
        path: file.path.clone(),
        line: 1,
        what: "is not a Rust file that can be parsed".to_owned(),
        mend: "The rules cannot look into it: mend the syntax.",
        measure: None,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "
struct Pair;
impl Pair {
    async fn show(SignedIn(tx): access::SignedIn<Reads>, id: u8) -> u8 {
        tx.t(\"a-key\")
    }
}
#[cfg(test)]
mod tests {
    #[test]
    fn works() {}
}
";

    #[test]
    fn functions_types_and_tests_are_found() {
        let rust = Rust::parse(SOURCE).unwrap();
        let show = &rust.functions[0];
        assert_eq!((show.name.as_str(), show.line, show.length), ("show", 4, 3));
        assert!(show.is_async);
        assert_eq!(show.first_argument.as_deref(), Some("SignedIn"));
        assert_eq!(rust.types, [("Pair".to_owned(), 2)]);
        assert!(rust.is_test_line(11) && !rust.is_test_line(5));
        assert_eq!(rust.test_lines(SOURCE), 4);
    }

    #[test]
    fn calls_are_found_inside_macros() {
        let tokens = TokenStream::from_str("println!(\"{}\", t.with(\"key\", 1))").unwrap();
        let calls = calls(&tokens);
        let names: Vec<_> =
            calls.iter().map(|c| (c.name.as_str(), c.is_macro, c.is_method)).collect();
        assert_eq!(names, [("println", true, false), ("with", false, true)]);
        assert_eq!(strings(&calls[1].arguments)[0].0, "key");
    }

    #[test]
    fn code_without_tests_is_not_for_tests() {
        let rust = Rust::parse("#[cfg(not(test))]\nmod a {\n fn b() {}\n}\n").unwrap();
        assert!(!rust.is_test_line(3));
    }
}
