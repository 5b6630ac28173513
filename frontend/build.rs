//! Runs LALRPOP over the grammar, and nothing else.
fn main() {
    lalrpop::Configuration::new()
        .use_cargo_dir_conventions()
        .process()
        .expect("the grammar has no conflicts");
}
