package syscall

import "sync"

// The environment: what the host gave, and what the program made of it.
var env struct {
	sync.RWMutex
	read bool
	keys []string // in order of their first setting
	vars map[string]string
}

func envCount() int
func envAt(i int) string

// lockEnv takes the environment over from the host the first time.
func lockEnv() {
	env.Lock()
	if env.read {
		return
	}
	env.read = true
	env.vars = make(map[string]string)
	for i, n := 0, envCount(); i < n; i++ {
		s := envAt(i)
		for j := 1; j < len(s); j++ {
			if s[j] == '=' {
				setEnv(s[:j], s[j+1:])
				break
			}
		}
	}
}

func setEnv(key, value string) {
	if _, ok := env.vars[key]; !ok {
		env.keys = append(env.keys, key)
	}
	env.vars[key] = value
}

// Getenv returns a variable and whether it is set.
func Getenv(key string) (value string, found bool) {
	lockEnv()
	defer env.Unlock()
	value, found = env.vars[key]
	return value, found
}

// Setenv sets a variable.
func Setenv(key, value string) error {
	if key == "" {
		return EINVAL
	}
	for i := 0; i < len(key); i++ {
		if key[i] == '=' || key[i] == 0 {
			return EINVAL
		}
	}
	for i := 0; i < len(value); i++ {
		if value[i] == 0 {
			return EINVAL
		}
	}
	lockEnv()
	setEnv(key, value)
	env.Unlock()
	return nil
}

// Unsetenv unsets a variable.
func Unsetenv(key string) error {
	lockEnv()
	defer env.Unlock()
	delete(env.vars, key)
	for i, k := range env.keys {
		if k == key {
			env.keys = append(env.keys[:i], env.keys[i+1:]...)
			break
		}
	}
	return nil
}

// Clearenv unsets all variables.
func Clearenv() {
	lockEnv()
	env.keys = nil
	clear(env.vars)
	env.Unlock()
}

// Environ returns all variables as key=value.
func Environ() []string {
	lockEnv()
	defer env.Unlock()
	list := make([]string, 0, len(env.keys))
	for _, k := range env.keys {
		list = append(list, k+"="+env.vars[k])
	}
	return list
}
