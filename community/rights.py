"""Which right a function takes before it acts, read from the function itself and from all it calls.

A list kept by hand is wrong the day after; what the code asks of `require` is what it asks of the member.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import FunctionType
from typing import Any, get_args, get_type_hints

from community.db import get_or_404
from community.jobs import is_job
from community.members import current_member, signed_in_member
from community.permissions import may, require

FLOORS = ("community", "posts", "livestream", "programme")
SIGNED_IN, PUBLIC = "signed in", "public"
View = Callable[..., Any]
_STEPS: set[Callable[..., Any]] = {require, may, signed_in_member, current_member, get_or_404}


@cache
def rights_of(view: View) -> list[str]:
    """«publish Story», «revise Item»: all that may be asked on the way, each once, in its order."""
    asked = (right for function in _reached(view) for right in _asked_in(function))
    return list(dict.fromkeys(asked))


def needs_a_member(view: View) -> bool:
    return bool(rights_of(view)) or any(_turns_strangers_away(function) for function in _reached(view))


def right_of(view: View) -> str:
    return ", ".join(rights_of(view)) or (SIGNED_IN if needs_a_member(view) else PUBLIC)


@cache
def _reached(view: View) -> list[FunctionType]:
    """The function and all of ours that it names, and so on."""
    found: dict[FunctionType, None] = {}
    waiting = [inspect.unwrap(view)]
    while waiting:
        function = waiting.pop(0)
        if isinstance(function, FunctionType) and function not in found and _is_ours(function):
            found[function] = None
            waiting += [inspect.unwrap(it) for it in _named_in(function) if callable(it)]
    return list(found)


def _is_ours(function: FunctionType) -> bool:
    ours = function.__module__.split(".")[0] in FLOORS
    return ours and function not in _STEPS and not is_job(function)


def _named_in(function: FunctionType) -> Iterator[object]:
    for node in ast.walk(_tree(function)):
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load):
            yield _value(node, function)


def _names(function: FunctionType, wanted: object) -> bool:
    """Itself, not its like: what SQLAlchemy makes is compared otherwise."""
    return any(one is wanted for one in _named_in(function))


def _asked_in(function: FunctionType) -> Iterator[str]:
    for node in ast.walk(_tree(function)):
        match node:
            case ast.Call(func=called) if _value(called, function) is require:
                yield _question(node, function)
            case ast.If(test=ast.UnaryOp(op=ast.Not(), operand=ast.Call(func=called) as asked)) if (
                _value(called, function) is may
            ):
                yield _question(asked, function)


def _question(asked: ast.Call, function: FunctionType) -> str:
    """Of `require(member, action, subject)`."""
    _member, action, subject = asked.args
    kind = _kind(subject, function)
    return f"{ast.literal_eval(action)} {kind.__name__ if kind else ''}".strip()


def _turns_strangers_away(function: FunctionType) -> bool:
    if _names(function, signed_in_member):
        return True
    text = ast.unparse(_tree(function))
    return _names(function, current_member) and ("abort(401)" in text or "redirect('/sign-in')" in text)


def _kind(subject: ast.expr | None, function: FunctionType) -> type | None:
    """Of what it is asked: a class that is named, or what is known of a thing."""
    kind: object = None
    match subject:
        case ast.Name(id=name):
            named = _value(subject, function)
            given = _hints(function).get(name)
            kind = named if isinstance(named, type) else _plain(given) if given else _of_local(name, function)
        case ast.Attribute(value=owner, attr=name):
            kind = _of_part(_kind(owner, function), name)
        case ast.BoolOp(values=[first, *_]) | ast.IfExp(body=first):
            kind = _kind(first, function)
        case ast.Call(func=called, args=args):
            kind = _of_answer(called, args, function)
    return kind if isinstance(kind, type) else None


def _of_part(owner: type | None, name: str) -> type | None:
    part = getattr(owner, name, None)
    if isinstance(part, property) and isinstance(part.fget, FunctionType):
        return _plain(_hints(part.fget).get("return"))
    return _plain(get_type_hints(owner).get(name)) if owner else None


def _of_answer(called: ast.expr, args: list[ast.expr], function: FunctionType) -> type | None:
    """What a function returns; `get_or_404(Story, id)` and its like return what they are given."""
    made_by = _value(called, function)
    if args and (made_by is get_or_404 or getattr(called, "attr", "") in {"get", "get_one"}):
        return _kind(args[0], function)
    return _plain(_hints(made_by).get("return")) if isinstance(made_by, FunctionType) else None


def _of_local(name: str, function: FunctionType) -> type | None:
    for node in ast.walk(_tree(function)):
        match node:
            case ast.Assign(targets=[ast.Name(id=it)], value=value) if it == name:
                return _kind(value, function)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for one, value in zip(names, values, strict=False):
                    if isinstance(one, ast.Name) and one.id == name:
                        return _kind(value, function)
            case ast.NamedExpr(target=ast.Name(id=it), value=value) if it == name:
                return _kind(value, function)
    return None


def _plain(hint: Any) -> type | None:  # noqa: ANN401
    """The class in `Mapped[Story]` or `Story | None`."""
    if isinstance(hint, type) and not get_args(hint):
        return hint
    return next((kind for each in get_args(hint) if (kind := _plain(each)) not in {None, type(None)}), None)


def _value(node: ast.expr, function: FunctionType) -> object:
    match node:
        case ast.Name(id=name):
            return _known(function).get(name)
        case ast.Attribute(value=owner, attr=name):
            return (
                getattr(_value(owner, function), name, None)
                if inspect.ismodule(_value(owner, function))
                else None
            )
    return None


@cache
def _known(function: FunctionType) -> Mapping[str, object]:
    return {**function.__globals__, **inspect.getclosurevars(function).nonlocals}


@cache
def _tree(function: FunctionType) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


@cache
def _hints(function: FunctionType) -> dict[str, Any]:
    try:
        return get_type_hints(function)
    except NameError:
        return {}
