"""``search/words.py`` in PostgreSQL's own language: functions in SQL and PL/pgSQL.

No extension is needed, and no locale: what counts as a letter, and which capital belongs to it,
is said here and not by the database's collation.
"""

from search import words

_ASCII_ONLY = r"txt !~ '[^\x01-\x7f]'"


def functions() -> dict[str, str]:
    """By signature, the SQL that makes each, in an order in which they can be made."""
    return {
        "search_plain(html text)": _function("search_plain(html text)", "text", _PLAIN),
        "search_folded(txt text)": _function("search_folded(txt text)", "text", _FOLDED),
        "search_singular(word text)": _function("search_singular(word text)", "text", _SINGULAR),
        "search_chunk(chunk text)": _function("search_chunk(chunk text)", "text[]", _CHUNK),
        "search_words(letter text, txt text)": _function(
            "search_words(letter text, txt text)", "text", _WORDS
        ),
        "search_vector(rank bigint, txt text)": _function(
            "search_vector(rank bigint, txt text)", "tsvector", _VECTOR
        ),
    }


def _function(signature: str, returns: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE plpgsql "
        f"IMMUTABLE PARALLEL SAFE AS $search${body}$search$"
    )


def _class(chars: str) -> str:
    """A set of characters as PostgreSQL's regular expressions spell it."""
    return "".join(char if char.isascii() else f"\\U{ord(char):08X}" for char in chars)


def _text(chars: str) -> str:
    return "E'" + "".join(f"\\U{ord(char):08X}" for char in chars) + "'"


_PLAIN = rf"""
BEGIN
    html := regexp_replace(html, '</?(?:{words.INLINE})(?:\s[^>]*)?>', '', 'g');
    html := regexp_replace(html, '<[^>]*>', E'\n', 'g');
    IF strpos(html, '&') > 0 THEN
        html := replace(replace(replace(html, '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>');
        html := replace(replace(replace(html, '&quot;', '"'), '&#39;', ''''), '&#x27;', '''');
        html := replace(html, '&amp;', '&');
    END IF;
    RETURN html;
END"""

_LIGATURES = "".join(
    f"    txt := replace(txt, {_text(ligature)}, '{letters}');\n"
    for ligature, letters in words.LIGATURES
)
_FOLDED = rf"""
BEGIN
    IF {_ASCII_ONLY} THEN
        RETURN lower(txt COLLATE "C");
    END IF;
    txt := regexp_replace(txt, '[{_class(words.UNSEEN)}]', '', 'g');
    txt := regexp_replace(txt, '[{_class(words.HYPHENS)}]', '-', 'g');
    txt := regexp_replace(txt, '[{_class(words.SIGNS)}]', ' ', 'g');
    txt := regexp_replace(normalize(txt, NFKD), '[{_class(words.ACCENTS)}]', '', 'g');
    txt := lower(txt COLLATE "C");
    IF txt ~ '[\U00000080-\U000005ff]' THEN
        txt := translate(txt, {_text(words.CAPITALS)}, {_text(words.SMALL)});
{_LIGATURES}    END IF;
    RETURN txt;
END"""

_SINGULAR = """
BEGIN
    IF word !~ '^[a-z]{3,}s$' OR word = 'news' THEN
        RETURN word;
    ELSIF word ~ 'ies$' THEN
        RETURN CASE WHEN word ~ '[ae]ies$' THEN word ELSE left(word, -3) || 'y' END;
    ELSIF word ~ '(sses|xes|ches|shes|zzes)$' THEN
        RETURN left(word, -2);
    ELSIF word ~ 'es$' THEN
        RETURN CASE WHEN word ~ '[aeo]es$' THEN word ELSE left(word, -1) END;
    END IF;
    RETURN CASE WHEN word ~ '[us]s$' THEN word ELSE left(word, -1) END;
END"""

# Of what stands between blanks: words, numbers, and what hyphens join, two or three at a time.
_CHUNK = rf"""
DECLARE
    pieces text[] := string_to_array(chunk, '-');
    joined text[] := '{{}}';
    found text[] := '{{}}';
    piece text;
    word text;
    many int := cardinality(pieces);
BEGIN
    FOREACH piece IN ARRAY pieces LOOP
        IF piece ~ '^([0-9]{{1,3}}(,[0-9]{{3}})+([.][0-9]+)?|[0-9]+[.][0-9]+)$' THEN
            found := found || left(replace(piece, ',', ''), {words.LONGEST});
        ELSE
            FOREACH word IN ARRAY string_to_array(translate(piece, ',', '.'), '.') LOOP
                found := found || left(search_singular(word), {words.LONGEST});
            END LOOP;
        END IF;
        joined := joined || search_singular(replace(piece, ',', ''));
    END LOOP;
    FOR place IN 1 .. many - 1 LOOP
        found := found || left(joined[place] || '-' || joined[place + 1], {words.LONGEST});
        IF place + 1 < many THEN
            found := found || left(
                joined[place] || '-' || joined[place + 1] || '-' || joined[place + 2],
                {words.LONGEST}
            );
        END IF;
    END LOOP;
    RETURN found;
END"""

_LETTERS, _CHINESE = _class(words.LETTERS), _class(words.CHINESE)
_WORDS = rf"""
DECLARE
    small text := search_folded(txt);
    found text[] := '{{}}';
    chunk text;
BEGIN
    FOR chunk IN
        SELECT DISTINCT run[1] COLLATE "C" FROM
            regexp_matches(small, '[{_LETTERS}]+(?:[-.,][{_LETTERS}]+)*', 'g') AS run
    LOOP
        IF strpos(chunk, '-') + strpos(chunk, ',') + strpos(chunk, '.') = 0 THEN
            found := found || left(search_singular(chunk), {words.LONGEST});
        ELSE
            found := found || search_chunk(chunk);
        END IF;
    END LOOP;
    FOR chunk IN
        SELECT DISTINCT run[1] COLLATE "C" FROM regexp_matches(small, '[{_CHINESE}]+', 'g') AS run
    LOOP
        found := found || ARRAY(
            SELECT substr(chunk, place, length) FROM generate_series(1, length(chunk)) AS place,
                (VALUES (1), (2)) AS of(length) WHERE place + length <= length(chunk) + 1
        );
    END LOOP;
    RETURN COALESCE((
        SELECT string_agg(word || ' ' || letter || '=' || word, ' ')
        FROM (SELECT DISTINCT unnest(found) COLLATE "C" AS word) AS each
    ), '');
END"""

# Each word with the month in which the release goes out before it: so the newest that have a word
# are read month by month, however many have it (search/finding_postgresql.py).
_VECTOR = r"""
DECLARE
    went_out timestamp;
    month text;
BEGIN
    IF rank < 536870912 THEN
        RETURN NULL;
    END IF;
    went_out := to_timestamp((rank >> 29) - 8589934592) AT TIME ZONE 'UTC';
    month := to_hex((extract(year FROM went_out) * 12 + extract(month FROM went_out) - 1)::int);
    RETURN array_to_tsvector(ARRAY(
        SELECT DISTINCT month || ':' || word COLLATE "C"
        FROM unnest(string_to_array(txt, ' ')) AS word WHERE word <> ''
    ));
END"""
