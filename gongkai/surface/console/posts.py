"""In which of several posts a person acts; every step is recorded under that post."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.ground.orgs import queries as orgs

from .gate import POST, staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def choose(request: HttpRequest) -> HttpResponse:
    """The posts held today; POST ``code`` acts in that one from now on."""
    held = orgs.posts_of(request.user)
    if request.method == "POST":
        post = next((post for post in held if post.code == request.POST.get("code")), None)
        if post is None:
            raise Http404("您没有这个岗位")
        request.session.cycle_key()  # other rights, another key
        request.session[POST] = post.code
        messages.success(request, f"现在以“{post.organisation.short_name} {post.title}”的岗位办理")
        return redirect("console:work")
    return render(request, "console/posts.html", {"held": held})
