-- The record: each entry with its leaf, the hashes of the tree, its right edge, the signed checkpoints.
CREATE TABLE entry (
	leaf BIGINT PRIMARY KEY,
	stream TEXT COLLATE "C" NOT NULL,
	seq BIGINT NOT NULL,
	recorded BIGINT NOT NULL,
	datakey TEXT COLLATE "C" NOT NULL,
	before BYTEA NOT NULL,
	commitment BYTEA NOT NULL,
	nonce BYTEA NOT NULL,
	sealed BYTEA NOT NULL,
	hash BYTEA NOT NULL,
	text BYTEA NOT NULL
);
CREATE UNIQUE INDEX entry_stream ON entry (stream, seq);
CREATE TABLE hash (at BIGINT PRIMARY KEY, hash BYTEA NOT NULL);
CREATE TABLE log (one BIGINT PRIMARY KEY CHECK (one = 1), size BIGINT NOT NULL, edge BYTEA NOT NULL, recorded BIGINT NOT NULL);
INSERT INTO log (one, size, edge, recorded) VALUES (1, 0, '', 0);
CREATE TABLE checkpoint (size BIGINT PRIMARY KEY, signed BYTEA NOT NULL);

-- What is derived, or has no shape of its own.
CREATE TABLE cell (bucket TEXT COLLATE "C" NOT NULL, name TEXT COLLATE "C" NOT NULL, value BYTEA NOT NULL, PRIMARY KEY (bucket, name));
CREATE TABLE listed (
	stream TEXT COLLATE "C" PRIMARY KEY,
	kind TEXT COLLATE "C" NOT NULL,
	court TEXT COLLATE "C" NOT NULL,
	agency TEXT COLLATE "C" NOT NULL,
	stage TEXT COLLATE "C" NOT NULL,
	opened BIGINT NOT NULL,
	changed BIGINT NOT NULL,
	due BIGINT NOT NULL,
	sealed BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	text BYTEA NOT NULL
);
CREATE INDEX listed_changed ON listed (changed DESC, stream);
CREATE INDEX listed_court ON listed (court, stage, changed DESC, stream);
CREATE INDEX listed_agency ON listed (agency, stage, changed DESC, stream);
CREATE INDEX listed_due ON listed (due);
CREATE TABLE tag (tag TEXT COLLATE "C" NOT NULL, stream TEXT COLLATE "C" NOT NULL, PRIMARY KEY (tag, stream));
CREATE INDEX tag_stream ON tag (stream, tag);
CREATE TABLE word (word BYTEA NOT NULL, stream TEXT COLLATE "C" NOT NULL, weight BIGINT NOT NULL, PRIMARY KEY (word, stream));
CREATE INDEX word_stream ON word (stream);
CREATE TABLE job (
	id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	queue TEXT COLLATE "C" NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	stream TEXT COLLATE "C" NOT NULL,
	run BIGINT NOT NULL,
	lease BIGINT NOT NULL,
	attempts BIGINT NOT NULL,
	dead BIGINT NOT NULL,
	payload BYTEA NOT NULL,
	UNIQUE (queue, name)
);
CREATE INDEX job_due ON job (queue, dead, run);
CREATE INDEX job_stream ON job (stream);
-- Papers lie here too, in pieces.
CREATE TABLE paper (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name BYTEA UNIQUE);
CREATE TABLE piece (paper BIGINT NOT NULL REFERENCES paper (id) ON DELETE CASCADE, n BIGINT NOT NULL, bytes BYTEA NOT NULL, PRIMARY KEY (paper, n));
