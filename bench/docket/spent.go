package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit in which Linux tells how much of the processor a process has used.
const tick = 10 * time.Millisecond

// spent returns how much of the processor this process and all that it started, such as a database, have used. On a machine that others use
// as well it tells more than the time that passed: zero where the system does not tell it. The second is this process alone.
func spent() (all, own time.Duration) {
	parent, used := map[int]int{}, map[int]time.Duration{}
	list, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range list {
		b, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		pid, _ := strconv.Atoi(strings.Fields(string(b))[0])
		rest := strings.Fields(string(b)[strings.LastIndexByte(string(b), ')')+1:])
		if len(rest) < 15 {
			continue
		}
		parent[pid], _ = strconv.Atoi(rest[1])
		for _, f := range rest[11:15] { // of itself in the program and in the system, and of the children that ended
			n, _ := strconv.Atoi(f)
			used[pid] += time.Duration(n) * tick
		}
	}
	var sum time.Duration
	for pid := range used {
		at := pid
		for at != os.Getpid() && at > 1 {
			at = parent[at]
		}
		if at == os.Getpid() {
			sum += used[pid]
		}
	}
	return sum, used[os.Getpid()]
}

// load is how many want the processor, as the system tells it.
func load() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return fmt.Sprint(strings.Fields(string(b))[0])
}
