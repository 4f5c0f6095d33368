"""What stands in the blanks of a page: one invented applicant with all their numbers, dates and papers."""

from __future__ import annotations

import datetime as dt
import functools
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from samples import cast
from samples.case import day, han_day, month

Draw = Callable[[random.Random], str]
_COUNTER = re.compile(r"n\d|h:.*|e?toc2?|e?prose\d+")
_FORMS = (day, day, day, lambda d: f"{d.year}.{d.month:02d}.{d.day:02d}", lambda d: f"{d:%Y-%m-%d}")


@functools.cache
def words() -> dict[str, Any]:
    """The vocabulary."""
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return data


def patent_number(rng: random.Random) -> str:
    """A patent number with its check character (ZC 0006-2003)."""
    digits = f"{rng.randrange(2008, 2024)}{rng.choice('12')}{rng.randrange(10**6, 10**7)}"
    total = sum(int(d) * (2 + i % 8) for i, d in enumerate(digits))
    return f"ZL {digits[:4]} {digits[4]} {digits[5:]}.{'0123456789X'[total % 11]}"


class Values:
    """Blanks by name; the truth of a page is what it asked for."""

    def __init__(self, rng: random.Random, journal: int | None = None) -> None:
        self._rng = rng
        self.truth: dict[str, Any] = {}
        self._made: dict[str, str] = {}
        self._year = rng.randrange(2016, 2025)
        born = rng.randrange(1968, 1990)
        self._me = cast.person(rng, born)
        self._others = [cast.person(rng, born + 3) for _ in range(3)]
        issued = dt.date(rng.randrange(born + 24, self._year + 1), rng.randrange(1, 13), rng.randrange(1, 29))
        self._issued = issued
        self._start = dt.date(self._year - rng.randrange(2, 8), rng.randrange(1, 13), rng.randrange(1, 29))
        self._end = self._start + dt.timedelta(days=rng.choice((6, 9, 30, 365, 1095)))
        journals = words()["journals"]
        self._journal = rng.choice(journals) if journal is None else journals[journal]
        self._issn = cast.issn(rng)
        self._cn = (
            f"{rng.choice((11, 31, 34, 51, 61))}-{rng.randrange(1000, 2000)}",
            rng.choice(("/TU", "/TB", "/TH", "/N")),
        )
        self._form = rng.choice(_FORMS)
        self._volume, self._number = rng.randrange(8, 60), rng.randrange(1, 13)

    def get(self, name: str) -> str:
        """The value of a blank; the same blank has the same value on the whole page, counters excepted."""
        if _COUNTER.fullmatch(name):
            return self._fresh(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _tell(self, field: str, value: Any, text: str) -> str:
        self.truth[field] = value
        return text

    def _fresh(self, name: str) -> str:
        rng, w = self._rng, words()
        if name.startswith("n"):
            digits = int(name[1:])
            return str(rng.randrange(10 ** (digits - 1), 10**digits))
        if name.startswith("h:"):
            return self._hours(name)
        title = rng.choice(w["paper_heads"]) + rng.choice(w["paper_tails"])
        if name == "toc":
            return f"{title} {cast.person(rng).name}({rng.randrange(10, 99)})"
        if name == "toc2":
            return f"{rng.randrange(10, 99)} {title} {cast.person(rng).name}"
        if name == "etoc":
            return f"{rng.choice(w['epapers'])} {'.' * 12} {rng.randrange(10, 99)}"
        english = name.startswith("e")
        count = int(name.removeprefix("e").removeprefix("prose"))
        return ("" if not english else " ").join(rng.choices(w["eprose" if english else "prose"], k=count))

    def _hours(self, name: str) -> str:
        sort, year = name[2:].split(",")
        hours = self._rng.choice((18, 20, 24, 30)) if sort == "c" else self._rng.choice((32, 40, 42, 60))
        named = int(self.get(year)) if year != "y" else None
        entry = (named, {"c": "common", "s": "specialist"}.get(sort), float(hours))
        self.truth.setdefault("hours", []).append(entry)
        return str(hours)

    def _make(self, name: str) -> str:
        for table in (self._personal, self._dated, self._published):
            made = table(name)
            if made is not None:
                return made
        raise KeyError(f"no blank is called {name!r}")

    def _personal(self, name: str) -> str | None:
        rng, w, me = self._rng, words(), self._me
        unit = lambda: rng.choice(w["cities"])[:2] + rng.choice(w["unit_heads"]) + rng.choice(w["unit_tails"])  # noqa: E731
        plain: dict[str, Draw] = {
            "sex": lambda r: "男" if me.male else "女",
            "sexen": lambda r: r.choice("MF"),
            "nation": lambda r: r.choice(("汉", "汉", "回", "土家")),
            "city": lambda r: r.choice(w["cities"]),
            "city_s": lambda r: self.get("city")[:1],
            "school": lambda r: r.choice(w["schools"]),
            "major": lambda r: r.choice(w["majors"]),
            "major2": lambda r: r.choice(w["fields"]),
            "unit2": lambda r: unit(),
            "bureau": lambda r: self.get("city") + "人力资源和社会保障局",
            "title": lambda r: r.choice(w["titles"]),
            "society": lambda r: r.choice(w["societies"]),
            "trainer": lambda r: r.choice(w["trainers"]),
            "project": lambda r: r.choice(w["cities"]) + r.choice(w["projects"]),
            "device": lambda r: r.choice(w["devices"]),
            "latin": lambda r: r.choice(w["latin"][:2]),
            "latin2": lambda r: r.choice(w["latin"][2:]),
            "money": lambda r: str(r.randrange(100, 5000)),
            "phone": lambda r: f"13{r.randrange(10**8, 10**9)}",
            "idmask": lambda r: me.number[:6] + "********" + me.number[-4:],
            "s1": lambda r: str(r.randrange(60, 99)),
            "s2": lambda r: str(r.randrange(60, 99)),
        }
        if name in plain:
            return plain[name](rng)
        if name == "name":
            return self._tell("name", me.name, me.name)
        if name in ("name2", "name3", "name4"):
            return self._others[int(name[-1]) - 2].name
        if name == "id":
            return self._tell("id_number", me.number, me.number)
        if name == "unit":
            made = unit()
            return self._tell("employer", made, made)
        if name == "credit":
            made = cast.credit_code(rng)
            return self._tell("credit_code", made, made)
        if name == "cert":
            made = f"{rng.randrange(10**4, 10**5)}{self._issued.year}{rng.randrange(10**5, 10**6)}"
            return self._tell("certificate_number", made, made)
        if name == "zl":
            made = patent_number(rng)
            return self._tell("patent_number", made.replace(" ", ""), made)
        return None

    def _dated(self, name: str) -> str | None:
        rng = self._rng
        if name in ("y1", "y2", "y3", "y4", "y5"):
            return str(self._year - 5 + int(name[1]))
        if name.startswith("ym"):
            return f"{self._year}{int(name[2]) + 2:02d}"
        if name == "ms":
            return f"{self._year - 1}年01月"
        if name == "me":
            return f"{self._year - 1}年1{self.get('mm')}月"
        if name == "mm":
            return rng.choice("012")
        if name == "mn":
            return str(10 + int(self.get("mm")))
        if name == "born":
            return self._form(self._me.birth) if self._form in _FORMS[3:] else day(self._me.birth)
        if name == "date":
            return self._tell("issue_date", self._issued.isoformat(), self._form(self._issued))
        if name == "date_han":
            return self._tell("issue_date", self._issued.isoformat(), han_day(self._issued))
        if name == "today":
            return day(dt.date(self._year, rng.randrange(1, 13), rng.randrange(1, 29)))
        if name == "month":
            return month(self._issued)
        if name in ("start", "end"):
            date = self._start if name == "start" else self._end
            return self._tell(f"period_{name}", date.isoformat(), self._form(date))
        if name == "vstart_dot":
            return f"{self._year - 4}.03.0{rng.randrange(1, 10)}"
        if name == "vend_dot":
            made = f"{self._year + 6}.03.0{rng.randrange(1, 10)}"
            return self._tell("valid_until", made.replace(".", "-"), made)
        return None

    def _published(self, name: str) -> str | None:
        rng, w = self._rng, words()
        if name in ("paper", "paper2"):
            made = rng.choice(w["paper_heads"]) + rng.choice(w["paper_tails"])
            return self._tell("paper_title", made, made) if name == "paper" else made
        if name == "epaper":
            return str(rng.choice(w["epapers"]))
        if name in ("book", "book_s"):
            return rng.choice(w["books"]) if name == "book" else self.get("book")[:2]
        if name == "name_s":
            return self.get("name")[:1]
        if name == "authors":
            people = [self._me.name, *(p.name for p in self._others)][: rng.randrange(1, 4)]
            return self._tell("authors", people, rng.choice((",", " ", "、")).join(people))
        if name in ("journal", "jen"):
            made = self._journal[name == "jen"]
            return self._tell("journal", made, made) if name == "journal" else made
        if name == "press":
            return str(rng.choice(w["presses"]))
        if name in ("iy", "in", "in2", "vol", "d1"):
            return {
                "iy": str(self._year),
                "in": str(self._number),
                "in2": f"{self._number:02d}",
                "vol": str(self._volume),
                "d1": str(rng.randrange(10, 28)),
            }[name]
        if name == "issn":
            return self._tell("issn", self._issn, self._issn)
        if name in ("cn", "cn_bare", "issn_cn"):
            return self._serial(name)
        if name == "isbn":
            made = cast.isbn(rng)
            return self._tell("isbn", made.replace("-", ""), made)
        if name == "cip":
            return str(rng.randrange(10**5, 10**6))
        return None

    def _serial(self, name: str) -> str:
        rng = self._rng
        number, group = self._cn
        self.truth["cn"] = f"CN{number}{group}"
        if name == "cn_bare":
            return number + group
        if name == "issn_cn":
            self.truth["issn"] = self._issn
            return f"ISSN {self._issn} CN {number}{group}"
        return rng.choice((f"CN {number}{group}", f"CN{number}{group}", f"CN {number}{group}"))
