"""Files of a manuscript: upload as attachment or as body, download, clean copy, removal."""

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.documents.queries import manuscripts as queries
from gongkai.desk.documents.services import attaching
from gongkai.ground.attachments import queries as attachments
from gongkai.ground.attachments.rules import MAX_BYTES
from gongkai.ground.orgs.rules import Duty

from .gate import actor, staff
from .manuscript_edit import writable
from .manuscript_steps import taken
from .manuscripts import within

TOO_LARGE = f"文件超过 {MAX_BYTES // 1024 // 1024} MB，请压缩图片或拆成几个文件再上传。"


class UploadForm(forms.Form):
    file = forms.FileField(
        allow_empty_file=True,  # what is empty is told by the intake, in its own words
        max_length=255,
        error_messages={"required": "请先选择文件。", "max_length": "文件名太长，请改短后再上传。"},
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file


@require_POST
@staff
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """``use`` says what for: an attachment, or the body."""
    manuscript = writable(request, key)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "；".join(error for errors in form.errors.values() for error in errors))
        return redirect("console:edit_manuscript", key)
    file = form.cleaned_data["file"]
    name, data, by = file.name, file.read(), actor(request)
    if request.POST.get("use") == "body":
        return taken(
            request,
            key,
            lambda: attaching.use_as_body(key, name, data, revision=manuscript.revision, by=by),
            "的正文已由文件转换，请核对标题、表格和编号",
        )
    return taken(request, key, lambda: attaching.add(key, name, data, by=by), "已加附件，检查结果见下")


@require_POST
@staff
def clean(request: HttpRequest, key: int, file: int) -> HttpResponse:
    writable(request, key)

    def step() -> None:
        for note in attaching.clean(key, file, by=actor(request))[1]:
            messages.info(request, note)

    return taken(request, key, step, "的附件已换成清洁副本：看得见的内容不变，隐藏的内容已清除")


@require_POST
@staff
def detach(request: HttpRequest, key: int, file: int) -> HttpResponse:
    writable(request, key)
    return taken(request, key, lambda: attaching.detach(key, file, by=actor(request)), "已移除附件")


@require_safe
@staff
def download(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """A file of a manuscript in the scope, always as a download: it is a stranger's."""
    manuscript = within(request, key)
    row = next((row for row in queries.files(manuscript) if row.pk == file), None)
    opened = attachments.opened(row.sha256) if row and Duty.READ in actor(request).duties else None
    if row is None or opened is None:
        raise Http404("没有找到这个文件")
    answer = FileResponse(opened, as_attachment=True, filename=row.name)
    answer.headers["Content-Type"] = "application/octet-stream"
    return answer
