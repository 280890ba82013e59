//! Programs that must not compile: the rules of access are checked by the compiler.
//!
//! Each file in `wrong/` is one mistake; beside it stands what the compiler says. When a message
//! changes: `TRYBUILD=overwrite cargo test -p platform --test wrong`, and read the difference.

#[test]
fn wrong_programs_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/wrong/*.rs");
}
