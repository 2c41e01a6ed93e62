-- Nothing goes by the minute any more, and nothing looks for a stream under a tag but by the stream: of two orders beside that of the list one is left.
DROP TRIGGER tag_put ON tag;
DROP FUNCTION tag_put();
DROP TRIGGER tag_listed ON listed;
CREATE OR REPLACE FUNCTION tag_moved() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN UPDATE tag SET stage = NEW.stage, changed = NEW.changed, kind = NEW.kind WHERE stream = NEW.stream; RETURN NULL; END$$;
DROP INDEX tag_minute;
ALTER TABLE tag DROP COLUMN minute;
ALTER TABLE tag DROP CONSTRAINT tag_pkey;
DROP INDEX tag_stream;
ALTER TABLE tag ADD PRIMARY KEY (stream, tag);
