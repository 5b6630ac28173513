package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	fmt.Println(err)
	done := make(chan bool)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				fmt.Println("accept:", errors.Is(err, net.ErrClosed))
				close(done)
				return
			}
			go func() {
				io.Copy(c, c)
				c.Close()
			}()
		}
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	fmt.Println(err)
	big := make([]byte, 200_000)
	go func() {
		c.Write(big)
		c.(*net.TCPConn).CloseWrite()
	}()
	got, err := io.ReadAll(c)
	fmt.Println(len(got), err)
	c.Close()
	_, err = c.Read(got)
	fmt.Println(errors.Is(err, net.ErrClosed))
	c, _ = net.Dial("tcp", l.Addr().String())
	c.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	_, err = c.Read(got)
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded), err.(net.Error).Timeout())
	c.SetReadDeadline(time.Time{})
	c.Write([]byte("hi"))
	n, _ := c.Read(got)
	fmt.Println(string(got[:n]))
	c.Close()
	l.Close()
	<-done
	_, err = net.Dial("tcp", "127.0.0.1:1")
	fmt.Println(err)
	_, err = net.Dial("tcp", "127.0.0.1")
	fmt.Println(err)
	_, err = net.Dial("foo", "127.0.0.1:1")
	fmt.Println(err)
	_, err = net.Listen("tcp", "127.0.0.1:99999")
	fmt.Println(err)
	for _, s := range []string{"1.2.3.4", "::1", "fe80::1%eth0", "300.1.1.1", "::ffff:1.2.3.4"} {
		fmt.Println(net.ParseIP(s))
	}
	ip, n2, err := net.ParseCIDR("192.168.5.1/20")
	fmt.Println(ip, n2, err, n2.Contains(net.IPv4(192, 168, 15, 255)), n2.Contains(net.IPv4(192, 168, 16, 0)))
	for _, s := range []string{"a:1", "[::1]:80", "::1", "[::1]", "x", ":9", "[a]b:1", "a]:1"} {
		h, p, err := net.SplitHostPort(s)
		fmt.Printf("%q %q %v\n", h, p, err)
	}
	a, b := net.Pipe()
	go func() { a.Write([]byte("pipe")); a.Close() }()
	all, err := io.ReadAll(b)
	fmt.Println(string(all), err)
	u, err := net.ListenPacket("udp", "127.0.0.1:0")
	fmt.Println(err)
	d, err := net.Dial("udp", u.LocalAddr().String())
	fmt.Println(err)
	d.Write([]byte("packet"))
	n, from, err := u.ReadFrom(got)
	fmt.Println(string(got[:n]), from.String() == d.LocalAddr().String(), err)
	u.WriteTo([]byte("answer"), from)
	n, err = d.Read(got)
	fmt.Println(string(got[:n]), err)
	hw, err := net.ParseMAC("00:1b:44:11:3A:b7")
	fmt.Println(hw, err)
}
