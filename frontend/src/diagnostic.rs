//! Diagnostics: plain data, no rendering.

use crate::span::Span;

/// How bad a diagnostic is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The program is not valid Go: it does not run.
    Error,
    /// Valid Go that goweave does not support: status 3.
    Unsupported,
    /// A finding of `vet`.
    Warning,
}

/// One message about one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The place; `span.lo` is what gc would print.
    pub span: Span,
    /// A stable kebab-case code, for example `undeclared-name` or `syntax`.
    pub code: &'static str,
    /// gc's words where gc has this error, without a final full stop.
    pub message: String,
    /// What to do about it, where we know.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at `span`.
    pub fn error(span: Span, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, span, code, message: message.into(), help: None }
    }

    /// Something valid that goweave does not support.
    pub fn unsupported(span: Span, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Unsupported, ..Self::error(span, code, message) }
    }
}
