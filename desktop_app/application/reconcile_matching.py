"""Matching 对账匹配: which project and step of ours a line of an official export speaks of, or why none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.case import Case
from desktop_app.domain.ledger import is_project_code, normalised
from desktop_app.domain.official_record import OfficialStep, matter_words
from desktop_app.domain.progress import RUNNING_STATES
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal

NAMES = "official-matter:"
"""Under this and the words of a name the workspace remembers which step somebody said it means."""
_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class UnmatchedStep:
    """A line of the export nobody could match: why, and for a matter the codes and titles that come near,
    then the `others` of the project."""

    place: str
    project: str
    matter: str
    why: str
    suggestions: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AbsentStep:
    """A step running with us of which the export says nothing although it tells of the project; nothing follows."""

    project_id: str
    project: str
    matter: str
    title: str


@dataclass(frozen=True, slots=True)
class MatchedStep:
    """A matched line with our case."""

    project: Project
    case: Case
    matter: str
    title: str
    official: OfficialStep


class Matcher:
    """Finds our project and step for a line of the export."""

    def __init__(self, work: UnitOfWork, names: Mapping[str, str]) -> None:
        self._work = work
        self._names = {matter_words(name): code for name, code in names.items()}
        projects = work.projects.find_all()
        self._by_code = {one.project_code: one for one in projects if is_project_code(one.project_code)}
        self._by_name: dict[str, list[Project]] = {}
        for one in projects:
            self._by_name.setdefault(normalised(one.name), []).append(one)
        self._cases: dict[str, list[Case]] = {}
        self._seen: dict[str, Project] = {}

    def step(self, official: OfficialStep) -> MatchedStep | UnmatchedStep:
        """Our step for a line, or why there is none."""
        project = self._project(official)
        if isinstance(project, UnmatchedStep):
            return project
        self._seen[project.id] = project
        cases = self._cases_of(project.id)
        if not cases:
            return told_unmatched(official, "这个项目在本系统还没有开办代办件")
        # The same matter may be called differently in the templates of two cases.
        titles = [(code, one.template.step(code).title) for one in cases for code in one.template.codes]
        matter = self._matter(official, titles)
        if not matter:
            by_words = {matter_words(title): (code, title) for code, title in titles}
            near = get_close_matches(matter_words(official.matter_name), by_words, _SUGGESTED, 0.3)
            likely = tuple(by_words[one] for one in near)
            why = "事项名称对不上本项目的任何环节；请指明是哪个环节"
            others = tuple(dict.fromkeys(one for one in titles if one not in likely))
            return replace(told_unmatched(official, why, likely), others=others)
        # The newest case that calls the matter so, else the newest that has it.
        having = [one for one in reversed(cases) if matter in one.template.codes]
        words = matter_words(official.matter_name)
        calling = (one for one in having if words in matter_words(one.template.step(matter).title))
        case = next(calling, having[0])
        return MatchedStep(project, case, matter, case.template.step(matter).title, official)

    def absent(self, told: set[tuple[str, str]]) -> tuple[AbsentStep, ...]:
        """Steps running with us, of projects the export tells of, that it does not mention."""
        found = {}
        for project in self._seen.values():
            for case in self._cases_of(project.id):
                situation = case.situation()
                for code, state in situation.state.items():
                    if state in RUNNING_STATES and (project.id, code) not in told:
                        title = case.template.step(code).title
                        found[project.id, code] = AbsentStep(project.id, project.name, code, title)
        return tuple(found.values())

    def _project(self, official: OfficialStep) -> Project | UnmatchedStep:
        if official.project_code in self._by_code:
            return self._by_code[official.project_code]
        named = self._by_name.get(normalised(official.project_name), []) if official.project_name else []
        if len(named) > 1:
            return told_unmatched(official, f"本系统有 {len(named)} 个同名项目，请先在台账里填写项目代码")
        if not named:
            return told_unmatched(official, "本系统没有这个项目（按项目代码和名称都没有找到）")
        ours = named[0].project_code
        if official.project_code and is_project_code(ours) and ours != official.project_code:
            return told_unmatched(official, f"名称相同，但项目代码不同（本系统为 {ours}），请核实")
        return named[0]

    def _cases_of(self, project_id: str) -> list[Case]:
        if project_id not in self._cases:
            self._cases[project_id] = self._work.cases.of_project(project_id)
        return self._cases[project_id]

    def _matter(self, official: OfficialStep, titles: Sequence[tuple[str, str]]) -> str:
        codes = {code for code, _ in titles}
        if official.matter_code in codes:
            return official.matter_code
        words = matter_words(official.matter_name)
        said = self._names.get(words) or self._work.recall(NAMES + words)
        if said in codes:
            return said
        if words in self._names:
            raise Refusal.say(f"“{official.matter_name}”指到的 {said} 不是“{official.project_name}”的环节")
        same = {code for code, title in titles if matter_words(title) == words}
        within = {code for code, title in titles if words and words in matter_words(title)}
        found = same or within
        return found.pop() if len(found) == 1 else ""


def told_unmatched(official: OfficialStep, why: str, suggestions: tuple[tuple[str, str], ...] = ()) -> UnmatchedStep:
    """A line of an export that fits no step, with the reason and the steps (code, title) it may mean."""
    project = official.project_name or official.project_code
    return UnmatchedStep(official.place, project, official.matter_name or official.matter_code, why, suggestions)
