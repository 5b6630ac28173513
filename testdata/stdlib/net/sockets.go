package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

var names = map[string]string{}

func clean(err error) string {
	if err == nil {
		return "<nil>"
	}
	s := err.Error()
	for k, v := range names {
		s = strings.ReplaceAll(s, k, v)
	}
	return s
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	fmt.Println(err, l.Addr().Network())
	names[l.Addr().String()] = "SRV"
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for {
			c, err := l.Accept()
			if err != nil {
				fmt.Println("accept:", clean(err), errors.Is(err, net.ErrClosed))
				return
			}
			wg.Add(1)
			go func() {
				defer wg.Done()
				defer c.Close()
				s := bufio.NewScanner(c)
				for s.Scan() {
					fmt.Fprintf(c, "echo %s\n", s.Text())
				}
			}()
		}
	}()
	var mu sync.Mutex
	total := 0
	var cw sync.WaitGroup
	for i := 0; i < 20; i++ {
		cw.Add(1)
		go func() {
			defer cw.Done()
			c, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				fmt.Println(err)
				return
			}
			defer c.Close()
			r := bufio.NewReader(c)
			for j := 0; j < 5; j++ {
				fmt.Fprintf(c, "%d-%d\n", i, j)
				line, err := r.ReadString('\n')
				if err != nil || line != fmt.Sprintf("echo %d-%d\n", i, j) {
					fmt.Println("bad", line, err)
				}
				mu.Lock()
				total++
				mu.Unlock()
			}
		}()
	}
	cw.Wait()
	fmt.Println("total", total)
	c, _ := net.Dial("tcp", l.Addr().String())
	names[c.LocalAddr().String()] = "CLI"
	c.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	_, err = c.Read(make([]byte, 1))
	var ne net.Error
	fmt.Println(clean(err), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &ne) && ne.Timeout())
	c.SetReadDeadline(time.Time{})
	tc := c.(*net.TCPConn)
	fmt.Fprintf(c, "last\n")
	fmt.Println(tc.CloseWrite())
	b, err := io.ReadAll(c)
	fmt.Printf("%q %v\n", b, err)
	_, err = c.Write([]byte("x"))
	fmt.Println(clean(err), errors.Is(err, syscall.EPIPE))
	fmt.Println(c.Close())
	fmt.Println(clean(c.Close()))
	_, err = c.Read(make([]byte, 1))
	fmt.Println(clean(err))
	_, err = c.Write(make([]byte, 1))
	fmt.Println(clean(err))
	fmt.Println(clean(c.SetDeadline(time.Now())))
	l.Close()
	wg.Wait()
	fmt.Println(clean(l.Close()))
	_, err = net.Dial("tcp", l.Addr().String())
	fmt.Println(clean(err), errors.Is(err, syscall.ECONNREFUSED))
	for _, a := range [][2]string{{"tcp", ""}, {"tcp", "x"}, {"tcp", "127.0.0.1"}, {"tcp", "127.0.0.1:http2"}, {"tcp", "127.0.0.1:70000"}, {"foo", "127.0.0.1:1"}, {"tcp6", "127.0.0.1:1"}, {"tcp", "[::1]:1"}, {"tcp", "[::1:1"}, {"unix", "/tmp/no/such.sock"}, {"udp", "127.0.0.1:x"}, {"tcp", "localhost:1"}} {
		_, err := net.Dial(a[0], a[1])
		fmt.Println(a, clean(err))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = (&net.Dialer{}).DialContext(ctx, "tcp", "127.0.0.1:1")
	fmt.Println(clean(err))
	_, err = net.DialTimeout("tcp", "127.0.0.1:1", time.Nanosecond)
	fmt.Println(err != nil)
	for _, a := range []string{"127.0.0.1:99999", "8.8.8.8:0", "x:1:2", "127.0.0.1:-1"} {
		_, err := net.Listen("tcp", a)
		fmt.Println(a, clean(err))
	}
	_, err = net.Listen("bogus", ":0")
	fmt.Println(err)
	a, b2 := net.Pipe()
	go func() {
		io.WriteString(b2, "through pipe")
		b2.Close()
	}()
	all, err := io.ReadAll(a)
	fmt.Println(string(all), err, a.LocalAddr(), a.RemoteAddr().Network())
	_, err = a.Write([]byte("x"))
	fmt.Println(err)
	a.Close()
	_, err = a.Read(make([]byte, 1))
	fmt.Println(err)
	p1, _ := net.Pipe()
	p1.SetDeadline(time.Now().Add(time.Millisecond))
	_, err = p1.Read(make([]byte, 1))
	fmt.Println(err, os.IsTimeout(err))
	_, err = p1.Write(make([]byte, 1))
	fmt.Println(err)
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	fmt.Println(err)
	names[pc.LocalAddr().String()] = "UDP"
	uc, err := net.Dial("udp", pc.LocalAddr().String())
	fmt.Println(err)
	uc.Write([]byte("ping"))
	buf := make([]byte, 10)
	n, from, err := pc.ReadFrom(buf)
	fmt.Println(string(buf[:n]), from.String() == uc.LocalAddr().String(), err)
	pc.WriteTo([]byte("pong!"), from)
	n, err = uc.Read(buf[:2])
	fmt.Println(string(buf[:n]), err)
	pc.SetReadDeadline(time.Now().Add(time.Millisecond))
	_, _, err = pc.ReadFrom(buf)
	fmt.Println(clean(err))
	_, err = uc.(*net.UDPConn).WriteTo([]byte("x"), from)
	names[uc.LocalAddr().String()] = "UCLI"
	fmt.Println(clean(err))
	pc.Close()
	_, _, err = pc.ReadFrom(buf)
	fmt.Println(clean(err))
	dir, _ := os.MkdirTemp("", "sock")
	names[dir] = "DIR"
	ul, err := net.Listen("unix", dir+"/s")
	fmt.Println(err)
	fmt.Println(clean(errors.New(ul.Addr().String())), ul.Addr().Network())
	go func() {
		c, _ := ul.Accept()
		io.Copy(c, c)
		c.Close()
	}()
	xc, err := net.Dial("unix", dir+"/s")
	xc.Write([]byte("unix"))
	xc.(*net.UnixConn).CloseWrite()
	all, err = io.ReadAll(xc)
	fmt.Println(string(all), err, clean(errors.New(xc.RemoteAddr().String())))
	_, err = net.Listen("unix", dir+"/s")
	fmt.Println(clean(err))
	ul.Close()
	_, err = net.Dial("unix", dir+"/s")
	fmt.Println(clean(err))
	addrs, err := net.DefaultResolver.LookupHost(context.Background(), "localhost")
	fmt.Println(len(addrs) > 0, err)
	_, err = net.LookupHost("no.such.invalid")
	var de *net.DNSError
	fmt.Println(errors.As(err, &de), de.IsNotFound, de.Name)
	port, err := net.LookupPort("tcp", "http")
	fmt.Println(port, err)
	_, err = net.LookupPort("tcp", "nosuchservice")
	fmt.Println(err)
	_, err = net.ResolveTCPAddr("tcp", "1.2.3.4:99999")
	fmt.Println(err)
	ta, err := net.ResolveTCPAddr("tcp", "[fe80::1%lo]:80")
	fmt.Println(ta, err)
	h, p, err := net.SplitHostPort("[::1]:80")
	fmt.Println(h, p, err, net.JoinHostPort("::1", "80"))
	l2, _ := net.Listen("tcp", ":0")
	fmt.Println(strings.HasPrefix(l2.Addr().String(), "[::]:"))
	l2.(*net.TCPListener).SetDeadline(time.Now().Add(time.Millisecond))
	names[l2.Addr().String()] = "L2"
	_, err = l2.Accept()
	fmt.Println(clean(err))
}
