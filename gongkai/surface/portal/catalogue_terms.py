"""Words of the catalogue that the interface shows, marked for translation where they are data elsewhere.

The labels themselves live in ``record.catalogue.rules``; gettext needs each once as a literal.
"""

from django.utils.translation import gettext_noop as _

LABELS = (
    _("政策文件"), _("政策解读"), _("要闻动态"), _("通知公告"), _("专题"), _("会议"), _("人事信息"),
    _("规划计划"), _("财政预决算"), _("行政许可结果"), _("行政处罚结果"), _("政府采购"), _("重大项目"),
    _("应急信息"), _("问答"), _("统计信息"), _("公开指南"), _("公开制度"), _("公开年报"), _("有效"),
    _("尚未施行"), _("已修改"), _("废止"), _("失效"), _("主动公开"), _("依申请公开"), _("不予公开"),
    _("解读"), _("修改"), _("替代"), _("引用"), _("答复"), _("来源于"), _("要闻"), _("国务院信息"),
    _("政府信息公开"), _("结果公开"), _("专题专栏"), _("市人民政府"), _("市政府部门"), _("区人民政府"),
    _("街道办事处"), _("乡镇人民政府"), _("公共企业"), _("公共事业单位"),
)  # fmt: skip
