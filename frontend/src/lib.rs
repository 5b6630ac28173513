//! The front end of goweave: source text → tokens → AST → type-checked program.
//!
//! 1. [`lexer`] turns bytes into tokens, inserts semicolons and marks body braces.
//! 2. [`parser`] turns tokens into an [`ast::File`] and a list of diagnostics; it never fails.
//! 3. [`check`] type-checks packages into a [`Program`]: types, objects, packages and the
//!    [`info::Info`] tables, which hold everything later stages may read.
//!
//! 4. [`vet`] looks for mistakes that the language allows.
//!
//! Nothing here knows a scheduler, and nothing here does IO: sources arrive through
//! [`check::importer::Importer`].

pub mod ast;
pub mod check;
pub mod constraint;
pub mod diagnostic;
mod directive;
pub mod explain;
pub mod hints;
pub mod info;
pub mod lexer;
pub mod parser;
pub mod program;
pub mod source;
pub mod span;
pub mod symbol;
pub mod types;
pub mod vet;

pub use program::Program;
