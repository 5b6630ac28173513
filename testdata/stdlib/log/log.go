package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

func main() {
	var buf bytes.Buffer
	l := log.New(&buf, "pre: ", 0)
	l.Println("a", 1, "b")
	l.Printf("%d\n", 5)
	l.Print("x", 2, 3, "y")
	l.Print("")
	l.SetFlags(log.Lshortfile)
	l.Println("with file")
	l.Output(1, "output")
	l.SetFlags(log.Lshortfile | log.Lmsgprefix)
	l.SetPrefix("[p] ")
	l.Printf("%s", "end")
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		l.Panicf("bad %d", 1)
	}()
	func() {
		defer func() { fmt.Printf("recovered %q\n", recover()) }()
		l.Panicln("bad", 2)
	}()
	fmt.Print(buf.String())
	fmt.Println(l.Flags(), l.Prefix(), l.Writer() == io.Writer(&buf))

	log.SetOutput(os.Stdout)
	log.SetFlags(0)
	log.Println("standard")
	log.SetPrefix("> ")
	log.Print("prefix")
	fmt.Println(log.Flags(), log.Prefix(), log.Default().Prefix())
	buf.Reset()
	l = log.New(&buf, "", log.LstdFlags|log.Lmicroseconds|log.LUTC)
	l.Print("m")
	fmt.Println(len(buf.String()), strings.HasSuffix(buf.String(), " m\n"), buf.String()[4] == '/')
}
