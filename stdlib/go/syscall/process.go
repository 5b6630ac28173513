package syscall

// The process has a number and a user; it cannot change them, and there are no others.

func Getpid() int      { return 2 }
func Getppid() int     { return 1 }
func Gettid() int      { return 2 }
func Getpgrp() int     { return 2 }
func Getuid() int      { return 1000 }
func Geteuid() int     { return 1000 }
func Getgid() int      { return 1000 }
func Getegid() int     { return 1000 }
func Getpagesize() int { return 4096 }

// Getgroups returns the groups of the user.
func Getgroups() (gids []int, err error) { return []int{1000}, nil }

// These are not permitted.

func Kill(pid int, sig Signal) error             { return EPERM }
func Setuid(uid int) error                       { return EPERM }
func Setgid(gid int) error                       { return EPERM }
func Seteuid(euid int) error                     { return EPERM }
func Setegid(egid int) error                     { return EPERM }
func Setreuid(ruid, euid int) error              { return EPERM }
func Setregid(rgid, egid int) error              { return EPERM }
func Setresuid(ruid, euid, suid int) error       { return EPERM }
func Setresgid(rgid, egid, sgid int) error       { return EPERM }
func Setgroups(gids []int) error                 { return EPERM }
func Setpgid(pid, pgid int) error                { return EPERM }
func Setsid() (pid int, err error)               { return 0, EPERM }
func Chroot(path string) error                   { return EPERM }
func Exec(path string, argv, env []string) error { return ENOSYS }

// Syscall makes no system call.
func Syscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	return RawSyscall(trap, a1, a2, a3)
}

// Syscall6 makes no system call.
func Syscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	return RawSyscall(trap, a1, a2, a3)
}

// RawSyscall makes no system call. No file is a terminal, so that of ioctl is known.
func RawSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	if trap == SYS_IOCTL {
		return ^uintptr(0), 0, ENOTTY
	}
	return ^uintptr(0), 0, ENOSYS
}

// RawSyscall6 makes no system call.
func RawSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	return RawSyscall(trap, a1, a2, a3)
}

// Flock locks nothing: there are no other processes.
func Flock(fd, how int) error {
	if fd < 0 {
		return EBADF
	}
	return nil
}

// Mmap maps no files.
func Mmap(fd int, offset int64, length, prot, flags int) (data []byte, err error) {
	return nil, ENODEV
}

// Munmap unmaps nothing.
func Munmap(b []byte) error { return EINVAL }

// BytePtrFromString returns a pointer to the bytes of s with a zero behind them.
func BytePtrFromString(s string) (*byte, error) {
	b, err := ByteSliceFromString(s)
	if err != nil {
		return nil, err
	}
	return &b[0], nil
}

// ByteSliceFromString returns the bytes of s with a zero behind them.
func ByteSliceFromString(s string) ([]byte, error) {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			return nil, EINVAL
		}
	}
	b := make([]byte, len(s)+1)
	copy(b, s)
	return b, nil
}

// Times as system calls have them.

// Timespec is a time in seconds and nanoseconds.
type Timespec struct {
	Sec  int64
	Nsec int64
}

func (ts *Timespec) Unix() (sec, nsec int64) { return ts.Sec, ts.Nsec }
func (ts *Timespec) Nano() int64             { return ts.Sec*1e9 + ts.Nsec }

// Timeval is a time in seconds and microseconds.
type Timeval struct {
	Sec  int64
	Usec int64
}

func (tv *Timeval) Unix() (sec, nsec int64) { return tv.Sec, tv.Usec * 1000 }
func (tv *Timeval) Nano() int64             { return tv.Sec*1e9 + tv.Usec*1000 }

// NsecToTimespec splits nanoseconds.
func NsecToTimespec(nsec int64) Timespec {
	sec, rest := nsec/1e9, nsec%1e9
	if rest < 0 {
		sec, rest = sec-1, rest+1e9
	}
	return Timespec{sec, rest}
}

// NsecToTimeval splits nanoseconds, rounded up.
func NsecToTimeval(nsec int64) Timeval {
	ts := NsecToTimespec(nsec + 999)
	return Timeval{ts.Sec, ts.Nsec / 1000}
}

func TimespecToNsec(ts Timespec) int64 { return ts.Nano() }
func TimevalToNsec(tv Timeval) int64   { return tv.Nano() }

// Termios is how a terminal is set.
type Termios struct {
	Iflag, Oflag, Cflag, Lflag uint32
	Line                       uint8
	Cc                         [32]uint8
	Ispeed, Ospeed             uint32
}

// Credential is who a process runs as.
type Credential struct {
	Uid, Gid    uint32
	Groups      []uint32
	NoSetGroups bool
}
