package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
)

type failing int

func (f *failing) Write(p []byte) (int, error) {
	if *f--; *f < 0 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

func main() {
	texts := []string{"", "a", "a\n", "a\tb\tc\n", "a\tb\tc\naa\tbb\tcc\naaa\t\n", "aaaa\tbbb\nx\ty\n\nlonger text\tz\n", "\t\tindented\n\tone\n", "a\tb\vc\v\n\v\vd\n", ".\t.\t.\t.\n\n\n", "日本\t語\nab\tc\n",
		"<b>bold</b>\tx\n&amp;\ty\n", "\xff\t\xff\ttab\n\xffesc\xff\tb\n", "a\fb\tc\n", "1\t22\t333\t4444\n55555\t6\n7\t88\t999\n", "a\t\t\tb\n\t\t\t\n", "end\twithout\tnewline", "\v\v\va\n\v\v\vb\n", "no\n cells\there\t\n", "\xffopen\tescape", "<open\tx", "a\t\nb\t\nccc\t\n", "  lead\tx\n", "x\ty\r\nz\tw\r\n"}
	type conf struct {
		min, tab, pad int
		char          byte
		flags         uint
	}
	confs := []conf{{0, 8, 0, '\t', 0}, {8, 0, 1, '.', 0}, {5, 0, 0, '.', tabwriter.AlignRight}, {0, 8, 1, ' ', tabwriter.Debug}, {8, 8, 1, '\t', tabwriter.AlignRight}, {0, 0, 0, '.', tabwriter.DiscardEmptyColumns | tabwriter.Debug}, {1, 4, 2, ' ', tabwriter.TabIndent},
		{6, 4, 0, '\t', tabwriter.TabIndent | tabwriter.DiscardEmptyColumns}, {4, 0, 1, '*', tabwriter.FilterHTML | tabwriter.Debug}, {4, 0, 1, '*', tabwriter.FilterHTML | tabwriter.StripEscape | tabwriter.AlignRight}, {0, 0, 2, ' ', tabwriter.StripEscape | tabwriter.Debug}, {0, 0, 0, '\t', 0}, {100, 100, 0, '\t', 0}}
	for _, t := range texts {
		for _, c := range confs {
			var b strings.Builder
			w := tabwriter.NewWriter(&b, c.min, c.tab, c.pad, c.char, c.flags)
			n, err := w.Write([]byte(t))
			fmt.Print(n, err, w.Flush())
			fmt.Printf(" %q\n", b.String())
			whole := b.String()
			b.Reset()
			w.Init(&b, c.min, c.tab, c.pad, c.char, c.flags)
			for i := range len(t) {
				w.Write([]byte{t[i]})
			}
			w.Flush()
			if b.String() != whole {
				fmt.Printf("by bytes: %q\n", b.String())
			}
		}
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 3, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "Name\tAge\tCity\t")
	fmt.Fprintln(w, "Al\t7\tRome\t")
	fmt.Fprintf(w, "%s\t%d\t%s\t\n", "Barbara", 42, "X")
	w.Flush()
	for i := range 4 {
		f := failing(i)
		w := tabwriter.NewWriter(&f, 0, 8, 1, ' ', 0)
		_, err := fmt.Fprint(w, "a\tb\nc\td\n")
		fmt.Println(err, w.Flush())
	}
	defer func() { fmt.Println(recover()) }()
	tabwriter.NewWriter(os.Stdout, -1, 0, 0, ' ', 0)
}
