"""Our own style sheets and scripts: readable as they are written, and served as one script a
subject."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from loket_eval.joined_scripts import ScriptError, join
from loket_eval.joined_styles import style_sheet
from tests.cast import Cast

STATIC = Path(settings.BASE_DIR, "static")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TEXT = re.compile(r'"[^"\n]*"')
# A declaration, the start of a rule or its end, and something after it.
MORE_ON_THE_LINE = re.compile(r"^.*[;{}][ \t]*[^ \t\n].*$", re.MULTILINE)


def crowded_lines(style: str) -> list[str]:
    """Return the lines of a style sheet that hold more than one declaration, or a rule and a
    declaration."""
    return MORE_ON_THE_LINE.findall(TEXT.sub('""', COMMENT.sub("", style)))


def as_served(style: str) -> str:
    """Return a style without white space, and without signs and zeros that say nothing."""
    return re.sub(r"\s", "", re.sub(r"(?<![\w.])0(?=\.\d)", "", style)).replace(";}", "}")


@pytest.fixture
def write(tmp_path: Path):
    """Return a function that writes a module of a subject and returns its file."""
    (tmp_path / "saving").mkdir()

    def write(name: str, source: str) -> Path:
        file = tmp_path / "saving" / name
        file.write_text(source)
        return file

    return write


class TestReadable:
    def test_a_style_sheet_has_one_declaration_a_line(self):
        """A change to one declaration is a change to one line, in every style sheet."""
        assert crowded_lines('p {\n  margin: 0; /* none */\n  content: "a; b";\n}\n') == []
        assert crowded_lines("p { margin: 0; }\nh1 {\n  color: red; margin: 0;\n}\n") == [
            "p { margin: 0; }",
            "  color: red; margin: 0;",
        ]
        assert [
            line for file in STATIC.rglob("*.css") for line in crowded_lines(file.read_text())
        ] == []

    def test_lines_fit_on_the_screen(self):
        """No line of a style sheet or script is longer than 120 characters."""
        files = [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]
        assert len(files) > 30
        assert [
            (file.name, line)
            for file in files
            for line in file.read_text().splitlines()
            if len(line) > 120
        ] == []


class TestJoined:
    def test_modules_come_after_what_they_need_once_and_without_comments(self, write):
        """Two modules need the same third; the browser gets all three, in an order that works."""
        write(
            "fields.js",
            "/* What is\n * typed. */\nexport const valuesOf = (unit) => unit.value; // now\n",
        )
        write(
            "drafts.js",
            'import { valuesOf } from "./fields.js";\n\n'
            "export function keep(unit) {\n  // At every key.\n  return valuesOf(unit);\n}\n",
        )
        main = write(
            "main.js",
            'import { keep } from "./drafts.js";\nimport { valuesOf } from "./fields.js";\n\nkeep(valuesOf);\n',
        )
        assert join(main) == (
            '(() => {\n"use strict";\n'
            "const valuesOf=(unit)=>unit.value;\n"
            "function keep(unit){return valuesOf(unit);}\n"
            "keep(valuesOf);\n"
            "})();\n"
        )

    def test_white_space_that_says_something_stays(self, write):
        """In texts and regular expressions, and between signs that would become another one."""
        kept = [
            "const one = 'a, b';\n",
            "const two = /a = b/;\n",
            'const three = "a, b" + "c = d";\n',
            "const four = `${one} = ${two}`;\n",
            "const five = one + +two - -two;\n",
            "if (one) return;\n",
            "const six = () => ({ one });\nsix();\n",
        ]
        assert join(write("main.js", "".join(kept))).splitlines()[2:-1] == [
            "const one = 'a, b';",
            "const two = /a = b/;",
            'const three="a, b"+"c = d";const four=`${one} = ${two}`;'
            "const five=one + +two - -two;if(one)return;const six=()=>({one});six();",
        ]

    @pytest.mark.parametrize(
        ("source", "problem"),
        [
            ('import { b } from "./b.js";\n', "saving/b.js imports saving/a.js, which imports it"),
            ("const shared = 1;\n", "saving/main.js and saving/a.js both declare shared"),
            (
                'import a from "./b.js";\n',
                'saving/a.js has a form that can\'t be joined: import a from "./b.js";',
            ),
            (
                "export default 1;\n",
                "saving/a.js has a form that can't be joined: export default 1;",
            ),
            ("export { a };\n", "saving/a.js has a form that can't be joined: export { a };"),
            (
                "const a = `one\n  two`;\n",
                "saving/a.js has a template literal of more than one line",
            ),
            (
                'const a = `${b ? ` (${b})` : ""}`;\n',
                "saving/a.js has a template literal in a template literal",
            ),
        ],
    )
    def test_what_would_not_work_joined_is_refused(self, write, source: str, problem: str):
        """A circle, a name in two modules, another form of import or export, and white space that
        is text."""
        write("a.js", source)
        write("b.js", 'import { a } from "./a.js";\nexport const b = 1;\n')
        main = write("main.js", 'import { a } from "./a.js";\nconst shared = 2;\n')
        with pytest.raises(ScriptError, match=f"^{re.escape(problem)}$"):
            join(main)

    def test_every_subject_is_served_as_one_script(self, client: Client, db: None):
        """Pages ask for one script a subject, and get what its modules are now."""
        for name in ("saving", "entries", "admin/structure"):
            answer = client.get(f"/static/{name}.js")
            assert answer["Content-Type"].startswith("text/javascript")
            assert answer.getvalue().decode() == join(STATIC / name / "main.js")

    def test_a_style_sheet_is_served_as_one_file_in_the_order_of_its_parts(
        self, client: Client, db: None
    ):
        """Pages and PDFs get the same text, in which each part stands once, where it is named."""
        for name in (
            "site",
            "paper",
            "print",
            "report",
            "question_list",
            "partners",
            "admin/structure",
        ):
            served = client.get(f"/static/{name}.css").getvalue().decode()
            assert served == style_sheet(f"{name}.css")
            named = re.findall(r'@import "(.+)";', (STATIC / name / "main.css").read_text())
            assert sorted(["main.css", *named]) == sorted(
                file.name for file in (STATIC / name).glob("*.css")
            )
            parts = "\n".join((STATIC / name / part).read_text() for part in named)
            written = re.sub(r"/\*.*?\*/", "", parts, flags=re.DOTALL)
            assert re.sub(r"\s", "", served) == as_served(written)

    def test_what_has_no_modules_is_not_found(self):
        """A script that is gone is not served from what was made earlier."""
        assert finders.find("gone.js") is None
        assert finders.find("gone.css") is None
        assert finders.find("tokens.css") == str(STATIC / "tokens.css")


@pytest.mark.parametrize(
    ("address", "scripts", "most"),
    [
        ("theme", ["contents.js", "saving.js"], 60_400),
        # With forms for something new.
        ("points", ["entries.js", "saving.js"], 75_700),
        ("recommendations", ["entries.js", "saving.js"], 75_700),
        ("sources", ["entries.js", "saving.js"], 75_700),
    ],
)
def test_a_page_is_light(
    address: str,
    scripts: list[str],
    most: int,
    assessment: Assessment,
    cast: Cast,
    as_user: Callable[..., Client],
):
    """Its own style and script have a limit, uncompressed; the style for paper is fetched after
    the page is shown."""
    about = [assessment.pk, "actie-overleg"] if address == "theme" else [assessment.pk]
    page = as_user(cast.anna).get(reverse(address, args=about)).content.decode()
    assert page.count('media="print"') == 1
    linked = re.findall(r'(?:src|href)="[^"]*/static/([^"]+\.(?:css|js))"(?! media="print")', page)
    # The names have a digest of what is in the file.
    files = [re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name) for name in linked]
    assert sorted(files) == [*scripts, "site.css", "tokens.css"]
    assert sum(Path(finders.find(name)).stat().st_size for name in files) < most
