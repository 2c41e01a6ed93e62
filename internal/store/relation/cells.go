package relation

import (
	"database/sql"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// Get returns the value under a key.
func (x *tx) Get(bucket, key string) ([]byte, error) {
	var value []byte
	if c, ok := x.cells[[2]string{bucket, key}]; ok && !x.over {
		if !c.there {
			return nil, absent(sql.ErrNoRows, "there is no %s %q", bucket, key)
		}
		return slices.Clone(c.value), nil
	}
	err := x.first(`SELECT value FROM cell WHERE bucket = ? AND name = ?`, []any{bucket, key}, &value)
	return value, absent(err, "there is no %s %q", bucket, key)
}

// Put puts a value under a key.
func (x *tx) Put(bucket, key string, value []byte) error {
	if value == nil {
		value = []byte{}
	}
	into := intoCell
	if c, ok := x.cells[[2]string{bucket, key}]; ok && !c.there && !x.careful {
		into = intoNewCell
	}
	delete(x.cells, [2]string{bucket, key})
	return x.insert(into, []any{bucket, key, value})
}

// Delete takes a key away, if it is there.
func (x *tx) Delete(bucket, key string) error {
	delete(x.cells, [2]string{bucket, key})
	err := x.exec(`DELETE FROM cell WHERE bucket = ? AND name = ?`, bucket, key)
	return err
}

// Scan returns cells in order.
func (x *tx) Scan(bucket, prefix, after string, limit int) ([]store.Cell, error) {
	q := `SELECT name, value FROM cell WHERE bucket = ? AND name > ? AND name >= ?`
	args := []any{bucket, after, prefix}
	if end, ok := following(prefix); ok {
		q += ` AND name < ?`
		args = append(args, end)
	}
	var list []store.Cell
	err := x.query(func(scan func(...any) error) error {
		var c store.Cell
		if err := scan(&c.Key, &c.Value); err != nil {
			return err
		}
		list = append(list, c)
		return nil
	}, q+` ORDER BY name LIMIT ?`, append(args, limit)...)
	return list, err
}

// following returns the least key that comes after all keys with a prefix. Keys are text, so that no byte is 255.
func following(prefix string) (string, bool) {
	b := []byte(prefix)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0x7f {
			b[i]++
			return string(b[:i+1]), true
		}
	}
	return "", false
}

// PutJob puts a job, unless there is one of its key.
func (x *tx) PutJob(j store.Job) error {
	if j.Queue == "" || j.Key == "" {
		return fault.Errorf(fault.Internal, "a job needs a queue and a key")
	}
	if j.Payload == nil {
		j.Payload = []byte{}
	}
	err := x.exec(`INSERT INTO job (queue, name, stream, run, lease, attempts, dead, payload) VALUES (?, ?, ?, ?, ?, 0, 0, ?) ON CONFLICT (queue, name) DO NOTHING`,
		j.Queue, j.Key, string(j.Stream), micros(j.Run), int64(none), j.Payload)
	return err
}

// Waits tells whether there is a job.
func (x *tx) Waits(queue, key string) (there bool, err error) {
	err = x.query(func(func(...any) error) error { there = true; return nil }, `SELECT id FROM job WHERE queue = ? AND name = ?`, queue, key)
	return there, err
}

// Hasten has a job run sooner.
func (x *tx) Hasten(queue, key string, at time.Time) error {
	return x.exec(`UPDATE job SET run = ? WHERE queue = ? AND name = ? AND dead = 0 AND run > ?`, micros(at), queue, key, micros(at))
}

// Claim leases jobs. Nobody else writes meanwhile, so that none is claimed twice.
func (x *tx) Claim(queue string, now time.Time, lease time.Duration, limit int) ([]store.Job, error) {
	var list []store.Job
	err := x.query(func(scan func(...any) error) error {
		var j store.Job
		var stream string
		var run int64
		if err := scan(&j.ID, &j.Queue, &j.Key, &stream, &run, &j.Attempts, &j.Payload); err != nil {
			return err
		}
		j.Stream, j.Run = entry.Stream(stream), moment(run)
		j.Attempts++
		list = append(list, j)
		return nil
	}, `SELECT id, queue, name, stream, run, attempts, payload FROM job WHERE queue = ? AND dead = 0 AND run <= ? AND lease <= ? ORDER BY run, id LIMIT ?`,
		queue, micros(now), micros(now), limit)
	for _, j := range list {
		if err == nil {
			err = x.exec(`UPDATE job SET lease = ?, attempts = ? WHERE id = ?`, micros(now.Add(lease)), j.Attempts, j.ID)
		}
	}
	return list, err
}

// Done takes a job away.
func (x *tx) Done(id int64) error {
	err := x.exec(`DELETE FROM job WHERE id = ?`, id)
	return err
}

// Retry gives a job back, to be run later or, if it is dead, to be looked at by a person.
func (x *tx) Retry(id int64, at time.Time, dead bool) error {
	err := x.exec(`UPDATE job SET lease = ?, run = ?, dead = ? WHERE id = ?`, int64(none), micros(at), number(dead), id)
	return err
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}
