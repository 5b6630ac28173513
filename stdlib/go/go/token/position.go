package token

import (
	"slices"
	"strconv"
	"sync"
)

// A Pos is a place in a FileSet: the base of a file and an offset.
type Pos int

// NoPos is no place.
const NoPos Pos = 0

func (p Pos) IsValid() bool { return p != NoPos }

// A Position is a place with its file, line and column, from 1.
type Position struct {
	Filename string
	Offset   int
	Line     int
	Column   int
}

func (pos *Position) IsValid() bool { return pos.Line > 0 }

// String returns file:line:column, as far as that is known.
func (pos Position) String() string {
	s := pos.Filename
	if pos.IsValid() {
		if s != "" {
			s += ":"
		}
		s += strconv.Itoa(pos.Line)
		if pos.Column != 0 {
			s += ":" + strconv.Itoa(pos.Column)
		}
	}
	if s == "" {
		return "-"
	}
	return s
}

// A File knows where the lines of a source start.
type File struct {
	name       string
	base, size int
	mu         sync.Mutex
	lines      []int // offsets, the first one 0
	infos      []info
}

// An info says that a source came from elsewhere, as line directives do.
type info struct {
	offset, line, column int
	name                 string
}

func (f *File) String() string {
	return f.name + "(" + strconv.Itoa(f.base) + "-" + strconv.Itoa(f.base+f.size) + ")"
}
func (f *File) Name() string { return f.name }
func (f *File) Base() int    { return f.base }
func (f *File) Size() int    { return f.size }
func (f *File) End() Pos     { return Pos(f.base + f.size) }

// LineCount returns how many lines are known.
func (f *File) LineCount() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.lines)
}

// AddLine adds the offset of a line that follows those that are known; others are ignored.
func (f *File) AddLine(offset int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.lines); (n == 0 || f.lines[n-1] < offset) && offset < f.size {
		f.lines = append(f.lines, offset)
	}
}

// MergeLine joins a line with the one after it.
func (f *File) MergeLine(line int) {
	if line < 1 {
		panic("invalid line number " + strconv.Itoa(line) + " (should be >= 1)")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if line >= len(f.lines) {
		panic("invalid line number " + strconv.Itoa(line) + " (should be < " + strconv.Itoa(len(f.lines)) + ")")
	}
	f.lines = slices.Delete(f.lines, line, line+1)
}

// Lines returns the offsets of lines.
func (f *File) Lines() []int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.lines
}

// SetLines sets the offsets of lines, unless they make no sense.
func (f *File) SetLines(lines []int) bool {
	for i, offset := range lines {
		if i > 0 && offset <= lines[i-1] || f.size <= offset {
			return false
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lines = lines
	return true
}

// SetLinesForContent finds the lines of a source.
func (f *File) SetLinesForContent(content []byte) {
	var lines []int
	start := 0
	for offset, b := range content {
		if start >= 0 {
			lines = append(lines, start)
		}
		start = -1
		if b == '\n' {
			start = offset + 1
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lines = lines
}

// LineStart returns where a line starts.
func (f *File) LineStart(line int) Pos {
	if line < 1 {
		panic("invalid line number " + strconv.Itoa(line) + " (should be >= 1)")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if line > len(f.lines) {
		panic("invalid line number " + strconv.Itoa(line) + " (should be < " + strconv.Itoa(len(f.lines)) + ")")
	}
	return Pos(f.base + f.lines[line-1])
}

// AddLineInfo is AddLineColumnInfo for column 1.
func (f *File) AddLineInfo(offset int, filename string, line int) {
	f.AddLineColumnInfo(offset, filename, line, 1)
}

// AddLineColumnInfo says where what follows an offset came from.
func (f *File) AddLineColumnInfo(offset int, filename string, line, column int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.infos); (n == 0 || f.infos[n-1].offset < offset) && offset < f.size {
		f.infos = append(f.infos, info{offset, line, column, filename})
	}
}

// within moves an offset into the file.
func (f *File) within(offset int) int { return max(0, min(offset, f.size)) }

// Pos returns the place at an offset.
func (f *File) Pos(offset int) Pos { return Pos(f.base + f.within(offset)) }

// Offset returns the offset of a place.
func (f *File) Offset(p Pos) int { return f.within(int(p) - f.base) }

// Line returns the line of a place.
func (f *File) Line(p Pos) int { return f.Position(p).Line }

// Position returns a place with its line.
func (f *File) Position(p Pos) Position { return f.PositionFor(p, true) }

// PositionFor returns a place with its line, where it came from if adjusted.
func (f *File) PositionFor(p Pos, adjusted bool) (pos Position) {
	if p == NoPos {
		return pos
	}
	offset := f.Offset(p)
	pos = Position{Filename: f.name, Offset: offset}
	f.mu.Lock()
	defer f.mu.Unlock()
	at := func(offset int) int {
		i, found := slices.BinarySearch(f.lines, offset)
		if found {
			i++
		}
		return i
	}
	if i := at(offset); i > 0 {
		pos.Line, pos.Column = i, offset-f.lines[i-1]+1
	}
	if !adjusted {
		return pos
	}
	for _, from := range slices.Backward(f.infos) {
		if from.offset > offset {
			continue
		}
		pos.Filename = from.name
		if i := at(from.offset); i > 0 {
			below := pos.Line - i
			pos.Line = from.line + below
			if from.column == 0 {
				pos.Column = 0
			} else if below == 0 {
				pos.Column = from.column + offset - from.offset
			}
		}
		break
	}
	return pos
}

// A FileSet gives every place in a number of files a number.
type FileSet struct {
	mu    sync.RWMutex
	base  int
	files []*File // by base
}

// NewFileSet returns a set without files.
func NewFileSet() *FileSet { return &FileSet{base: 1} }

// Base returns the least base of the next file.
func (s *FileSet) Base() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.base
}

// AddFile adds a file, at Base if base is negative.
func (s *FileSet) AddFile(filename string, base, size int) *File {
	s.mu.Lock()
	defer s.mu.Unlock()
	if base < 0 {
		base = s.base
	}
	if base < s.base {
		panic("invalid base " + strconv.Itoa(base) + " (should be >= " + strconv.Itoa(s.base) + ")")
	}
	if size < 0 {
		panic("invalid size " + strconv.Itoa(size) + " (should be >= 0)")
	}
	f := &File{name: filename, base: base, size: size, lines: []int{0}}
	s.base = base + size + 1
	if s.base < 0 {
		panic("token.Pos offset overflow (> 2G of source code in file set)")
	}
	s.files = append(s.files, f)
	return f
}

// RemoveFile forgets a file.
func (s *FileSet) RemoveFile(file *File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = slices.DeleteFunc(s.files, func(f *File) bool { return f == file })
}

// Iterate calls yield for the files until it answers false.
func (s *FileSet) Iterate(yield func(*File) bool) {
	s.mu.RLock()
	files := slices.Clone(s.files)
	s.mu.RUnlock()
	for _, f := range files {
		if !yield(f) {
			return
		}
	}
}

// File returns the file a place is in.
func (s *FileSet) File(p Pos) *File {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, f := range s.files {
		if p != NoPos && f.base <= int(p) && int(p) <= f.base+f.size {
			return f
		}
	}
	return nil
}

// Position returns a place with its file and line.
func (s *FileSet) Position(p Pos) Position { return s.PositionFor(p, true) }

// PositionFor returns a place with its file and line, where it came from if adjusted.
func (s *FileSet) PositionFor(p Pos, adjusted bool) (pos Position) {
	if f := s.File(p); f != nil {
		return f.PositionFor(p, adjusted)
	}
	return pos
}
