"""Scripts go out with short names: each name that holds in the script alone, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.domain.problem import ToolError
from kb.site.short_script import shortened

STATIC = Path(__file__).resolve().parents[2] / "site_templates" / "static"
CASES = {
    "a parameter may hide a name of the same function's surroundings": (
        "const one = 1; const two = (one) => one + one; return two(one);",
        "let A=1,B=(a)=>a+a;return B(A)",
    ),
    "a name of the surroundings is not hidden where it is used": (
        "function near(given) { return far(given); } function far() { return near; }",
        "function A(a){return B(a)}function B(){return A}",
    ),
    "a name of another script, of the browser and of a property stays": (
        "const { make } = kb.dom; document.title = kb.make(make.make);",
        "let{make:A}=kb.dom;document.title=kb.make(A.make)",
    ),
    "an object keeps its keys where they are written once for key and value": (
        "const word = 1; return { word, other: word, [word]: word };",
        "let A=1;return{word:A,other:A,[A]:A}",
    ),
    "a pattern names what it fills, with usual values and the rest": (
        "const { here = there, also: [first, ...more], ...rest } = it; return [here, first, more, rest];",
        "let{here:A=there,also:[B,...C],...D}=it;return[A,B,C,D]",
    ),
    "what is filled is named anew where it was declared before": (
        "let word; ({ word } = it); [word] = it; return word;",
        "let A;({word:A}=it);[A]=it;return A",
    ),
    "what a loop or a block declares holds within it": (
        "for (const one of all) { const two = one; tell(two); } for (let one = 0; one < 2; one += 1) tell(one);",
        "for(const a of all){let b=a;tell(b)}for(let a=0;a<2;a+=1)tell(a);",
    ),
    "a fault that is caught is named with what its block declares": (
        "try { go(); } catch (fault) { const told = fault; tell(told); }",
        "try{go()}catch(a){let b=a;tell(b)}",
    ),
    "a class and a function known by its name within itself": (
        "class Lost extends Error {} const go = function again(left) { return again(left) || new Lost(left); };",
        "class A extends Error{}let B=function a(b){return a(b)||new A(b)}",
    ),
    "what is declared by var holds in the whole function": (
        "if (it) { var late = 1; } return late;",
        "if(it){var A=1;}return A",
    ),
    "what a loop declares by var holds in the whole function": (
        "for (var late of all) { tell(late); } return late;",
        "for(var A of all){tell(A)}return A",
    ),
    "texts and patterns stay as they are, but for what is filled in": (
        "const word = 1; return ['word  word', `  word ${  word + `${ word }`  } // word`, /word  [/]/g];",
        "let A=1;return['word  word',`  word ${A+`${A}`} // word`,/word  [/]/g]",
    ),
    "declarations one behind the other are one, and what ends the last statement of a block goes": (
        "const one = 1; // why\n let two = 2; go(); const three = 3; { go(); } if (one) go();",
        "let A=1,B=2;go();let C=3;{go()}if(A)go();",
    ),
    "a loop without a body keeps its end": (
        "const one = 1; while (go(one)); ",
        "let A=1;while(go(A));",
    ),
    "a line that ends a statement stays one": (
        "const word = it\n  .go()\nword.go()\nreturn word",
        "let A=it.go()\nA.go()\nreturn A",
    ),
    "signs that would become one stay two": (
        "const word = 1; return word + +word - -word; // why\n",
        "let A=1;return A+ +A- -A",
    ),
    "a number and a pattern do not take what follows for a part of theirs": (
        "return [1 .toString(), /word/ in it, 3 < !--it];",
        "return[1 .toString(),/word/ in it,3<! --it]",
    ),
    "a short name is none that another script has": (
        "const word = A; const other = (word) => a + word; return typeof word;",
        "let B=A,C=(b)=>a+b;return typeof B",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_names_are_shortened(case):
    plain, short = CASES[case]
    expected = f"(function(){{{short}}})();\n"
    assert expected == shortened(f"(function () {{ {plain} }})();".encode(), "a.js").decode()


def test_what_a_script_declares_for_others_keeps_its_name():
    assert b"const shared=1;function told(A){return A}\n" == shortened(
        b"const shared = 1; function told(word) { return word; }", "a.js"
    )


def test_a_name_is_never_a_word_of_the_language():
    many = "".join(f"let name{number} = {number};" for number in range(800))
    found = re.findall(r"(\w+)=[0-9]", shortened(f"(() => {{ {{ {many} }} }})();".encode(), "a.js").decode())
    assert len(set(found)) == 800
    assert not {"as", "do", "if", "in", "is", "of"} & set(found)


def test_what_is_no_script_is_told_with_its_line():
    with pytest.raises(ToolError, match=r"^a\.js:2: "):
        shortened(b"(function () {\n  const = 1;\n})();\n", "a.js")


def test_every_script_of_the_site_is_the_same_when_shortened_again():
    for path in sorted(STATIC.glob("*.js")):
        once = shortened(path.read_bytes(), path.name)
        assert once == shortened(once, path.name)
        assert len(once) < path.stat().st_size * 0.8, path.name
