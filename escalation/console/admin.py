"""What only admins see: the operators, and the record of who did what. A new password is shown once, on this page."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from core.contracts import Language
from core.errors import ConflictError, HelplineError, NotFoundError
from escalation.access import GuardedRoute, LogReader, OperatorAdmin, desk_of
from escalation.cases import queries
from escalation.console.pages import page
from escalation.errors import UnfitError
from escalation.failures import sentence
from escalation.operators.models import Role

router = APIRouter(prefix="/console", route_class=GuardedRoute, include_in_schema=False)
Text = Annotated[str, Form()]


@router.get("/operators")
async def operators(request: Request, visitor: OperatorAdmin) -> Response:
    """Everybody who may enter."""
    return await _operators(request)


@router.post("/operators")
async def create(
    request: Request,
    visitor: OperatorAdmin,
    role: Annotated[Role, Form()],
    language: Annotated[Language, Form()],
    login: Text = "",
    name: Text = "",
) -> Response:
    """Make an account; its first password is shown once."""
    try:
        password = await desk_of(request).operators.create(login, name, role, language, by=visitor.id)
    except (UnfitError, ConflictError) as error:
        return await _operators(request, error=error, typed={"login": login, "name": name})
    return await _operators(request, shown=(login, password))


@router.post("/operators/{operator_id}/password")
async def new_password(request: Request, visitor: OperatorAdmin, operator_id: int) -> Response:
    """A new random password, shown once; the operator's sessions end."""
    desk = desk_of(request)
    operator = next((one for one in await desk.operators.everybody() if one.id == operator_id), None)
    if operator is None:
        raise NotFoundError(f"there is no operator {operator_id}")
    password = await desk.operators.set_password(operator.login, by=visitor.id)
    return await _operators(request, shown=(operator.login, password))


@router.post("/operators/{operator_id}/active")
async def set_active(
    request: Request, visitor: OperatorAdmin, operator_id: int, active: Annotated[bool, Form()]
) -> Response:
    """Switch an account off or on."""
    try:
        await desk_of(request).operators.set_active(operator_id, active, by=visitor.id)
    except ConflictError as error:
        return await _operators(request, error=error)
    return RedirectResponse("/console/operators", 303)


@router.get("/audit")
async def audit_log(
    request: Request,
    visitor: LogReader,
    case: str = "",
    number: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Who did what, newest first."""
    async with desk_of(request).database.read() as session:
        rows, more = await queries.log(session, number=case, page=number)
    return page(request, "audit.html", rows=rows, more=more, number=number, case_number=case)


async def _operators(
    request: Request,
    *,
    error: HelplineError | None = None,
    shown: tuple[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    return page(
        request,
        "operators.html",
        error.status if error else 200,
        everybody=await desk_of(request).operators.everybody(),
        roles=list(Role),
        problem=sentence(request, error) if error else "",
        shown=shown,
        typed=typed or {"login": "", "name": ""},
    )
