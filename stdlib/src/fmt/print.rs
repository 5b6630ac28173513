//! Print, Println and values of every kind under a verb.

use super::methods::{Calls, Method, is_error, wanted};
use super::value::{Memory, Value};
use super::verb::Writer;
use interp::code::{Kind, RTypeId};
use interp::native::Iface;

/// One formatting of some operands.
pub(super) struct Printer<'a> {
    /// Where the values lie.
    pub(super) mem: Memory<'a>,
    /// The text so far, and the flags of the verb at work.
    pub(super) w: Writer,
    /// Method calls wanted or made.
    pub(super) calls: Calls,
    /// Inside `%!verb(…)`: no methods are called.
    pub(super) erroring: bool,
    /// Whether `%w` is allowed: Errorf.
    pub(super) wraps: bool,
    /// Operands of `%w`, in order.
    pub(super) wrapped: Vec<u32>,
    /// Whether explicit operand indexes were used.
    pub(super) reordered: bool,
}

impl<'a> Printer<'a> {
    pub(super) fn new(mem: Memory<'a>, calls: Calls) -> Self {
        Self {
            mem,
            w: Writer::default(),
            calls,
            erroring: false,
            wraps: false,
            wrapped: Vec::new(),
            reordered: false,
        }
    }

    /// Print: a space between operands when neither is a string.
    pub(super) fn print(&mut self, args: &[Iface]) {
        let mut after_string = true;
        for (i, &arg) in args.iter().enumerate() {
            let string = arg.ty != RTypeId::NIL && self.mem.ty(arg.ty).kind == Kind::String;
            if i > 0 && !string && !after_string {
                self.w.char(' ');
            }
            self.arg(arg, 'v');
            after_string = string;
        }
    }

    /// Println: spaces between operands, a newline at the end.
    pub(super) fn println(&mut self, args: &[Iface]) {
        for (i, &arg) in args.iter().enumerate() {
            if i > 0 {
                self.w.char(' ');
            }
            self.arg(arg, 'v');
        }
        self.w.char('\n');
    }

    /// One operand under a verb.
    pub(super) fn arg(&mut self, arg: Iface, verb: char) {
        if arg.ty == RTypeId::NIL {
            match verb {
                'T' | 'v' => self.w.pad(b"<nil>"),
                _ => self.bad_verb(None, verb),
            }
            return;
        }
        let v = self.mem.of_iface(arg);
        let ty = self.mem.ty(arg.ty);
        match verb {
            'T' => self.w.string(ty.string.as_bytes()),
            'p' => self.pointer(v, 'p'),
            _ if ty.kind == Kind::Slice && ty.name.is_empty() && self.is_byte(ty.elem) => {
                self.byte_slice(v, verb, "[]byte");
            }
            _ if ty.name == "Value" && ty.pkg == "reflect" => match self.mem.reflected(v) {
                None => self.w.text("<invalid reflect.Value>"),
                Some(v) if !v.hidden && self.methods(v, verb) => {}
                Some(v) => self.value(v, verb, 0),
            },
            _ if self.methods(v, verb) => {}
            _ => self.value(v, verb, 0),
        }
    }

    /// Whether a type is exactly `byte`.
    fn is_byte(&self, ty: RTypeId) -> bool {
        let ty = self.mem.ty(ty);
        ty.kind == Kind::Uint8 && ty.pkg.is_empty()
    }

    /// Formats through a method of the value if it has one that applies.
    fn methods(&mut self, v: Value, mut verb: char) -> bool {
        if self.erroring {
            return false;
        }
        let ty = self.mem.ty(v.ty);
        if verb == 'w' {
            if !self.wraps || !is_error(self.mem.code, ty) {
                self.bad_verb(Some(v), verb);
                return true;
            }
            verb = 'v';
        }
        let Some(method) = wanted(self.mem.code, ty, verb, self.w.flags.sharp_v) else {
            return false;
        };
        if let Some(answer) = self.calls.next(self.mem, v, method, verb, self.w.flags) {
            if answer.raw {
                self.w.out.extend_from_slice(answer.text);
            } else if method == Method::GoString {
                self.w.string(answer.text);
            } else {
                self.string(v, answer.text, verb);
            }
        }
        true
    }

    /// `%!verb(type=value)`.
    fn bad_verb(&mut self, v: Option<Value>, verb: char) {
        self.erroring = true;
        self.w.text("%!");
        self.w.char(verb);
        self.w.char('(');
        match v {
            Some(v) => {
                self.w.text(&self.mem.ty(v.ty).string);
                self.w.char('=');
                self.value(v, 'v', 0);
            }
            None => self.w.text("<nil>"),
        }
        self.w.char(')');
        self.erroring = false;
    }

    /// A value under a verb. `depth` is 0 for an operand itself, whose methods were tried.
    pub(super) fn value(&mut self, v: Value, verb: char, depth: u32) {
        let mem = self.mem;
        let ty = mem.ty(v.ty);
        if depth > 0 && !v.hidden {
            let itself = if ty.kind == Kind::Interface { mem.inside(v) } else { Some(v) };
            if itself.is_some_and(|v| self.methods(v, verb)) {
                return;
            }
        }
        let sharp_v = self.w.flags.sharp_v;
        match ty.kind {
            Kind::Bool => match verb {
                't' | 'v' => self.w.boolean(mem.scalar(v) != 0),
                _ => self.bad_verb(Some(v), verb),
            },
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                self.integer(v, true, verb);
            }
            Kind::Uint
            | Kind::Uint8
            | Kind::Uint16
            | Kind::Uint32
            | Kind::Uint64
            | Kind::Uintptr => self.integer(v, false, verb),
            Kind::Float32 => self.float(v, mem.float(v), 32, verb),
            Kind::Float64 => self.float(v, mem.float(v), 64, verb),
            Kind::Complex64 | Kind::Complex128 => self.complex(v, verb),
            Kind::String => self.string(v, mem.str(v), verb),
            Kind::Map => {
                if sharp_v {
                    self.w.text(&ty.string);
                    if mem.scalar(v) == 0 {
                        self.w.text("(nil)");
                        return;
                    }
                    self.w.char('{');
                } else {
                    self.w.text("map[");
                }
                for (i, (key, elem)) in mem.sorted_entries(v).into_iter().enumerate() {
                    self.separator(i > 0);
                    self.value(key, verb, depth + 1);
                    self.w.char(':');
                    self.value(elem, verb, depth + 1);
                }
                self.w.char(if sharp_v { '}' } else { ']' });
            }
            Kind::Struct => {
                if sharp_v {
                    self.w.text(&ty.string);
                }
                self.w.char('{');
                for (i, field) in ty.fields.iter().enumerate() {
                    self.separator(i > 0);
                    if self.w.flags.plus_v || sharp_v {
                        self.w.text(field.name);
                        self.w.char(':');
                    }
                    let part = mem.field(v, field);
                    let inside =
                        if mem.ty(part.ty).kind == Kind::Interface { mem.inside(part) } else { None };
                    self.value(inside.unwrap_or(part), verb, depth + 1);
                }
                self.w.char('}');
            }
            Kind::Interface => match mem.inside(v) {
                Some(inside) => self.value(inside, verb, depth + 1),
                None if sharp_v => {
                    self.w.text(&ty.string);
                    self.w.text("(nil)");
                }
                None => self.w.text("<nil>"),
            },
            Kind::Array | Kind::Slice => self.list(v, verb, depth),
            Kind::Pointer => {
                let composite = matches!(
                    mem.ty(ty.elem).kind,
                    Kind::Array | Kind::Slice | Kind::Struct | Kind::Map
                );
                if depth == 0 && composite && mem.scalar(v) != 0 {
                    self.w.char('&');
                    self.value(mem.pointee(v), verb, depth + 1);
                } else {
                    self.pointer(v, verb);
                }
            }
            Kind::Chan | Kind::Func | Kind::UnsafePointer => self.pointer(v, verb),
            Kind::Invalid => self.w.text("?"),
        }
    }

    fn separator(&mut self, needed: bool) {
        if needed {
            self.w.text(if self.w.flags.sharp_v { ", " } else { " " });
        }
    }

    fn list(&mut self, v: Value, verb: char, depth: u32) {
        let ty = self.mem.ty(v.ty);
        let bytes = self.mem.ty(ty.elem).kind == Kind::Uint8;
        if bytes && matches!(verb, 's' | 'q' | 'x' | 'X') {
            self.byte_slice(v, verb, &ty.string);
            return;
        }
        let sharp_v = self.w.flags.sharp_v;
        if sharp_v {
            self.w.text(&ty.string);
            if ty.kind == Kind::Slice && self.mem.word(v, 0) == 0 {
                self.w.text("(nil)");
                return;
            }
        }
        self.w.char(if sharp_v { '{' } else { '[' });
        for i in 0..self.mem.len(v) {
            self.separator(i > 0);
            self.value(self.mem.element(v, i), verb, depth + 1);
        }
        self.w.char(if sharp_v { '}' } else { ']' });
    }

    /// Slices and arrays of bytes.
    fn byte_slice(&mut self, v: Value, verb: char, type_name: &str) {
        let bytes = self.mem.byte_elements(v);
        match verb {
            'v' | 'd' if self.w.flags.sharp_v => {
                self.w.text(type_name);
                if self.mem.word(v, 0) == 0 {
                    self.w.text("(nil)");
                    return;
                }
                self.w.char('{');
                for (i, &b) in bytes.iter().enumerate() {
                    self.separator(i > 0);
                    self.w.hex(u64::from(b), true);
                }
                self.w.char('}');
            }
            'v' | 'd' => {
                self.w.char('[');
                for (i, &b) in bytes.iter().enumerate() {
                    self.separator(i > 0);
                    self.w.integer(u64::from(b), 10, false, verb);
                }
                self.w.char(']');
            }
            's' => self.w.string(&bytes),
            'q' => self.w.quoted(&bytes),
            'x' | 'X' => self.w.hex_bytes(&bytes, verb == 'X'),
            _ => self.value(v, verb, 0),
        }
    }

    fn integer(&mut self, v: Value, signed: bool, verb: char) {
        let n = self.mem.scalar(v);
        match verb {
            'v' if self.w.flags.sharp_v && !signed => self.w.hex(n, true),
            'v' | 'd' => self.w.integer(n, 10, signed, verb),
            'b' => self.w.integer(n, 2, signed, verb),
            'o' | 'O' => self.w.integer(n, 8, signed, verb),
            'x' | 'X' => self.w.integer(n, 16, signed, verb),
            'c' => self.w.rune(n),
            'q' => self.w.quoted_rune(n),
            'U' => self.w.unicode(n),
            _ => self.bad_verb(Some(v), verb),
        }
    }

    /// A float, or a part of the complex number `v`.
    fn float(&mut self, v: Value, f: f64, bits: u32, verb: char) {
        match verb {
            'v' => self.w.float(f, bits, b'g', -1),
            'b' | 'g' | 'G' | 'x' | 'X' => self.w.float(f, bits, verb as u8, -1),
            'f' | 'e' | 'E' => self.w.float(f, bits, verb as u8, 6),
            'F' => self.w.float(f, bits, b'f', 6),
            _ => self.bad_verb(Some(v), verb),
        }
    }

    fn complex(&mut self, v: Value, verb: char) {
        if !matches!(verb, 'v' | 'b' | 'g' | 'G' | 'x' | 'X' | 'f' | 'F' | 'e' | 'E') {
            self.bad_verb(Some(v), verb);
            return;
        }
        let (re, im, bits) = self.mem.complex(v);
        self.w.char('(');
        self.float(v, re, bits, verb);
        let plus = std::mem::replace(&mut self.w.flags.plus, true);
        self.float(v, im, bits, verb);
        self.w.flags.plus = plus;
        self.w.text("i)");
    }

    /// A string, or what a method of `v` answered.
    fn string(&mut self, v: Value, s: &[u8], verb: char) {
        match verb {
            'v' if self.w.flags.sharp_v => self.w.quoted(s),
            'v' | 's' => self.w.string(s),
            'x' | 'X' => self.w.hex_bytes(s, verb == 'X'),
            'q' => self.w.quoted(s),
            _ => self.bad_verb(Some(v), verb),
        }
    }

    fn pointer(&mut self, v: Value, verb: char) {
        let ty = self.mem.ty(v.ty);
        #[expect(clippy::wildcard_enum_match_arm, reason = "all others are no pointers")]
        let addr = match ty.kind {
            Kind::Chan | Kind::Func | Kind::Map | Kind::Pointer | Kind::UnsafePointer => {
                self.mem.scalar(v)
            }
            Kind::Slice => self.mem.word(v, 0),
            _ => return self.bad_verb(Some(v), verb),
        };
        match verb {
            'v' if self.w.flags.sharp_v => {
                self.w.char('(');
                self.w.text(&ty.string);
                self.w.text(")(");
                if addr == 0 {
                    self.w.text("nil");
                } else {
                    self.w.hex(addr, true);
                }
                self.w.char(')');
            }
            'v' if addr == 0 => self.w.pad(b"<nil>"),
            'v' | 'p' => self.w.hex(addr, !self.w.flags.sharp),
            'b' => self.w.integer(addr, 2, false, verb),
            'o' => self.w.integer(addr, 8, false, verb),
            'd' => self.w.integer(addr, 10, false, verb),
            'x' | 'X' => self.w.integer(addr, 16, false, verb),
            _ => self.bad_verb(Some(v), verb),
        }
    }
}
