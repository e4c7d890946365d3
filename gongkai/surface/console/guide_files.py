"""Forms and filled samples of a guide: upload, clean copy, removal, download."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.rules.states import Role
from gongkai.desk.guides.services import files
from gongkai.ground.attachments import queries as attachments
from gongkai.ground.orgs.rules import Duty

from .gate import actor, staff
from .guide_edit import writable
from .guide_steps import taken
from .guides import shown, within
from .manuscript_files import UploadForm


@require_POST
@staff
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """``role`` says what it is, ``material`` for which material."""
    guide = writable(request, key)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        refused = "；".join(error for errors in form.errors.values() for error in errors)
        return shown(request, guide, status=422, refused=refused)
    file, role = form.cleaned_data["file"], request.POST.get("role", "")
    known = Role(role) if role in dict(Role.choices()) else Role.OTHER
    material = request.POST.get("material", "")
    return taken(
        request,
        key,
        lambda: files.add(key, file.name, file.read(), role=known, material=material, by=actor(request)),
        "已加附件，检查结果见下",
    )


@require_POST
@staff
def clean(request: HttpRequest, key: int, file: int) -> HttpResponse:
    writable(request, key)

    def step() -> None:
        for note in files.clean(key, file, by=actor(request))[1]:
            messages.info(request, note)

    return taken(request, key, step, "附件已换成清洁副本：看得见的内容不变，隐藏的内容已清除")


@require_POST
@staff
def detach(request: HttpRequest, key: int, file: int) -> HttpResponse:
    writable(request, key)
    return taken(request, key, lambda: files.detach(key, file, by=actor(request)), "已移除附件")


@require_safe
@staff
def download(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """A file of a guide in the scope, always as a download: it is a stranger's."""
    guide = within(request, key)
    row = next((row for row in queries.files(guide) if row.pk == file), None)
    opened = attachments.opened(row.sha256) if row and Duty.READ in actor(request).duties else None
    if row is None or opened is None:
        raise Http404("没有找到这个文件")
    answer = FileResponse(opened, as_attachment=True, filename=row.name)
    answer.headers["Content-Type"] = "application/octet-stream"
    return answer
