#!/usr/bin/env python3
"""libraries.py [-md] [-again] [-alone] [-v] [DEBIAN-PACKAGE...]: the tests of Go libraries, unmodified, under goweave.

Each Debian package, and the golang-*-dev packages it depends on, is downloaded and unpacked below LIBS
(default /tmp/libs). A library becomes a module with its dependencies under vendor. `go test -json` says
which test functions pass with real Go; those must pass with `goweave test -json`. GO names the go
command, GOWEAVE goweave's. Verdicts of real Go are kept in LIBS; -again asks goweave anew (else only
libraries without kept verdicts are run), -md prints a table in Markdown, -v every failing test with the
end of its output. SECONDS_EACH limits each package's run; -alone runs tests without a verdict, because another
one crashed or took too long, by themselves.
"""
import collections, json, os, pathlib, re, shutil, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
GO = os.environ.get("GO", "go")
GOWEAVE = os.environ.get("GOWEAVE", str(ROOT / "target/release/goweave"))
LIBS = pathlib.Path(os.environ.get("LIBS", "/tmp/libs"))
SECONDS = int(os.environ.get("SECONDS_EACH", "120"))
ALONE = 15
ENV = dict(os.environ, GOTOOLCHAIN="local", GOPROXY="off", GOFLAGS="-mod=vendor", GO111MODULE="on")
SOURCES = LIBS / "root/usr/share/gocode/src"
LEAST = (1, 21)
UNPACKED = set()
IMPORT = re.compile(r'^\s*(?:import\s+)?(?:[\w.]+\s+)?"([^"\s]+)"\s*(?://.*)?$', re.M)

PACKAGES = """
stretchr-testify pmezard-go-difflib davecgh-go-spew google-go-cmp pkg-errors
hashicorp-go-multierror hashicorp-golang-lru hashicorp-errwrap hashicorp-go-version
hashicorp-go-immutable-radix hashicorp-go-memdb cenkalti-backoff golang-gopkg-eapache-queue.v1
golang-gopkg-eapache-channels.v1 golang-gopkg-eapache-go-resiliency.v1 juju-ratelimit patrickmn-go-cache
oklog-run oklog-ulid golang-go.uber-atomic golang-go.uber-multierr golang-uber-goleak golang-go.uber-zap
golang-golang-x-sync golang-golang-x-time golang-golang-x-exp emirpasic-gods google-uuid google-btree
google-shlex gorilla-mux gorilla-websocket gorilla-sessions gorilla-securecookie spf13-pflag spf13-cobra
spf13-cast spf13-afero urfave-cli urfave-cli-v2 burntsushi-toml golang-gopkg-yaml.v2 golang-gopkg-yaml.v3
mitchellh-mapstructure mitchellh-copystructure mitchellh-reflectwalk mitchellh-go-homedir
mitchellh-hashstructure mitchellh-go-wordwrap golang-github-sirupsen-logrus go-kit-log rs-zerolog rs-xid
julienschmidt-httprouter go-chi-chi dustin-go-humanize fatih-color fatih-structs fatih-set
mattn-go-runewidth mattn-go-isatty mattn-go-shellwords mattn-go-colorable jinzhu-copier imdario-mergo
cespare-xxhash golang-github-golang-groupcache golang-github-golang-snappy golang-github-golang-mock golang-gomega onsi-ginkgo
smartystreets-assertions smartystreets-gunit shopspring-decimal tidwall-gjson tidwall-match tidwall-pretty
tidwall-btree tidwall-rtree tidwall-tinyqueue bits-and-blooms-bitset willf-bloom deckarep-golang-set
go-playground-validator-v10 robfig-cron benbjohnson-clock jonboulle-clockwork matryer-is matryer-try
frankban-quicktest rogpeppe-go-internal golang-github-kr-pretty golang-github-kr-text
alecthomas-assert alecthomas-participle alecthomas-repr alecthomas-units alecthomas-kong
peterbourgon-diskv golang-golang-x-xerrors golang-golang-x-mod golang-gopkg-tomb.v2
golang-gopkg-fatih-pool.v2 golang-gopkg-retry.v1 golang-github-stretchr-objx golang-gopkg-check.v1
armon-go-radix avast-retry-go benbjohnson-immutable blang-semver masterminds-semver joho-godotenv
kballard-go-shellquote derekparker-trie docker-go-events facebookgo-clock ghodss-yaml go-ini-ini
gobwas-glob gorhill-cronexpr hailocab-go-hostpool hashicorp-go-hclog hashicorp-logutils ivpusic-grpool
jmhodges-clock jpillora-backoff juju-clock karlseguin-ccache kelseyhightower-envconfig
magiconair-properties modern-go-concurrent muesli-reflow agext-levenshtein agnivade-levenshtein
paulbellamy-ratecounter pelletier-go-toml pivotal-golang-clock pquerna-cachecontrol renekroon-ttlcache
rican7-retry rivo-uniseg robfig-go-cache ryanuber-columnize ryanuber-go-glob ryszard-goskiplist
valyala-bytebufferpool aalpar-deheap mailgun-minheap moby-pubsub oxtoacart-bpool thejerf-suture
yourbasic-graph thoas-go-funk tevino-abool bep-debounce vividcortex-ewma golang-gopkg-inf.v0
golang-golang-x-text russross-blackfriday-v2 yuin-goldmark
""".split()


def debian(name):
    return name if name.startswith("golang-") and name.endswith("-dev") else \
        f"{name}-dev" if name.startswith("golang-") else f"golang-github-{name}-dev"


def unpack(package, depends=True):
    """Downloads and unpacks a package and what it depends on; its folders that hold Go files."""
    listed = LIBS / "debs" / f"{package}.list"
    if not listed.exists():
        listed.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["apt-get", "download", package], cwd=listed.parent, capture_output=True, text=True)
        debs = sorted(listed.parent.glob(f"{package}_*.deb"))
        if not debs:
            listed.write_text("\n")
            print(f"{package}: {done.stderr.strip().splitlines()[:1]}", file=sys.stderr)
            return []
        fields = subprocess.run(["dpkg", "-f", debs[-1], "Depends"], capture_output=True, text=True).stdout
        names = [n.strip().split(" ")[0].split(":")[0] for n in re.split("[,|]", fields)]
        names = [n for n in names if n.startswith("golang-") and n.endswith("-dev") and n != package]
        subprocess.run(["dpkg", "-x", debs[-1], LIBS / "root"], check=True)
        files = subprocess.run(["dpkg", "-c", debs[-1]], capture_output=True, text=True).stdout
        files = [l.split(" ./usr/share/gocode/src/")[1].split(" -> ")[0] for l in files.splitlines() if " ./usr/share/gocode/src/" in l]
        debs[-1].unlink()
        listed.write_text(" ".join(names) + "\n" + "\n".join(files))
    names, *files = listed.read_text().split("\n")
    if depends and package not in UNPACKED:
        UNPACKED.add(package)  # packages may depend on each other
        for name in names.split():
            unpack(name)
    return [f for f in files if f.endswith(".go")]


def root_of(path):
    """The module an import path, or file name, belongs to."""
    parts = path.split("/")
    if parts[0] == "gopkg.in":
        at = 2 if re.search(r"\.v\d+$", parts[1]) else 3
    elif parts[0] in ("github.com", "gitlab.com", "bitbucket.org", "code.cloudfoundry.org", "golang.org"):
        at = 3
    else:
        at = 2
    if len(parts) > at and re.fullmatch(r"v\d+", parts[at]) and (SOURCES / "/".join(parts[:at + 1])).is_dir():
        at += 1
    return "/".join(parts[:at])


def go_line(folder):
    """The language of a module, at least the oldest that has what its dependencies use."""
    mod = folder / "go.mod"
    match = re.search(r"(?m)^go 1\.(\d+)", mod.read_text()) if mod.is_file() else None
    return max(LEAST, (1, int(match.group(1)))) if match else LEAST


def imports(folder, deep):
    found = set()
    for path in sorted(folder.rglob("*.go") if deep else folder.glob("*.go")):
        if deep and ("testdata" in path.parts or "vendor" in path.parts):
            continue
        text = path.read_text(errors="replace")
        found.update(i for i in IMPORT.findall(text) if "." in i.split("/")[0] and "/" in i)
    return found


def version(path):
    match = re.search(r"(?:/|\.)v(\d+)$", path)
    return f"v{match.group(1)}.0.0" if match else "v0.0.0"


def module(path):
    """Makes the module of a library, with what it needs under vendor."""
    source, made = SOURCES / path, LIBS / "mod" / path
    if made.exists():
        return made
    shutil.copytree(source, made, symlinks=False, ignore_dangling_symlinks=True)
    for nested in made.rglob("go.mod"):
        if nested.parent != made:
            nested.unlink()
    own = (made / "go.mod").read_text() if (made / "go.mod").is_file() else ""
    name = re.search(r"(?m)^module\s+\"?([^\s\"]+)", own)
    name = name.group(1) if name else path
    language = "1.%d" % go_line(made)[1]
    needed, todo = {}, list(imports(made, True))
    while todo:
        wanted = todo.pop()
        if wanted in needed or wanted == name or wanted.startswith(name + "/"):
            continue
        place = SOURCES / wanted
        if not place.is_dir() or not any(place.glob("*.go")):
            # Debian installs some modules with a major version under the path without it, and the other way round.
            plain = SOURCES / re.sub(r"/v\d+(?=/|$)", "", wanted)
            if not plain.is_dir() or not any(plain.glob("*.go")):
                continue
            place = plain
        needed[wanted] = place
        todo.extend(imports(place, False))
    modules = collections.defaultdict(list)
    for wanted, place in needed.items():
        target = made / "vendor" / wanted
        target.mkdir(parents=True, exist_ok=True)
        for file in place.iterdir():
            if file.is_file() and not file.name.endswith("_test.go"):
                shutil.copy(file, target / file.name)
        parts = re.match(r"(.*?/v\d+)(/|$)", wanted)
        modules[parts.group(1) if parts and root_of(wanted) != wanted and "gopkg.in" not in wanted else root_of(wanted)].append(wanted)
    required = "".join(f"\t{m} {version(m)}\n" for m in sorted(modules))
    (made / "go.mod").write_text(f"module {name}\n\ngo {language}\n\nrequire (\n{required})\n")
    lines = []
    for m in sorted(modules):
        lines += [f"# {m} {version(m)}", f"## explicit; go {language}", *sorted(modules[m])]
    (made / "vendor").mkdir(exist_ok=True)
    (made / "vendor/modules.txt").write_text("\n".join(lines) + "\n")
    return made


def tests(text):
    """Verdicts of top-level tests of a stream of go test -json: (package, test) to verdict and output."""
    verdicts, output, wrong = {}, collections.defaultdict(str), collections.defaultdict(str)
    for line in text.splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        package, test = event.get("Package", event.get("ImportPath", "")), event.get("Test", "")
        top = test.split("/")[0]
        if event["Action"] in ("output", "build-output"):
            key = (package.split(" ")[0], top)
            if len(output[key]) < 40000:
                output[key] += event["Output"]
        elif event["Action"] in ("pass", "fail", "skip"):
            if test and test == top:
                verdicts[package, test] = event["Action"]
            elif not test and event["Action"] == "fail":
                wrong[package] = event["Action"]
    return verdicts, output, wrong


def run(command, made, seconds):
    try:
        done = subprocess.run(command, cwd=made, env=ENV, capture_output=True, text=True, errors="replace",
                              timeout=seconds)
        return done.stdout + ("" if done.returncode in (0, 1) else f"\nstatus {done.returncode}\n") + done.stderr
    except subprocess.TimeoutExpired as late:
        text = late.stdout.decode(errors="replace") if late.stdout else ""
        return text + f'\n{{"Action":"output","Package":"","Output":"over {seconds} s"}}\n'


def packages(made):
    """Folders below a module with test files."""
    dirs = {p.parent for p in made.rglob("*_test.go")}
    skip = {"testdata", "vendor"}
    return sorted(d for d in dirs if not skip & set(d.relative_to(made).parts)
                  and not any(x.startswith(("_", ".")) for x in d.relative_to(made).parts))


def library(path, again, alone):
    """For each package of a library: (package, name of the test) to (does it pass, why not)."""
    made = module(path)
    kept = LIBS / "verdicts" / path
    kept.mkdir(parents=True, exist_ok=True)
    results = {}
    for folder in packages(made):
        rel = "./" + str(folder.relative_to(made))
        name = rel.replace("/", "_")
        go = kept / f"{name}.go.json"
        if not go.exists():
            text = run([GO, "test", "-json", "-vet=off", f"-timeout={SECONDS}s", rel], made, SECONDS + 240)
            go.write_text(text)
        verdicts, output, _ = tests(go.read_text())
        wanted = [key for key, verdict in verdicts.items() if verdict == "pass"]
        if not wanted:
            continue
        own = kept / f"{name}.goweave.json"
        if again or not own.exists():
            own.write_text(run([GOWEAVE, "test", "-json", "-vet=off", rel], made, SECONDS))
        got, output, _ = tests(own.read_text())
        if alone:
            lost = [key for key in wanted if key not in got and output.get((key[0], ""), "").find("[") < 0]
            for package, test in lost:
                text = run([GOWEAVE, "test", "-json", "-vet=off", "-run", f"^{test}$", rel], made, ALONE)
                verdict, words, _ = tests(text)
                got.update(verdict)
                output.update({key: words[key] for key in words if key[1]})
                if (package, test) not in verdict:
                    got[package, test], output[package, test] = "fail", f"alone: over {ALONE} s" if "over" in text else text
        for key in wanted:
            if got.get(key) == "pass":
                results[key] = ""
            else:
                text = output.get(key, "") if key in got and got[key] else ""
                text += "" if text else output.get((key[0], ""), "") + "\n" + "\n".join(
                    l for l in own.read_text().splitlines() if not l.startswith("{"))
                results[key] = text.strip() or "no verdict"
    return results


def main():
    args = sys.argv[1:]
    markdown, again, verbose, alone = (flag in args for flag in ("-md", "-again", "-v", "-alone"))
    chosen = [a for a in args if not a.startswith("-")] or PACKAGES
    rows, total = [], [0, 0]
    for short in chosen:
        files = unpack(debian(short))
        for path in sorted({root_of(f) for f in files}):
            if not any(f.endswith("_test.go") for f in files if root_of(f) == path):
                continue
            results = library(path, again, alone)
            passed = sum(1 for why in results.values() if not why)
            total[0] += passed
            total[1] += len(results)
            rows.append((path, len(results), passed))
            print(f"| {path} | {len(results)} | {passed} |" if markdown else f"{path:50} {passed:5} of {len(results):5}", flush=True)
            if verbose:
                reasons = collections.defaultdict(list)
                for (package, test), why in results.items():
                    if why:
                        reasons[package, "\n".join("        " + l for l in why.splitlines()[-14:])].append(test)
                for (package, why), names in reasons.items():
                    print(f"    {package} {' '.join(names)}:\n{why}")
    print(f"{total[0]} of {total[1]} in {len(rows)} libraries")


main()
