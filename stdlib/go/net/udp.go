package net

import (
	"net/netip"
	"os"
	"sync"
	"syscall"
	"time"
)

// packets is how many may wait to be read; what comes when there are as many is lost.
const packets = 256

type packet struct {
	from  *UDPAddr
	bytes []byte
}

// A UDPConn sends and receives packets.
type UDPConn struct {
	network         string
	local           *UDPAddr
	remote          *UDPAddr // nil if it talks to anybody
	arriving        chan packet
	readBy, writeBy *deadline
	closing         sync.Once
	closed          chan struct{}
}

func (c *UDPConn) address() Addr { return c.local }

func (c *UDPConn) fail(op string, to *UDPAddr, err error) error {
	return &OpError{Op: op, Net: c.network, Source: c.local, Addr: opAddr(to), Err: err}
}

// ListenUDP receives packets at an address; port 0 is any free one.
func ListenUDP(network string, laddr *UDPAddr) (*UDPConn, error) {
	return udp("listen", network, laddr, nil)
}

// DialUDP sends packets to an address and receives those that come from there.
func DialUDP(network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	if raddr == nil {
		return nil, &OpError{Op: "dial", Net: network, Source: opAddr(laddr), Err: errMissingAddress}
	}
	if !raddr.IP.isHere() {
		err := os.NewSyscallError("connect", syscall.ENETUNREACH)
		return nil, &OpError{Op: "dial", Net: network, Source: opAddr(laddr), Addr: raddr, Err: err}
	}
	to := &UDPAddr{IP: nearby(network, raddr.IP), Port: raddr.Port, Zone: raddr.Zone}
	from := &UDPAddr{IP: to.IP}
	if laddr != nil {
		from = &UDPAddr{IP: nearby(network, laddr.IP), Port: laddr.Port}
	}
	return udp("dial", network, from, to)
}

func udp(op, network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	switch network {
	case "udp", "udp4", "udp6":
	default:
		return nil, &OpError{Op: op, Net: network, Addr: opAddr(laddr), Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		laddr = &UDPAddr{}
	}
	c := &UDPConn{
		network: network, remote: raddr, arriving: make(chan packet, packets),
		readBy: newDeadline(), writeBy: newDeadline(), closed: make(chan struct{}),
	}
	err := bind(network, laddr.IP, laddr.Port, func(port int) socket {
		c.local = &UDPAddr{IP: local(network, laddr.IP), Port: port, Zone: laddr.Zone}
		return c
	})
	if err != nil {
		return nil, &OpError{Op: op, Net: network, Addr: laddr, Err: err}
	}
	return c, nil
}

func (c *UDPConn) receive(b []byte) (int, *UDPAddr, error) {
	for {
		passed := c.readBy.wait()
		switch {
		case isClosed(c.closed):
			return 0, nil, c.fail("read", c.remote, errClosed)
		case isClosed(passed):
			return 0, nil, c.fail("read", c.remote, errTimeout)
		}
		select {
		case p := <-c.arriving:
			if c.remote == nil || c.remote.Port == p.from.Port && c.remote.IP.Equal(p.from.IP) {
				return copy(b, p.bytes), p.from, nil
			}
		case <-c.closed:
		case <-passed:
		}
	}
}

func (c *UDPConn) send(b []byte, to *UDPAddr) (int, error) {
	switch {
	case isClosed(c.closed):
		return 0, c.fail("write", to, errClosed)
	case isClosed(c.writeBy.wait()):
		return 0, c.fail("write", to, errTimeout)
	case to == nil:
		return 0, c.fail("write", to, errMissingAddress)
	case !to.IP.isHere():
		return 0, c.fail("write", to, os.NewSyscallError("sendto", syscall.ENETUNREACH))
	}
	ip := nearby(c.network, to.IP)
	if other, ok := bound(c.network, ip, to.Port).(*UDPConn); ok {
		from := &UDPAddr{IP: nearby(c.network, c.local.IP), Port: c.local.Port}
		select {
		case other.arriving <- packet{from, append([]byte(nil), b...)}:
		default:
		}
	}
	return len(b), nil
}

func (c *UDPConn) Read(b []byte) (int, error) {
	n, _, err := c.receive(b)
	return n, err
}

func (c *UDPConn) Write(b []byte) (int, error) { return c.send(b, c.remote) }

// ReadFrom receives a packet.
func (c *UDPConn) ReadFrom(b []byte) (int, Addr, error) {
	n, from, err := c.receive(b)
	return n, opAddr(from), err
}

// ReadFromUDP receives a packet.
func (c *UDPConn) ReadFromUDP(b []byte) (n int, addr *UDPAddr, err error) { return c.receive(b) }

// ReadFromUDPAddrPort receives a packet.
func (c *UDPConn) ReadFromUDPAddrPort(b []byte) (n int, addr netip.AddrPort, err error) {
	n, from, err := c.receive(b)
	return n, from.AddrPort(), err
}

// WriteTo sends a packet.
func (c *UDPConn) WriteTo(b []byte, addr Addr) (int, error) {
	to, ok := addr.(*UDPAddr)
	if !ok {
		return 0, &OpError{Op: "write", Net: c.network, Source: c.local, Addr: addr, Err: syscall.EINVAL}
	}
	return c.WriteToUDP(b, to)
}

// WriteToUDP sends a packet.
func (c *UDPConn) WriteToUDP(b []byte, addr *UDPAddr) (int, error) {
	if c.remote != nil {
		return 0, c.fail("write", addr, ErrWriteToConnected)
	}
	return c.send(b, addr)
}

// WriteToUDPAddrPort sends a packet.
func (c *UDPConn) WriteToUDPAddrPort(b []byte, addr netip.AddrPort) (int, error) {
	return c.WriteToUDP(b, UDPAddrFromAddrPort(addr))
}

// ReadMsgUDP receives a packet; nothing comes beside it.
func (c *UDPConn) ReadMsgUDP(b, oob []byte) (n, oobn, flags int, addr *UDPAddr, err error) {
	n, addr, err = c.receive(b)
	return n, 0, 0, addr, err
}

// ReadMsgUDPAddrPort receives a packet; nothing comes beside it.
func (c *UDPConn) ReadMsgUDPAddrPort(b, oob []byte) (n, oobn, flags int, addr netip.AddrPort, err error) {
	n, addr, err = c.ReadFromUDPAddrPort(b)
	return n, 0, 0, addr, err
}

// WriteMsgUDP sends a packet; what is to go beside it is lost.
func (c *UDPConn) WriteMsgUDP(b, oob []byte, addr *UDPAddr) (n, oobn int, err error) {
	if addr == nil {
		addr = c.remote
	} else if c.remote != nil {
		return 0, 0, c.fail("write", addr, ErrWriteToConnected)
	}
	n, err = c.send(b, addr)
	return n, len(oob), err
}

// WriteMsgUDPAddrPort sends a packet; what is to go beside it is lost.
func (c *UDPConn) WriteMsgUDPAddrPort(b, oob []byte, addr netip.AddrPort) (n, oobn int, err error) {
	if !addr.IsValid() {
		return c.WriteMsgUDP(b, oob, nil)
	}
	return c.WriteMsgUDP(b, oob, UDPAddrFromAddrPort(addr))
}

func (c *UDPConn) Close() error {
	err := c.fail("close", c.remote, errClosed)
	c.closing.Do(func() {
		close(c.closed)
		unbind(c.network, c)
		err = nil
	})
	return err
}

func (c *UDPConn) LocalAddr() Addr  { return c.local }
func (c *UDPConn) RemoteAddr() Addr { return opAddr(c.remote) }

func (c *UDPConn) SetReadBuffer(bytes int) error  { return nil }
func (c *UDPConn) SetWriteBuffer(bytes int) error { return nil }

func (c *UDPConn) SetDeadline(t time.Time) error {
	c.readBy.set(t)
	c.writeBy.set(t)
	return nil
}

func (c *UDPConn) SetReadDeadline(t time.Time) error {
	c.readBy.set(t)
	return nil
}

func (c *UDPConn) SetWriteDeadline(t time.Time) error {
	c.writeBy.set(t)
	return nil
}
