"""Bad specs and the full text of what is said of them: each code at least once.

`new` None: `old` is the whole file. Otherwise `old` is replaced by `new` in the sample brief.
"""

# ruff: noqa: E501 - what is told stands here as it is told

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """A mistake and what is told of it."""

    name: str
    old: str | bytes
    new: str | None
    told: str


CASES = (
    Case(
        "READ001 empty",
        "",
        None,
        """\
quay.yaml READ001 the file is empty
  ? `brief schema` tells what a spec can hold
""",
    ),
    Case(
        "READ001 comments only",
        "# nothing\n",
        None,
        """\
quay.yaml READ001 the file holds comments only
  ? `brief schema` tells what a spec can hold
""",
    ),
    Case(
        "READ003 windows",
        b"brief: 1\ntitle: caf\xe9 \n",
        None,
        """\
2:11-12 READ003 byte 0xE9 is not UTF-8
  | �
  ? save the file as UTF-8; it may be in Windows-1252 or Latin-1
""",
    ),
    Case(
        "READ003 utf-16",
        b"\xff\xfeb\x00r\x00i\x00e\x00f\x00:\x00 \x001\x00",
        None,
        """\
quay.yaml READ003 the file is encoded in UTF-16
  ? save it as UTF-8
""",
    ),
    Case(
        "READ004 control",
        "title: The new quay",
        "title: The\x07 new quay",
        """\
4:11-12 READ004 U+0007 may not stand in a brief
  | \x07
  ? delete it
""",
    ),
    Case(
        "READ004 bidi twice",
        "title: The new quay",
        "title: The \u202enew\u202e quay",
        """\
4:12-13 READ004 U+202E RIGHT-TO-LEFT OVERRIDE may not stand in a brief
  | \u202e
  = it stands in 2 places; this is the first
  ? delete it
""",
    ),
    Case(
        "READ004 escaped",
        '"The \\u201ccranes',
        '"The \\u202ecranes',
        """\
64:22-28 READ004 U+202E RIGHT-TO-LEFT OVERRIDE may not stand in a brief
  | \\u202e
  ? delete it
""",
    ),
    Case(
        "READ004 tag character",
        "title: The new",
        "title: The\U000e0041 new",
        """\
4:11-12 READ004 U+E0041 TAG LATIN CAPITAL LETTER A may not stand in a brief
  | \U000e0041
  ? delete it
""",
    ),
    Case(
        "READ004 stacked marks",
        "title: The new",
        "title: The" + "\u0316\u0301" * 16 + " new",
        """\
4:11-12 READ004 more than 30 marks may not stand on one character
  | \u0316
  ? delete them
""",
    ),
    Case(
        "READ004 escaped marks",
        '"The \\u201ccranes',
        '"The ' + "\\u0316\\u0301" * 16 + "cranes",
        """\
64:22-28 READ004 more than 30 marks may not stand on one character
  | \\u0316
  ? delete them
""",
    ),
    Case(
        "READ004 noncharacter",
        "title: The new",
        "title: The\ufffe new",
        """\
4:11-12 READ004 U+FFFE may not stand in a brief
  | \ufffe
  ? delete it
""",
    ),
    Case(
        "READ005 tab",
        "  Ostrand: [",
        "\tOstrand: [",
        """\
8:1-23 READ005 this line is indented with a tab
  | 	Ostrand: [Ostranders]
  ? indent with spaces
""",
    ),
    Case(
        "READ005 unclosed quote",
        "{}\n",
        '{title: "The sources}\n',
        """\
74:22-35 READ005 this " opens a text that nothing closes
  | "The sources}
  ? inside "…" a quote is written \\"
""",
    ),
    Case(
        "READ005 apostrophe",
        "'It isn''t known who paid. [@gazette] [@council]'",
        "'It isn't known'",
        """\
73:16-25 READ005 the text in '…' ends here, but the line goes on
  | 't known'
  ? write an apostrophe twice: '', or put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 colon in prose",
        "text: Traffic will grow. ",
        "text: Traffic: it will grow. ",
        """\
48:22-23 READ005 a colon and a space inside an unquoted text would start a key
  | :
  ? put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 citation first",
        "text: Traffic will grow. [@gazette:cranes]",
        "text: [@gazette:cranes] Traffic will grow.",
        """\
48:15-51 READ005 [ opens a list in YAML; an unquoted text cannot start with it
  | [@gazette:cranes] Traffic will grow.
  ? put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 fact first",
        "text: Traffic will grow. ",
        "text: {cost} will grow. ",
        """\
48:15-50 READ005 { opens a mapping in YAML; an unquoted text cannot start with it
  | {cost} will grow. [@gazette:cranes]
  ? put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 emphasis first",
        "text: Traffic will grow. ",
        "text: *Traffic* will grow. ",
        """\
48:15-53 READ005 * names an alias in YAML; an unquoted text cannot start with it
  | *Traffic* will grow. [@gazette:cranes]
  ? put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 at",
        "title: How it came",
        "title: @home",
        """\
53:14-19 READ005 @ is reserved in YAML; an unquoted text cannot start with it
  | @home
  ? put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 percent",
        "title: How it came",
        "title: % of it",
        """\
53:14-21 READ005 % opens a directive in YAML; an unquoted text cannot start with it
  | % of it
  ? put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 backtick",
        "title: How it came",
        "title: `it`",
        """\
53:14-18 READ005 ` is reserved in YAML; an unquoted text cannot start with it
  | `it`
  ? put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 text after >",
        "text: >\n        The council",
        "text: > The council",
        """\
54:15-38 READ005 nothing may follow > in its line
  | The council voted on it
  ? start the text on the next line; if > belongs to the text, put it in quotes
""",
    ),
    Case(
        "READ005 indentation",
        "  council:\n    title",
        " council:\n    title",
        """\
21:2-10 READ005 this line does not fit the lines above it
  | council:
  ? indent it like the lines it belongs with; items of a list start with - and a space
""",
    ),
    Case(
        "READ005 key too deep",
        "marking: TLP:GREEN",
        "  marking: TLP:GREEN",
        """\
6:3-21 READ005 this line does not fit the lines above it
  | marking: TLP:GREEN
  ? indent it like the lines it belongs with; items of a list start with - and a space
""",
    ),
    Case(
        "READ005 no space after colon",
        "marking: TLP:GREEN",
        "marking:TLP:GREEN",
        """\
6:1-18 READ005 this line is neither a key with its value nor the rest of a text
  | marking:TLP:GREEN
  ? put a space after the colon: marking: …
""",
    ),
    Case(
        "READ005 no key",
        "marking: TLP:GREEN",
        "marking",
        """\
6:1-8 READ005 this line is neither a key with its value nor the rest of a text
  | marking
  ? a key is followed by a colon and a space
""",
    ),
    Case(
        "READ005 list unclosed",
        "[Ostranders]",
        "[Ostranders",
        """\
8:12-23 READ005 this [ is not closed by a ]
  | [Ostranders
  ? separate its entries with commas and close it with ]
  ? if it is text: put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 mapping unclosed",
        "{date: 2024-05-20}",
        "{date: 2024-05-20",
        """\
13:16-33 READ005 this { is not closed by a }
  | {date: 2024-05-20
  ? separate its entries with commas and close it with }
  ? if it is text: put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ005 list in line",
        "[Ostranders]",
        "- Ostranders",
        """\
8:12-24 READ005 - starts a list, which cannot stand in its key's line
  | - Ostranders
  ? start the list on the next line; if it is text, put it in quotes
""",
    ),
    Case(
        "READ005 escape",
        '"The \\u201ccranes',
        '"The \\qcranes',
        """\
64:22-24 READ005 \\q is no escape of a text in "…"
  | \\q
  ? write \\\\ for a backslash, or use single quotes
""",
    ),
    Case(
        "READ005 comment inside",
        "title: The new quay at Ostrand",
        "title: The new quay  # at\n  Ostrand",
        """\
4:22-26 READ011 # starts a comment here, so this is lost: # at
  | # at
  ? if it is text: put the whole text in quotes, or under |
  ? if it is a comment: give it a line of its own (after a single word, two spaces before # will do)
5:3-10 READ005 the # above starts a comment, which ends the text; this line belongs to nothing
  | Ostrand
  ? put the whole text in quotes, or under "|" on a line of its own
""",
    ),
    Case(
        "READ006 deep",
        "[Ostranders]",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        """\
8:42-43 READ006 this is nested more than 32 deep
  | [
""",
    ),
    Case(
        "READ008 anchor",
        "title: How it came",
        "title: &it How it came",
        """\
53:14-29 READ008 & names an anchor in YAML: &it
  | &it How it came
  ? if it is text: put it in quotes, or under |
""",
    ),
    Case(
        "READ008 alias",
        "title: How it came",
        "title: *it",
        """\
53:14-17 READ008 a text that starts with * names an alias in YAML
  | *it
  ? if it is text: put it in quotes, or under |
""",
    ),
    Case(
        "READ008 tag",
        "title: How it came",
        "title: !it How it came",
        """\
53:14-29 READ008 ! names a type in YAML, and a spec needs none
  | !it How it came
  ? if it is text: put it in quotes, or under |
""",
    ),
    Case(
        "READ009 documents",
        "sections:\n",
        "---\nsections:\n",
        """\
43:1-4 READ009 a second document starts here
  | ---
  ? keep one brief to a file; --- may stand once, before the first key
""",
    ),
    Case(
        "READ009 directive",
        "# A brief about a quay that does not exist.\n",
        "%YAML 1.1\n---\n",
        """\
1:1-10 READ009 a YAML directive serves no purpose here
  | %YAML 1.1
  ? delete this line
""",
    ),
    Case(
        "READ010 duplicate key",
        "id: quay\n",
        "id: quay\nid: key\n",
        """\
4:1-3 READ010 the key "id" stands here twice; the first is in line 3
  | id
  ? keep one of them
""",
    ),
    Case(
        "READ011 number swallowed",
        "title: Two cranes for the quay",
        "title: Two cranes for quay #2 in May",
        """\
11:32-41 READ011 # starts a comment here, so this is lost: #2 in May
  | #2 in May
  ? if it is text: put the whole text in quotes, or under |
  ? if it is a comment: give it a line of its own (after a single word, two spaces before # will do)
""",
    ),
    Case(
        "READ011 one space",
        "marking: TLP:GREEN",
        "marking: TLP:GREEN # why",
        """\
6:20-25 READ011 # starts a comment here, so this is lost: # why
  | # why
  ? if it is text: put the whole text in quotes, or under |
  ? if it is a comment: give it a line of its own (after a single word, two spaces before # will do)
""",
    ),
    Case(
        "READ011 after prose",
        "title: How it came",
        "title: How it came  # really",
        """\
53:27-35 READ011 # starts a comment here, so this is lost: # really
  | # really
  ? if it is text: put the whole text in quotes, or under |
  ? if it is a comment: give it a line of its own (after a single word, two spaces before # will do)
""",
    ),
    Case(
        "READ011 next line",
        "text: Traffic will grow. [@gazette:cranes]\n",
        "text: Traffic will grow.\n          #2 will not [@gazette:cranes]\n",
        """\
49:11-40 READ011 # starts a comment here, so this is lost: #2 will not [@gazette:cranes]
  | #2 will not [@gazette:cranes]
  ? if it is text: put the whole text in quotes, or under |
  ? if it is a comment: give it a line of its own (after a single word, two spaces before # will do)
""",
    ),
    Case(
        "READ012 list",
        "- a\n- b\n",
        None,
        """\
1:1-4 READ012 a spec is a mapping of keys to values; this is a list
  | - a
  ? write `key: value` lines; `brief schema` tells what a spec can hold
""",
    ),
    Case(
        "READ012 text",
        "just words\n",
        None,
        """\
1:1-11 READ012 a spec is a mapping of keys to values; this is a text
  | just words
  ? write `key: value` lines; `brief schema` tells what a spec can hold
""",
    ),
    Case(
        "READ013 key",
        "id: quay\n",
        "? [a]\n: b\nid: quay\n",
        """\
3:3-4 READ013 a key must be a text, and this is a list
  | [
  ? a text that starts with { or [ must stand in quotes or under |
""",
    ),
    Case(
        "READ015 blank line",
        "[@council:vote]\n        Then",
        "[@council:vote]\n\n        Then",
        """\
54:13-14 READ015 a blank line starts a paragraph only in a text under |
  | >
  = the blank line is line 57
  ? put the text under |
""",
    ),
    Case(
        "SPEC001 unknown key",
        "    descriptor: Minutes, signed.",
        "    descriptor: Minutes, signed.\n    desciptor: x",
        """\
26:5-14 SPEC001 unknown key "desciptor"
  | desciptor
  = keys here: title, author, publisher, url, kind, published, accessed, language, fiscal_year, file, follow, sha256, body, reliability, credibility, descriptor, origin, slips, passages, accepts
  ? did you mean "descriptor"?
""",
    ),
    Case(
        "SPEC014 the day of a slot",
        "as_of: 2024-05-31 ",
        "as_of: slot ",
        """\
5:8-12 SPEC014 this brief needs the day of its slot
  | slot
  ? say which day with --slot YYYY-MM-DD; a schedule says it by itself
""",
    ),
    Case(
        "SPEC013 a url to follow that is not there",
        "    descriptor: Minutes, signed.",
        "    descriptor: Minutes, signed.\n    follow: url",
        """\
26:13-16 SPEC013 source council follows its url and has none
  | url
  ? give its url, or write the address to follow here
""",
    ),
    Case(
        "SPEC001 at the top",
        "marking: TLP:GREEN",
        "markin: TLP:GREEN",
        """\
6:1-7 SPEC001 unknown key "markin"
  | markin
  = keys here: brief, id, title, subtitle, author, as_of, language, marking, scale, fiscal_year, theme, paper, sides, standard, cover, changes, severity, verify_url, tools, names, abbreviations, sources, facts, sections, schedule
  ? did you mean "marking"?
""",
    ),
    Case(
        "SPEC001 nothing like it",
        "  - sources: {}",
        "  - sources: {zzz: 1}",
        """\
74:15-18 SPEC001 unknown key "zzz"
  | zzz
  = keys here: title
""",
    ),
    Case(
        "SPEC002 missing",
        "    descriptor: Minutes, signed.\n",
        "",
        """\
21:3-10 SPEC002 the key "descriptor" is missing
  | council
  ? descriptor: What the source rests on, in one sentence (ICD 206)
""",
    ),
    Case(
        "SPEC002 missing at the top",
        "as_of: 2024-05-31                 # the cut-off\n",
        "",
        """\
quay.yaml SPEC002 the key "as_of" is missing
  ? as_of: The information cut-off, and the file's date; the clock is never read
""",
    ),
    Case(
        "SPEC002 missing in an item",
        "        confidence: low\n",
        "",
        """\
48:9-51 SPEC002 the key "confidence" is missing
  | text: Traffic will grow. [@gazette:cranes]
  ? confidence: How sure the analyst is (ICD 203)
""",
    ),
    Case(
        "SPEC002 empty section",
        "  - comparison: {facts: [cost]}",
        "  - comparison: {}",
        """\
71:5-15 SPEC002 the key "facts" is missing
  | comparison
  ? facts: Names of facts, in order
""",
    ),
    Case(
        "SPEC003 text for mapping",
        "{date: 2024-05-20}",
        "2024-05-20",
        """\
13:16-26 SPEC003 "published" takes keys with values; this is a text
  | 2024-05-20
  ? published: When it was published; leave out if unknown
""",
    ),
    Case(
        "SPEC003 text for list",
        "[Ostranders]",
        "Ostranders",
        """\
8:12-22 SPEC003 "Ostrand" takes a list; this is a text
  | Ostranders
  ? write [Ostranders], or one item a line after - and a space
""",
    ),
    Case(
        "SPEC003 mapping for text",
        "text: Traffic will grow. [@gazette:cranes]",
        "text: {cost}",
        """\
48:9-13 SPEC003 "text" takes a text; this is a mapping of keys to values
  | text
  ? a text that starts with { must stand in quotes, or under "|"
  ? text: The judgement, with the citations it rests on
""",
    ),
    Case(
        "SPEC003 list for text",
        "title: How it came",
        "title: [How, it]",
        """\
53:7-12 SPEC003 "title" takes a text; this is a list
  | title
  ? a text that starts with [ must stand in quotes, or under "|"
  ? title: Heading
""",
    ),
    Case(
        "SPEC003 mapping for list",
        "  - comparison: {facts: [cost]}",
        "  - comparison: {facts: {cost: 1}}",
        """\
71:18-23 SPEC003 "facts" takes a list; this is a mapping of keys to values
  | facts
  ? facts: Names of facts, in order
""",
    ),
    Case(
        "SPEC003 text for section",
        "  - comparison: {facts: [cost]}",
        "  - comparison: cost",
        """\
71:17-21 SPEC003 "comparison" takes keys with values; this is a text
  | cost
  ? write comparison: and below it, indented, its keys: title, facts, accepts
""",
    ),
    Case(
        "SPEC003 list for date",
        "date: 2024-06/..",
        "date: [2024-06..2024-07]",
        """\
62:11-15 SPEC011 a date is a text in EDTF
  | date
  ? put it in quotes
""",
    ),
    Case(
        "SPEC004 marking",
        "TLP:GREEN",
        "TLP:GREEM",
        """\
6:10-19 SPEC004 "TLP:GREEM" is no value of "marking"
  | TLP:GREEM
  ? did you mean "TLP:GREEN"?
  ? write one of: TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR
""",
    ),
    Case(
        "SPEC004 version",
        "brief: 1",
        "brief: 2",
        """\
2:8-9 SPEC004 "2" is no value of "brief"
  | 2
  ? write one of: 1
""",
    ),
    Case(
        "SPEC004 confidence",
        "confidence: low",
        "confidence: hihg",
        """\
50:21-25 SPEC004 "hihg" is no value of "confidence"
  | hihg
  ? did you mean "high"?
  ? write one of: low, moderate, high
""",
    ),
    Case(
        "SPEC005 name",
        "id: quay",
        "id: the quay",
        """\
3:5-13 SPEC005 "the quay" cannot be a name
  | the quay
  ? a name has letters, digits, and . _ - between them
""",
    ),
    Case(
        "SPEC005 key",
        "  stage:\n",
        "  a stage:\n",
        """\
34:3-10 SPEC005 "a stage" cannot be a name
  | a stage
  ? a name has letters, digits, and . _ - between them
""",
    ),
    Case(
        "SPEC005 hash",
        "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
        "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
        """\
14:13-75 SPEC005 "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a…" has not the form of "sha256"
  | a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1
  ? sha256: SHA-256 of the file, lower-case hexadecimal
""",
    ),
    Case(
        "SPEC005 language",
        "    sha256: a1",
        "    language: english\n    sha256: a1",
        """\
14:15-22 SPEC005 "english" is no language tag
  | english
  ? write it as BCP 47 has it: fr, pt-BR, ja-Latn
""",
    ),
    Case(
        "SPEC005 two lines",
        "title: The new quay at Ostrand",
        "title: |\n  The new quay\n  at Ostrand",
        """\
5:3-15 SPEC005 "title" stands on one line; this has 2
  | The new quay
  ? write it beside its key, in quotes if need be, rather than under "|"
""",
    ),
    Case(
        "SPEC006 no columns",
        "[{label: Thing}, {label: Number, align: right}]",
        "[]",
        """\
67:7-14 SPEC006 "columns" is empty
  | columns
  ? columns: Columns, from left to right
""",
    ),
    Case(
        "SPEC006 long name",
        "id: quay",
        "id: qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
        """\
3:5-70 SPEC006 "id" has 65 characters; 64 is the limit
  | qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
  ? id: Name of the brief; its folder in out/
""",
    ),
    Case(
        "SPEC007 no value",
        "title: The new quay at Ostrand",
        "title:",
        """\
4:7-8 SPEC007 "title" has no value
  |
  ? title: Title of the brief
  ? if there is nothing to say, leave the key out
""",
    ),
    Case(
        "SPEC007 mapping",
        "    published: {date: 2024-05-20}",
        "    published:",
        """\
13:15-16 SPEC007 "published" has no value
  |
  ? published: When it was published; leave out if unknown
  ? if there is nothing to say, leave the key out
""",
    ),
    Case(
        "SPEC007 item",
        "[Ostranders]",
        "\n    - Ostranders\n    -",
        """\
10:6-7 SPEC007 an item of "Ostrand" is empty
  |
  ? write it, or delete its line
""",
    ),
    Case(
        "SPEC007 section",
        "  - sources: {}",
        "  - sources:",
        """\
74:13-14 SPEC007 "sources" has no value
  |
  ? write sources: {} if nothing is to be said
""",
    ),
    Case(
        "SPEC008 day",
        "2024-05-31 ",
        "31.5.2024 ",
        """\
5:8-17 SPEC008 a day is written YYYY-MM-DD
  | 31.5.2024
  ? as_of: The information cut-off, and the file's date; the clock is never read
""",
    ),
    Case(
        "SPEC008 no such day",
        "2024-05-31 ",
        "2024-02-30 ",
        """\
5:8-18 SPEC008 "2024-02-30" is no calendar day
  | 2024-02-30
  ? write it as 2024-03-19
  ? as_of: The information cut-off, and the file's date; the clock is never read
""",
    ),
    Case(
        "SPEC009 bool",
        "about: true",
        "about: maybe",
        """\
31:47-52 SPEC009 "maybe" is neither true nor false
  | maybe
  ? about: The source says about, approximately, some
""",
    ),
    Case(
        "SPEC009 number",
        "align: right",
        "share: wide",
        """\
67:56-60 SPEC009 "wide" is no number
  | wide
  ? share: Width relative to the other columns; by default widths come from the content
""",
    ),
    Case(
        "SPEC009 too much",
        "align: right",
        "share: 200",
        """\
67:56-59 SPEC009 "share" is at most 100, not 200
  | 200
  ? share: Width relative to the other columns; by default widths come from the content
""",
    ),
    Case(
        "SPEC009 whole",
        "reliability: B",
        "credibility: 2.5",
        """\
15:18-21 SPEC009 "2.5" is no whole number
  | 2.5
  ? credibility: Admiralty Code: 1 confirmed … 6 cannot be judged
""",
    ),
    Case(
        "SPEC009 grade",
        "reliability: B",
        "credibility: 7",
        """\
15:18-19 SPEC009 "credibility" is at most 6, not 7
  | 7
  ? credibility: Admiralty Code: 1 confirmed … 6 cannot be judged
""",
    ),
    Case(
        "SPEC010 citation",
        "[@gazette:cost 2]",
        "[@gazette cost]",
        """\
46:7-22 SPEC010 this is no citation: [@gazette cost]
  | [@gazette cost]
  ? write [@source:passage], [@source "first words … last words"] or [@source]
""",
    ),
    Case(
        "SPEC010 two in one",
        "[@gazette] [@council]",
        "[@gazette; @council]",
        """\
73:36-56 SPEC010 this is no citation: [@gazette; @council]
  | [@gazette; @council]
  ? write one citation a bracket: [@first:passage] [@second:passage]
""",
    ),
    Case(
        "SPEC010 fact",
        "{cost@gazette}",
        "{cost of it}",
        """\
45:58-70 SPEC010 this is no fact: {cost of it}
  | {cost of it}
  ? write {fact} or {fact@source}, or {{ to print a brace
""",
    ),
    Case(
        "SPEC010 brace",
        "It cost {cost@gazette}",
        "It cost }",
        """\
45:58-59 SPEC010 this } closes nothing
  | }
  ? write }} to print a brace
""",
    ),
    Case(
        "SPEC010 emphasis",
        "*hours*",
        "*hours",
        """\
56:13-14 SPEC010 this * opens an emphasis that nothing closes in its paragraph
  | *
  ? close it with another *, or write \\* to print one
""",
    ),
    Case(
        "SPEC010 phrase",
        "*hours*",
        "[Stunden]{lang=german}",
        """\
56:23-34 SPEC010 "german" is no language tag
  | lang=german
  ? write it as BCP 47 has it: fr, pt-BR, ja-Latn
""",
    ),
    Case(
        "SPEC010 strong",
        "*hours*",
        "**hours**",
        """\
56:13-15 SPEC010 ** holds no words; there is one emphasis only
  | **
  ? write *words* for italics, and \\* to print an asterisk
""",
    ),
    Case(
        "SPEC010 long word",
        "*hours*",
        "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh",
        """\
56:13-1015 SPEC010 this word has 1,002 characters; 1,000 is the limit
  | hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh
  ? put spaces between its words
""",
    ),
    Case(
        "SPEC011 from",
        "date: 2024-06/..",
        "date: 2024-05\n          from: rubbish",
        """\
63:17-24 SPEC011 rubbish is not an EDTF date
  | rubbish
  ? write 2024-03-19, 2024-03, 2024, 2025/2027, 2024-03/.. or [2024-01..2024-03]; or published
""",
    ),
    Case(
        "SPEC011 date",
        "date: 2024-06/..",
        "date: June 2024",
        """\
62:17-26 SPEC011 June 2024 is not an EDTF date
  | June 2024
  ? write 2024-03-19, 2024-03, 2024, 2025/2027, 2024-03/.. or [2024-01..2024-03]
""",
    ),
    Case(
        "SPEC012 cite",
        '{date: 2024-05, text: The cranes arrive., cite: ["gazette:cranes"]}',
        '{date: 2024-05, text: The cranes arrive., cite: ["gazette cranes"]}',
        """\
61:60-76 SPEC012 this is no citation; write source:passage or source "first words … last words"
  | "gazette cranes"
""",
    ),
    Case(
        "SPEC013 two answers",
        "{open: true, passage: vote}",
        "{open: true, value: 3, passage: vote}",
        """\
33:11-48 SPEC013 a report gives exactly one of value, date, open or not_stated
  | {open: true, value: 3, passage: vote}
  ? keep one of them; a source that reports several values has a list of reports
""",
    ),
    Case(
        "SPEC013 no passage",
        "{open: true, passage: vote}",
        "{open: true}",
        """\
33:11-23 SPEC013 a report names the passage it stands in
  | {open: true}
  ? add passage: and the name of one of the source's passages
""",
    ),
    Case(
        "SPEC001 comma",
        "{value: 12 million EUR, about",
        "{value: 1,700 million EUR, about",
        """\
31:26-41 SPEC001 unknown key "700 million EUR"
  | 700 million EUR
  = keys here: value, date, says, from, because, about, at_most, at_least, part_of, open, not_stated, passage
  ? a comma ends a text inside {…}: put the whole text in quotes, as in value: "1,700 million EUR"
""",
    ),
    Case(
        "SPEC006 no reports",
        "    reports:\n      gazette: {value: built, passage: cranes}",
        "    reports: {}",
        """\
37:5-12 SPEC006 "reports" is empty
  | reports
  ? reports: Source: what it reports, one value or a list
""",
    ),
    Case(
        "SPEC006 no report of a source",
        "gazette: {value: built, passage: cranes}",
        "gazette: []",
        """\
38:7-14 SPEC006 "gazette" is empty
  | gazette
  ? write at least one, or leave the key out
""",
    ),
    Case(
        "SPEC006 a term without words",
        "built: [has built]",
        "built: []",
        """\
35:36-41 SPEC006 "built" is empty
  | built
  ? write at least one, or leave the key out
""",
    ),
    Case(
        "SPEC013 open and about",
        "{open: true, passage: vote}",
        "{open: true, about: true, passage: vote}",
        """\
33:11-51 SPEC013 about says nothing of what is left open
  | {open: true, about: true, passage: vote}
  ? leave it out, or give the value instead of open
""",
    ),
    Case(
        "SPEC013 not stated and part",
        "{open: true, passage: vote}",
        "{not_stated: true, part_of: 3}",
        """\
33:11-41 SPEC013 part_of says nothing of what is not stated
  | {not_stated: true, part_of: 3}
  ? leave it out, or give the value instead of not_stated
""",
    ),
    Case(
        "SPEC013 date and limits",
        "{open: true, passage: vote}",
        "{date: 2024, about: true, part_of: 3, passage: vote}",
        """\
33:11-63 SPEC013 about and part_of say nothing of a date
  | {date: 2024, about: true, part_of: 3, passage: vote}
  ? write it in the date: 2024~ for about 2024, ../2027 for by 2027, 2024/.. for from 2024
""",
    ),
    Case(
        "SPEC013 value and says",
        "{open: true, passage: vote}",
        "{value: 3, says: last year, from: published, passage: vote}",
        """\
33:11-70 SPEC013 says and from say nothing of a value
  | {value: 3, says: last year, from: published, passage: vote}
  ? leave it out; what is said in relative words is a date
""",
    ),
    Case(
        "SPEC013 from without says",
        "{open: true, passage: vote}",
        "{date: 2024, from: published, passage: vote}",
        """\
33:11-55 SPEC013 from says nothing without says
  | {date: 2024, from: published, passage: vote}
  ? add says: and the source's own words, or leave from out
""",
    ),
    Case(
        "SPEC013 a part without a value",
        "{open: true, passage: vote}",
        "{part_of: 3, at_least: true, passage: vote}",
        """\
33:11-54 SPEC013 at_least says nothing of a part without a value
  | {part_of: 3, at_least: true, passage: vote}
  ? leave it out, or give the value: {value: 200, part_of: 400}
""",
    ),
    Case(
        "SPEC013 both limits",
        "{open: true, passage: vote}",
        "{value: 3, at_least: true, at_most: true, passage: vote}",
        """\
33:11-67 SPEC013 at_most and at_least cannot both be said of one value
  | {value: 3, at_least: true, at_most: true, passage: vote}
  ? keep one of them, or write a range: value: 20 to 30 %
""",
    ),
    Case(
        "SPEC013 a limit of a term",
        "{value: built, passage: cranes}",
        "{value: built, at_most: true, passage: cranes}",
        """\
38:7-14 SPEC013 at_most says nothing of a term
  | gazette
  ? leave it out, or declare a term for what the source says
""",
    ),
    Case(
        "SPEC013 order without terms",
        "    terms: {planned: [will build], built: [has built]}\n",
        "",
        """\
34:3-8 SPEC013 ordered says nothing without terms
  | stage
  ? add terms: in their order, or leave ordered out
""",
    ),
    Case(
        "SPEC013 one word for two terms",
        "built: [has built]",
        "built: [Will  build]",
        """\
34:3-8 SPEC013 "Will  build" shows two terms, planned and built
  | stage
  ? give each term words of its own
""",
    ),
    Case(
        "SPEC020 two keys",
        "  - comparison: {facts: [cost]}\n  - gaps:",
        "  - comparison: {facts: [cost]}\n    gaps:",
        """\
72:5-9 SPEC020 a section has one key, its kind; this has 2
  | gaps
  = kinds: bottom_line, judgements, narrative, timeline, table, comparison, chart, figure, gaps, abbreviations, sources
  ? indent what belongs to the section below its kind, or start the next section with -
""",
    ),
    Case(
        "SPEC020 text",
        "  - sources: {}",
        "  - sources",
        """\
74:5-12 SPEC020 the section sources lacks its colon
  | sources
  ? write - sources: {}
""",
    ),
    Case(
        "SPEC020 list",
        "  - comparison: {facts: [cost]}",
        "  - [comparison]",
        """\
71:5-17 SPEC020 a section is a kind with its content; this is a list
  | [comparison]
  = kinds: bottom_line, judgements, narrative, timeline, table, comparison, chart, figure, gaps, abbreviations, sources
  ? write - kind: and what belongs to it, indented below
""",
    ),
    Case(
        "SPEC020 empty",
        "  - comparison: {facts: [cost]}",
        "  -",
        """\
71:4-5 SPEC020 a section is a kind with its content; this is an empty item
  |
  = kinds: bottom_line, judgements, narrative, timeline, table, comparison, chart, figure, gaps, abbreviations, sources
  ? write - kind: and what belongs to it, indented below
""",
    ),
    Case(
        "SPEC021 unknown kind",
        "  - narrative:",
        "  - narative:",
        """\
52:5-13 SPEC021 "narative" is no kind of section
  | narative
  = kinds: bottom_line, judgements, narrative, timeline, table, comparison, chart, figure, gaps, abbreviations, sources
  ? did you mean "narrative"?
""",
    ),
    Case(
        "SPEC022 twice",
        "  - gaps:",
        "  - bottom_line: Again. [@gazette:cranes]\n  - gaps:",
        """\
72:5-16 SPEC022 a brief has one section bottom_line; this is another
  | bottom_line
  ? join the two
""",
    ),
    Case(
        "SPEC023 no sources",
        "  - sources: {}\n",
        "",
        """\
43:1-9 SPEC023 no section lists the sources
  | sections
  ? add - sources: {} at the end of sections
""",
    ),
    Case(
        "SPEC024 not last",
        "  - sources: {}\n",
        '  - sources: {}\n  - gaps: ["Who paid. [@gazette]"]\n',
        """\
74:5-12 SPEC024 the section sources must be the last: it lists the pages that cite each source
  | sources
  ? move it to the end of sections
""",
    ),
    Case(
        "SPEC025 likelihood",
        "likelihood: likely",
        "likelihood: perhaps",
        """\
49:21-28 SPEC025 "perhaps" is no likelihood of the scale icd203
  | perhaps
  ? write one of: almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost certain, remote, highly improbable, improbable, roughly even odds, probable, highly probable, nearly certain
""",
    ),
    Case(
        "SPEC025 cells",
        "cells: [Cranes, two]",
        "cells: [Cranes]",
        """\
69:11-16 SPEC025 this row has 1 cells, but the table has 2 columns
  | cells
  ? give every row one cell a column
""",
    ),
    Case(
        "SPEC030 prose",
        "[@council:vote]",
        "[@counsil:vote]",
        """\
56:22-37 SPEC030 there is no source "counsil"
  | [@counsil:vote]
  = there are: gazette, council
  ? did you mean "council"?
""",
    ),
    Case(
        "SPEC030 cite list",
        'text: The cranes arrive., cite: ["gazette:cranes"]',
        'text: The cranes arrive., cite: ["paper:cranes"]',
        """\
61:60-74 SPEC030 there is no source "paper"
  | "paper:cranes"
  = there are: gazette, council
""",
    ),
    Case(
        "SPEC030 report",
        "      council:\n        - {open",
        "      mayor:\n        - {open",
        """\
32:7-12 SPEC030 there is no source "mayor"
  | mayor
  = there are: gazette, council
""",
    ),
    Case(
        "SPEC030 fact",
        "{cost@gazette}",
        "{cost@gazete}",
        """\
45:58-71 SPEC030 there is no source "gazete"
  | {cost@gazete}
  = there are: gazette, council
  ? did you mean "gazette"?
""",
    ),
    Case(
        "SPEC031 prose",
        "[@council:vote]",
        "[@council:note]",
        """\
56:22-37 SPEC031 council has no passage "note"
  | [@council:note]
  = there are: vote
  ? did you mean "vote"?
""",
    ),
    Case(
        "SPEC031 report",
        "value: built, passage: cranes",
        "value: built, passage: dredgers",
        """\
38:40-48 SPEC031 gazette has no passage "dredgers"
  | dredgers
  = there are: cranes, cost
  ? add it to the passages of gazette: dredgers: "first words … last words"
""",
    ),
    Case(
        "SPEC032 prose",
        "{cost@gazette}",
        "{costs@gazette}",
        """\
45:58-73 SPEC032 there is no fact "costs"
  | {costs@gazette}
  = there are: cost, stage
  ? did you mean "cost"?
""",
    ),
    Case(
        "SPEC032 comparison",
        "{facts: [cost]}",
        "{facts: [cost, depth]}",
        """\
71:32-37 SPEC032 there is no fact "depth"
  | depth
  = there are: cost, stage
""",
    ),
    Case(
        "SPEC033 fact of another",
        "{cost@gazette}",
        "{stage@council}",
        """\
45:58-73 SPEC033 council reports nothing for the fact "stage"
  | {stage@council}
  = reported by: gazette
""",
    ),
    Case(
        "SPEC034 term",
        "value: built,",
        "value: build,",
        """\
38:24-29 SPEC034 the fact stage has no term "build"
  | build
  = there are: planned, built
  ? did you mean "built"?
""",
    ),
    Case(
        "SPEC040 script",
        "marking: TLP:GREEN",
        "marking: TLP:GREEN\nverify_url: javascript:alert(1)",
        """\
7:13-32 SPEC040 this is no address on the web
  | javascript:alert(1)
  ? start it with https://, as in https://example.org/verify
""",
    ),
    Case(
        "SPEC040 all at once",
        "marking: TLP:GREEN",
        "marking: TLP:RED?\nverify_url: https://example.org/{edtion}/ä/{key}",
        """\
6:10-18 SPEC004 "TLP:RED?" is no value of "marking"
  | TLP:RED?
  ? did you mean "TLP:RED"?
  ? write one of: TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR
7:33-41 SPEC040 {edtion} is no placeholder
  | {edtion}
  ? there are {brief}, {edition} and {key}
7:42-43 SPEC040 ä cannot stand in an address
  | ä
  ? write %C3%A4
""",
    ),
    Case(
        "SPEC025 spans",
        "  - sources:",
        """\
  - table:
      title: Costs
      columns: [{label: What}, {label: Cost, align: right, columns: [{label: Plan}, {label: End}]}, {label: Of}]
      rows:
        - cells: [{text: A, rows: 2}, {text: b, columns: 3}]
          cite: ["gazette:cost"]
        - cells: ["x", {text: y, rows: 9}, "z"]
        - cells: ["A", {text: B, columns: 4}]
        - cells: ["A", "a", {text: B, columns: 2}]
        - cells: ["A", "b", "c", d, e]
        - cells: ["A"]
  - sources:""",
        """\
76:53-58 SPEC025 align says nothing of a heading over several columns
  | right
  ? give it to the columns under the heading
80:40-41 SPEC025 this cell spans 9 rows, but the table has 5 rows from here on
  | 9
  ? write rows: 5, or add what is missing
81:43-44 SPEC025 this cell spans 4 columns, but the table has 3 from here on
  | 4
  ? write columns: 3
82:48-49 SPEC025 this cell spans 2 columns, but the table has 1 from here on
  | 2
  ? write columns: 1
83:34-35 SPEC025 this cell has no column left of the table's 4
  | d
  ? count a cell for each column that it spans, and those from above that span this row
84:11-16 SPEC025 this row's cells, with those that span it, fill 2 of 4 columns
  | cells
  ? count a cell for each column that it spans, and those from above that span this row
""",
    ),
    Case(
        "SPEC009 no spans",
        "  - sources:",
        """\
  - table:
      title: Costs
      columns: [{label: What}, {label: Cost}]
      rows:
        - cells: [{text: A, rows: 0}, ""]
        - cells: [{text: A, columns: x}, {columns: 2}]
        - cells: [[a], b, c]
  - sources:""",
        """\
78:35-36 SPEC009 "rows" is at least 1, not 0
  | 0
  ? rows: How many rows it spans; those below leave it out
78:39-41 SPEC007 an item of "cells" is empty
  | ""
  ? write it, or delete its line
79:38-39 SPEC009 "x" is no whole number
  | x
  ? columns: How many columns it spans
79:42-54 SPEC002 the key "text" is missing
  | {columns: 2}
  ? text: What the cell says
80:19-22 SPEC003 an item of "cells" takes a text; this is a list
  | [a]
  ? a text that starts with [ must stand in quotes, or under "|"
""",
    ),
    Case(
        "SPEC025 cells over each other",
        "  - sources:",
        """\
  - table:
      title: Costs
      columns: [{label: What}, {label: Cost}, {label: Of}]
      rows:
        - cells: ["A", {text: B, rows: 2}, "C"]
          cite: ["gazette:cost"]
        - cells: [{text: x, columns: 2}]
  - sources:""",
        """\
80:38-39 SPEC025 this cell spans columns that a cell from a row above reaches into
  | 2
  ? let it end before that one, or shorten the other
""",
    ),
    Case(
        "SPEC035 long",
        "voted … five to two",
        "the council voted on it … five votes to two votes",
        """\
26:22-73 SPEC035 this names 10 words of the article; 8 is the limit
  | "the council voted on it … five votes to two votes"
  ? keep the first and last few words, with … between them
""",
    ),
    Case(
        "SPEC035 whole",
        "voted … five to two",
        "voted on the quay by five votes to two votes",
        """\
26:22-68 SPEC035 this names 10 words of the article; 8 is the limit
  | "voted on the quay by five votes to two votes"
  ? keep the first and last few words, with … between them
""",
    ),
    Case(
        "SPEC035 no end",
        "voted … five to two",
        "voted …",
        """\
26:22-31 SPEC035 a passage is written with its first words, one …, and its last words
  | "voted …"
  ? write it as "first words … last words"
""",
    ),
    Case(
        "SPEC035 in prose",
        '"two cranes\n        … by June"',
        '"two cranes … … by June"',
        """\
57:28-65 SPEC035 a passage is written with its first words, one …, and its last words
  | [@gazette "two cranes … … by June" 3]
  ? write it as "first words … last words"
""",
    ),
    Case(
        "SPEC036 title",
        "title: How it came",
        "title: How it came [@council:vote]",
        """\
53:26-41 SPEC036 a title carries no citation
  | [@council:vote]
  ? cite in the text below it
""",
    ),
    Case(
        "several at once",
        "title: The new quay at Ostrand\n",
        "titel: The new quay #2\nid: again\n",
        """\
quay.yaml SPEC002 the key "title" is missing
  ? title: Title of the brief
4:1-6 SPEC001 unknown key "titel"
  | titel
  = keys here: brief, id, title, subtitle, author, as_of, language, marking, scale, fiscal_year, theme, paper, sides, standard, cover, changes, severity, verify_url, tools, names, abbreviations, sources, facts, sections, schedule
  ? did you mean "title"?
4:21-23 READ011 # starts a comment here, so this is lost: #2
  | #2
  ? if it is text: put the whole text in quotes, or under |
  ? if it is a comment: give it a line of its own (after a single word, two spaces before # will do)
5:1-3 READ010 the key "id" stands here twice; the first is in line 3
  | id
  ? keep one of them
""",
    ),
)
