//! A generator of concurrent Go programs.
//!
//! Every program ends or deadlocks: all loops are bounded, nothing spins. Whether it panics,
//! leaks, deadlocks or prints in one order or another depends on the schedule; that is the point.

use std::fmt::Write as _;

/// A generator of numbers (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).expect("is small")
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A program in the making.
struct Generator {
    dice: Dice,
    out: String,
    indent: usize,
    /// How many there are of each shared thing.
    chans: usize,
    mutexes: usize,
    atomics: usize,
    /// Names given so far.
    names: usize,
    /// Statements that may still be written.
    left: usize,
    /// Whether everything that may block has a way out.
    careful: bool,
}

/// The program of a seed.
pub(crate) fn program(seed: u64) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let mut generator = Generator {
        chans: 1 + dice.below(3),
        mutexes: 1 + dice.below(2),
        atomics: 1 + dice.below(2),
        left: 8 + dice.below(30),
        careful: dice.chance(50),
        dice,
        out: String::new(),
        indent: 0,
        names: 0,
    };
    generator.file();
    generator.out
}

impl Generator {
    fn line(&mut self, text: &str) {
        let tabs = "\t".repeat(self.indent);
        let _ = writeln!(self.out, "{tabs}{text}");
    }

    fn open(&mut self, text: &str) {
        self.line(text);
        self.indent += 1;
    }

    fn close(&mut self, text: &str) {
        self.indent -= 1;
        self.line(text);
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("v{}", self.names)
    }

    fn file(&mut self) {
        self.line("package main\n");
        self.open("import (");
        for package in ["context", "fmt", "math/rand", "runtime", "sync", "sync/atomic", "time"] {
            self.line(&format!("{package:?}"));
        }
        self.close(")\n");
        self.open("var (");
        for i in 0..self.chans {
            let capacity = self.dice.below(4);
            self.line(&format!("c{i} = make(chan int, {capacity})"));
        }
        for i in 0..self.mutexes {
            self.line(&format!("mu{i} sync.Mutex"));
            self.line(&format!("x{i} int"));
        }
        for i in 0..self.atomics {
            self.line(&format!("a{i} atomic.Int64"));
        }
        self.line("rw sync.RWMutex");
        self.line("table = map[int]int{1: 1, 2: 2, 3: 3}");
        self.line("once sync.Once");
        self.line("wg sync.WaitGroup");
        self.line("ctx, cancel = context.WithTimeout(context.Background(), 50*time.Millisecond)");
        self.close(")\n");
        self.line("var _ = rand.Intn");
        self.line("var _ = runtime.Gosched\n");
        self.open("func main() {");
        self.line("defer cancel()");
        let workers = 2 + self.dice.below(4);
        for i in 0..workers {
            self.goroutine(&format!("w{i}"), 2);
        }
        if self.dice.chance(60) {
            self.block("main", 2);
        }
        if self.dice.chance(80) {
            self.line("wg.Wait()");
        }
        for i in 0..self.atomics {
            self.line(&format!("fmt.Println(\"a{i}\", a{i}.Load())"));
        }
        for i in 0..self.mutexes {
            self.line(&format!("mu{i}.Lock()"));
            self.line(&format!("fmt.Println(\"x{i}\", x{i})"));
        }
        self.line(&format!("fmt.Println(\"chan\", len(c0), cap(c0), {})", self.chans));
        self.close("}");
    }

    /// A `go` statement.
    fn goroutine(&mut self, who: &str, depth: usize) {
        self.line("wg.Add(1)");
        self.open("go func() {");
        self.line("defer wg.Done()");
        if self.careful || self.dice.chance(60) {
            self.open("defer func() {");
            self.open("if r := recover(); r != nil {");
            self.line(&format!("fmt.Println({who:?}, \"recovered\", r)"));
            self.close("}");
            self.close("}()");
        }
        self.block(who, depth);
        self.close("}()");
    }

    fn block(&mut self, who: &str, depth: usize) {
        for _ in 0..=self.dice.below(5) {
            if self.left > 0 {
                self.left -= 1;
                self.statement(who, depth);
            }
        }
    }

    fn chan(&mut self) -> usize {
        self.dice.below(self.chans)
    }

    fn statement(&mut self, who: &str, depth: usize) {
        match self.dice.below(if depth > 0 { 21 } else { 17 }) {
            0 | 1 => self.send(),
            2 | 3 => self.receive(who),
            4 | 5 => self.select(who, depth),
            6 | 7 => self.locked(),
            8 => self.tried(who),
            9 => self.read_locked(who),
            10 | 11 => self.atomic(who),
            12 => {
                let ms = 1 + self.dice.below(20);
                self.line(&format!("time.Sleep({ms} * time.Millisecond)"));
            }
            13 => self.line("runtime.Gosched()"),
            14 => self.map(who),
            15 => self.line(&format!("fmt.Println({who:?}, rand.Intn(100))")),
            16 => self.rare(who),
            17 | 18 => self.repeated(who, depth),
            19 => {
                let name = format!("{who}.{}", self.names);
                self.names += 1;
                self.goroutine(&name, depth - 1);
            }
            _ => self.caught(who, depth),
        }
    }

    fn send(&mut self) {
        let (c, n) = (self.chan(), self.dice.below(100));
        if self.careful {
            self.open("select {");
            self.line(&format!("case c{c} <- {n}:"));
            self.line("case <-ctx.Done():");
            self.close("}");
        } else {
            self.line(&format!("c{c} <- {n}"));
        }
    }

    fn receive(&mut self, who: &str) {
        let (c, v) = (self.chan(), self.name());
        if self.careful {
            self.open("select {");
            self.line(&format!("case {v}, ok := <-c{c}:"));
            self.line(&format!("\tfmt.Println({who:?}, \"got\", {v}, ok)"));
            self.line("case <-ctx.Done():");
            self.line(&format!("\tfmt.Println({who:?}, ctx.Err())"));
            self.close("}");
        } else {
            self.line(&format!("{v} := <-c{c}"));
            self.line(&format!("fmt.Println({who:?}, \"got\", {v})"));
        }
    }

    fn select(&mut self, who: &str, depth: usize) {
        self.open("select {");
        for _ in 0..=self.dice.below(3) {
            let c = self.chan();
            let n = self.dice.below(100);
            match self.dice.below(3) {
                0 => self.line(&format!("case c{c} <- {n}:")),
                1 => {
                    let v = self.name();
                    self.line(&format!("case {v} := <-c{c}:"));
                    self.line(&format!("\tfmt.Println({who:?}, \"selected\", {v})"));
                }
                _ => {
                    let ms = 1 + self.dice.below(9);
                    self.line(&format!("case <-time.After({ms} * time.Millisecond):"));
                }
            }
            if depth > 0 && self.dice.chance(20) && self.left > 0 {
                self.left -= 1;
                self.indent += 1;
                self.statement(who, depth - 1);
                self.indent -= 1;
            }
        }
        if self.careful || self.dice.chance(50) {
            self.line("default:");
            self.line(&format!("\tfmt.Println({who:?}, \"default\")"));
        }
        self.close("}");
    }

    fn locked(&mut self) {
        let (m, n) = (self.dice.below(self.mutexes), 1 + self.dice.below(9));
        self.line(&format!("mu{m}.Lock()"));
        let v = self.name();
        self.line(&format!("{v} := x{m}"));
        if self.dice.chance(40) {
            self.line("runtime.Gosched()");
        }
        if !self.careful && self.mutexes > 1 && self.dice.chance(30) {
            let other = self.mutexes - 1 - m;
            self.line(&format!("mu{other}.Lock()"));
            self.line(&format!("x{other}++"));
            self.line(&format!("mu{other}.Unlock()"));
        }
        self.line(&format!("x{m} = {v} + {n}"));
        self.line(&format!("mu{m}.Unlock()"));
    }

    fn tried(&mut self, who: &str) {
        let m = self.dice.below(self.mutexes);
        self.open(&format!("if mu{m}.TryLock() {{"));
        self.line(&format!("x{m} *= 2"));
        self.line(&format!("mu{m}.Unlock()"));
        self.close("} else {");
        self.line(&format!("\tfmt.Println({who:?}, \"locked\")"));
        self.line("}");
    }

    fn read_locked(&mut self, who: &str) {
        if self.dice.chance(60) {
            self.line("rw.RLock()");
            self.line(&format!("fmt.Println({who:?}, \"table\", len(table), table[1])"));
            self.line("rw.RUnlock()");
        } else {
            let (k, n) = (self.dice.below(6), self.dice.below(50));
            self.line("rw.Lock()");
            self.line(&format!("table[{k}] += {n}"));
            self.line("rw.Unlock()");
        }
    }

    fn atomic(&mut self, who: &str) {
        let (a, n) = (self.dice.below(self.atomics), self.dice.below(10));
        match self.dice.below(4) {
            0 | 1 => self.line(&format!("a{a}.Add({n})")),
            2 => self.line(&format!("fmt.Println({who:?}, a{a}.CompareAndSwap({n}, 0))")),
            _ => {
                self.open(&format!("if a{a}.Load() > {n} {{"));
                self.line(&format!("a{a}.Store(0)"));
                self.close("}");
            }
        }
    }

    fn map(&mut self, who: &str) {
        self.line("rw.RLock()");
        let (k, v) = (self.name(), self.name());
        self.open(&format!("for {k}, {v} := range table {{"));
        self.line(&format!("fmt.Println({who:?}, {k}, {v})"));
        if self.dice.chance(50) {
            self.line("break");
        }
        self.close("}");
        self.line("rw.RUnlock()");
    }

    fn rare(&mut self, who: &str) {
        let c = self.chan();
        match self.dice.below(6) {
            0 if !self.careful => self.line(&format!("close(c{c})")),
            1 => self.line(&format!("once.Do(func() {{ fmt.Println({who:?}, \"once\") }})")),
            2 => self.line("cancel()"),
            3 => self.line(&format!(
                "time.AfterFunc(3*time.Millisecond, func() {{ a0.Add(100); fmt.Println({who:?}, \"after\") }})"
            )),
            4 if !self.careful => {
                self.open("if a0.Load() == 3 {");
                self.line(&format!("panic({who:?})"));
                self.close("}");
            }
            _ => {
                self.open(&format!("if len(c{c}) == cap(c{c}) {{"));
                self.line("runtime.Goexit()");
                self.close("}");
            }
        }
    }

    fn repeated(&mut self, who: &str, depth: usize) {
        let n = 2 + self.dice.below(3);
        self.open(&format!("for range {n} {{"));
        self.block(who, depth - 1);
        self.close("}");
    }

    /// A function literal that recovers from its own panic.
    fn caught(&mut self, who: &str, depth: usize) {
        self.open("func() {");
        self.line(&format!("defer func() {{ fmt.Println({who:?}, recover()) }}()"));
        self.block(who, depth - 1);
        match self.dice.below(3) {
            0 => self.line("panic(\"mine\")"),
            1 => self.line("var m map[string]int; m[\"x\"]++"),
            _ => {}
        }
        self.close("}()");
    }
}
